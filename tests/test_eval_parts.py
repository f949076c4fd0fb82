"""Required parts: folding, alternatives, figures, expressions."""

from __future__ import annotations

import pytest

from eval.parts import fold, present, without_markers


@pytest.mark.parametrize(
    ("text", "alternative"),
    [
        ("Шёл ёж", "шел еж"),
        ("Gotō Shinpei", "goto shinpei"),
        ("Gōto", "GOTO"),
        ("１９２５年", "1925年"),
        ("a\u00a0 b\n c", "A b C"),
        ("Йокогама", "йокогама"),
        ("ガ行", "ガ行"),
        ("20 января 1925 года", r"re:\b20 янв\w+"),
        ("Её подписал", "re:Её"),
        ("Gotō", "re:Gotō?"),
    ],
)
def test_an_alternative_stands_whatever_the_letters_look_like(text: str, alternative: str) -> None:
    assert present(text, [[alternative]]) == (True,)


def test_one_alternative_of_each_part_is_enough_and_each_part_is_told_apart() -> None:
    must = [["20 января", "20.01"], ["Пекин"], ["Москв"]]
    assert present("20.01.1925, в Пекине", must) == (True, True, False)


def test_a_figure_is_no_part_of_a_longer_figure() -> None:
    assert present("15 мая 1925", [["5 мая"]]) == (False,)
    assert present("в 19250 году", [["1925"]]) == (False,)
    assert present("от 5 мая", [["5 мая"]]) == (True,)
    assert present("номер 20.012", [["20.01"]]) == (False,)
    assert present("в 57", [["в 5"]]) == (False,)
    assert present("в 5", [["в 5"]]) == (True,)


def test_a_marker_is_no_part_of_the_answer() -> None:
    assert present("Пекин [1925]", [["1925"]]) == (False,)
    assert without_markers("Раз. [1] Два. [2]") == "Раз. Два."


def test_nothing_stands_in_an_empty_answer_and_no_parts_give_none() -> None:
    assert present("", [["a"]]) == (False,)
    assert present("a", []) == ()


def test_folding_keeps_short_i_and_voiced_kana() -> None:
    assert fold("Й ガ") == "й ガ"
