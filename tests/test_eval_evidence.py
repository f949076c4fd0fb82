"""Exactness and groundedness, read from the corpus files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from eval_house import TEXTS, answered, cite, write_exhibit

from app.answer import Answer
from eval.evidence import Evidence
from eval.samples import Gold
from ingest.corpus import read_corpus
from ingest.records import Passage

SIGNING = "treaty:signing:ru"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_exhibit(tmp_path)


@pytest.fixture
def passages(corpus: Path) -> dict[str, Passage]:
    return {passage.id: passage for passage in read_corpus(corpus).passages()}


def test_a_gold_quote_is_located_in_its_source_and_language_only(corpus: Path) -> None:
    evidence = Evidence.read(corpus)
    assert evidence.locate(Gold("treaty", "20 января"), "ru") == (SIGNING,)
    assert evidence.locate(Gold("treaty", "20 января"), "en") == ()
    assert evidence.locate(Gold("other", "20 января"), "ru") == ()
    assert evidence.twin(SIGNING, "ja") == "treaty:signing:ja"
    assert evidence.twin("nothing", "ja") is None


def test_a_quote_is_exact_to_the_character(corpus: Path, passages: dict[str, Passage]) -> None:
    evidence = Evidence.read(corpus)
    text = passages[SIGNING].text
    right = cite(passages[SIGNING], 0, 9)
    assert evidence.is_exact(right)
    assert evidence.is_exact(cite(passages[SIGNING], 10, len(text)))
    for wrong in (
        replace(right, start=-1, end=len(text), quote=text[-1]),
        replace(right, start=3, end=3, quote=""),
        replace(right, start=5, end=3, quote=""),
        replace(right, source_id="zoo"),
        replace(right, start=1, end=10),
        replace(right, end=10),
        replace(right, start=-9, end=0),
        replace(right, quote="конвенция"),
        replace(right, passage_id="treaty:oil:ru"),
        replace(right, passage_id="treaty:none:ru"),
        replace(right, source_id="article"),
        replace(right, language="en"),
    ):
        assert not evidence.is_exact(wrong)


def test_exactness_follows_the_files_and_not_what_was_once_read(
    corpus: Path, passages: dict[str, Passage]
) -> None:
    citation = cite(passages[SIGNING], 0, 9)
    write_exhibit(corpus, {**TEXTS, "ru": ("Сия " + TEXTS["ru"][0], TEXTS["ru"][1])})
    assert not Evidence.read(corpus).is_exact(citation)


def test_every_sentence_of_a_verbatim_answer_is_grounded(
    corpus: Path, passages: dict[str, Passage]
) -> None:
    passage = passages[SIGNING]
    whole = answered("?", cite(passage, 0, len(passage.text)))
    assert Evidence.read(corpus).grounded(whole) == (2, 2)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Повара звали Иван. Её подписали два дипломата. [1]", (1, 2)),
        ("Её подписали два дипломата. [1] Повара звали Иван.", (1, 2)),
        ("Её подписали два дипломата.", (0, 1)),
        ("Её подписали два дипломата [1].", (1, 1)),
        ("Её подписали три дипломата. [1]", (0, 1)),
        ("Её подписали два дипломата. [7]", (0, 1)),
        ("", (0, 0)),
    ],
)
def test_a_foreign_sentence_or_one_without_its_marker_is_not_grounded(
    corpus: Path, passages: dict[str, Passage], text: str, counts: tuple[int, int]
) -> None:
    answer = Answer("", "?", "ru", "answered", text, (cite(passages[SIGNING], 0, 9),))
    assert Evidence.read(corpus).grounded(answer) == counts


@pytest.mark.parametrize(("markers", "counts"), [((1, 2), (0, 2)), ((2, 1), (2, 2))])
def test_a_true_sentence_is_grounded_by_its_own_marker_and_not_by_anothers(
    corpus: Path,
    passages: dict[str, Passage],
    markers: tuple[int, int],
    counts: tuple[int, int],
) -> None:
    oil, signing = markers
    text = f"Япония получила 50 % площади месторождений. [{oil}] "
    text += f"Её подписали два дипломата. [{signing}]"
    citations = (
        cite(passages[SIGNING], 0, 9),
        cite(passages["treaty:oil:ru"], 0, 6, marker=2),
    )
    answer = Answer("", "?", "ru", "answered", text, citations)
    assert Evidence.read(corpus).grounded(answer) == counts


def test_a_generated_sentence_may_change_words_but_no_figure(
    corpus: Path, passages: dict[str, Passage]
) -> None:
    evidence = Evidence.read(corpus)
    citations = (cite(passages[SIGNING], 0, 9),)
    right = "20 января 1925 года в Пекине подписана конвенция. [1]"
    wrong = "21 января 1925 года в Пекине подписана конвенция. [1]"
    foreign = "Повар варил борщ для гостей. [1]"
    for text, counts in ((right, (1, 1)), (wrong, (0, 1)), (foreign, (0, 1))):
        answer = Answer("", "?", "ru", "answered", text, citations, answerer="generated")
        assert evidence.grounded(answer) == counts
    verbatim_only = Answer("", "?", "ru", "answered", right, citations)
    assert evidence.grounded(verbatim_only) == (0, 1)


CARGO = "Keeper carried oil, wood, bread, water and salt in 1902."


@pytest.mark.parametrize(
    ("sentence", "proved"),
    [
        ("Keeper carried oil, wood, bread, water, salt, fish, milk, rope.", 1),
        ("Keeper carried oil, wood, bread, water, nets, fish, milk, rope.", 0),
        ("It was the keeper of the oil and of the salt.", 1),
        ("Keeper carried salt in 1902.", 1),
        ("Keeper carried salt in 1903.", 0),
        ("Keeper carried salt.", 1),
        ("Keeper carried 2 salt in 1902.", 0),
        ("It is.", 1),
    ],
)
def test_a_generated_sentence_has_seven_tenths_of_its_words_from_the_passage_and_every_figure(
    sentence: str, proved: int
) -> None:
    passage = Passage("c:en", "s", "S", "en", "source", "", CARGO, 0, len(CARGO), 1, "c")
    answer = Answer("", "?", "en", "answered", f"{sentence} [1]", (cite(passage, 0, 6),))
    evidence = Evidence([passage])
    assert evidence.grounded(replace(answer, answerer="generated")) == (proved, 1)


def test_the_nearest_sentence_is_what_stands_now(corpus: Path) -> None:
    evidence = Evidence.read(corpus)
    assert evidence.nearest("подписали три дипломата", SIGNING) == "Её подписали два дипломата."
    assert evidence.nearest("подписали", "treaty:none:ru") == ""
