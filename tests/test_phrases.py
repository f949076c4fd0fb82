"""The program's own sentences name the exhibit's subject where its settings give one."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.phrases import abstention, talk
from ingest.corpus import read_corpus
from ingest.records import Exhibit

BARE = Exhibit(("en",), "en", (), "", {}, 0, {})


@pytest.fixture
def tower(exhibit: Path) -> Exhibit:
    """Give the settings of the tiny exhibit."""
    return read_corpus(exhibit).exhibit


def test_an_abstention_says_what_can_be_asked(tower: Exhibit) -> None:
    said = abstention("en", tower, [], foreign=False)
    assert said == "The sources do not say. You can ask about the lighthouse."


def test_a_near_miss_names_what_the_sources_do_tell_of(tower: Exhibit) -> None:
    said = abstention("en", tower, ["Lighthouse", "Ivan Petrov"], foreign=False)
    assert "(Lighthouse, Ivan Petrov)" in said
    assert "「灯台、ペトロフ」" in abstention("ja", tower, ["灯台", "ペトロフ"], foreign=False)


def test_a_foreign_question_is_told_which_languages_are_spoken(tower: Exhibit) -> None:
    assert abstention("ru", tower, [], foreign=True).endswith("английском и японском языках.")


def test_japanese_sentences_are_joined_without_a_blank(tower: Exhibit) -> None:
    assert talk("greeting", "ja", tower) == "こんにちは。灯台についてご質問いただけます。"


def test_thanks_are_answered_without_an_offer(tower: Exhibit) -> None:
    assert talk("thanks", "en", tower) == "You are welcome! Do ask more."


def test_an_exhibit_without_settings_still_speaks() -> None:
    assert abstention("en", BARE, [], foreign=False) == "The sources do not say."
    assert talk("about", "en", BARE).startswith("This is a program that answers in the words")
