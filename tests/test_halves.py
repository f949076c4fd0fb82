"""A sentence of two statements is cut where they join, and a plain one is left whole."""

from __future__ import annotations

import pytest

from app.generation.halves import halves_of


@pytest.mark.parametrize(
    ("language", "sentence", "halves"),
    [
        ("en", "The tower burnt down, and the keeper left it.",
         [("The tower burnt down", "the keeper left it.")]),
        ("en", "The tower burnt down; the keeper left it.",
         [("The tower burnt down", "the keeper left it.")]),
        ("en", "The tower burnt, and he left.", []),
        ("en", "The tower burnt down and the keeper left it.", []),
        ("en", "The tower burnt down.", []),
        ("ru", "Башня сгорела дотла, а смотритель ушёл оттуда.",
         [("Башня сгорела дотла", "смотритель ушёл оттуда.")]),
        ("ru", "Башня сгорела дотла, авось её отстроят.", []),
        ("ja", "灯台は火事で焼け落ち、番人は島を去った。",
         [("灯台は火事で焼け落ち", "番人は島を去った。")]),
        ("ja", "灯台は焼け、番人は去った。", []),
        ("en", "One two three; four five six; seven eight nine.",
         [("One two three", "four five six; seven eight nine."),
          ("One two three; four five six", "seven eight nine.")]),
    ],
)  # fmt: skip
def test_a_sentence_is_cut_at_each_joint_with_enough_on_both_sides(
    language: str, sentence: str, halves: list[tuple[str, str]]
) -> None:
    assert list(halves_of(sentence, language)) == halves
