"""A Japanese word is written as the texts, the names or the known questions write its sound."""

from __future__ import annotations

import pytest

from ingest.glossary import Glossary
from ingest.readings import readings
from ingest.records import Entry, Term

PASSAGES = ["灯台の番人は三人いた。", "灯台は燈台とも書く。灯台はことばである。"]
QUESTIONS = ["兵隊はいつ帰ったの", "燈台の番人は誰ですか"]
NAMES = Term(
    "尼港事件", ("尼港虐殺事件", "ニコラエフスク事件"), ("にこうじけん", "にこうぎゃくさつじけん")
)


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    """Give how the words of a few texts are written."""
    glossary = Glossary([Entry("nikolaevsk", "event", {"ja": NAMES}, ())])
    return readings(PASSAGES, QUESTIONS, glossary)


@pytest.mark.parametrize(
    ("sound", "word"),
    [
        ("ばんにん", "番人"),
        ("とうだい", "灯台"),  # as most passages write it
        ("へいたい", "兵隊"),  # which only a question says
        ("にこうじけん", "尼港事件"),  # of several names the one of about that length
        ("にこうぎゃくさつじけん", "尼港虐殺事件"),
        ("ことば", "ことば"),  # which nobody writes otherwise
    ],
)
def test_a_sound_is_written_as_the_texts_write_it(
    written: dict[str, str], sound: str, word: str
) -> None:
    assert written[sound] == word


def test_what_is_too_short_or_no_word_has_no_reading(written: dict[str, str]) -> None:
    assert {"の", "は", "。", ""}.isdisjoint(written)
