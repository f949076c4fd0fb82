"""Russian words are found by their dictionary form, names by their stem."""

from __future__ import annotations

import pytest

from ingest.analysis import analyser
from ingest.russian import form_of


def _terms(text: str) -> list[tuple[str, ...]]:
    return [token.terms for token in analyser("ru").tokens(text)]


def test_forms_of_a_word_have_one_lemma() -> None:
    assert _terms("договора договорами договор") == [("договор",)] * 3
    assert _terms("подписали подписать") == [("подписать",)] * 2


@pytest.mark.parametrize(
    "forms",
    [
        "Карахан Карахана Карахану Караханом Карахане",
        "Ёсидзава Ёсидзавы Ёсидзаве Ёсидзаву Ёсидзавой Есидзава",
        "Дайрен Дайрена Дайрену Дайреном Дайрене",
        "Молодяков Молодякова Молодякову Молодяковым",
        "Сидэхара Сидэхары Сидэхаре Сидэхару Сидэхарой",
        "Синклер Синклера Синклеру Синклером",
        "Мацуока Мацуоки Мацуоке Мацуоку Мацуокой",
    ],
)
def test_a_name_that_no_dictionary_has_keeps_one_stem_through_the_cases(forms: str) -> None:
    assert len(set(_terms(forms))) == 1


def test_a_word_with_a_hyphen_is_found_by_its_parts_too() -> None:
    (found,) = _terms("советско-японская")
    assert found[0] == "советско-японский"
    assert "японский" in found


def test_function_words_carry_no_content() -> None:
    tokens = analyser("ru").tokens("Когда и кем был подписан этот договор в Пекине?")
    assert [t.text for t in tokens if t.content] == ["подписан", "договор", "Пекине"]


def test_offsets_point_at_the_word_as_written() -> None:
    text = "Ёлка, 1925 год — «Пекин»."
    tokens = analyser("ru").tokens(text)
    assert [text[t.start : t.end] for t in tokens] == ["Ёлка", "1925", "год", "Пекин"]
    assert [t.text for t in tokens] == ["Ёлка", "1925", "год", "Пекин"]


def test_a_word_outside_the_dictionary_is_not_known() -> None:
    known = {t.text: t.known for t in analyser("ru").tokens("договор Карахан 1925")}
    assert known == {"договор": True, "Карахан": False, "1925": True}


@pytest.mark.parametrize("text", ["", "   ", "…", "«»"])
def test_no_words_no_tokens(text: str) -> None:
    assert analyser("ru").tokens(text) == []


@pytest.mark.parametrize("text", ["1\U00017000", "\U00017000", "договор-\U00017000"])
def test_a_letter_that_unicode_does_not_name_is_a_word_like_any_other(text: str) -> None:
    ((first, *_),) = _terms(text)
    assert first
    assert form_of(text).voice == ""
