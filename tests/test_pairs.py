"""What the encoder learns from: a question and its answer, twins, names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.corpus import read_corpus
from ingest.fields import UNANSWERED
from ingest.pairs import Pair, pairs
from ingest.records import KnownQuestion

WHO = KnownQuestion("tower:built", "en", "Who built it?", 2)
WHEN = KnownQuestion("tower:built", "ru", "Кто строил?", 2)
MISS = KnownQuestion("tower:built", "en", "Who paid for it?", UNANSWERED)


@pytest.fixture
def found(exhibit: Path) -> list[Pair]:
    """Give the pairs of the tiny exhibit with three known questions."""
    return pairs(replace(read_corpus(exhibit), questions=(WHO, WHEN, MISS)))


def test_a_question_lies_near_its_sentence_and_the_passage_in_every_language(
    found: list[Pair],
) -> None:
    texts = [b for a, b in found if a == WHO.question]
    assert "Ivan Petrov built it." in texts
    assert any("建てられた" in text for text in texts)
    assert any("построен" in text for text in texts)


def test_questions_that_the_same_sentence_answers_lie_near_each_other(found: list[Pair]) -> None:
    assert (WHO.question, WHEN.question) in found


def test_a_near_miss_teaches_nothing(found: list[Pair]) -> None:
    assert not any(MISS.question in pair for pair in found)


def test_twins_and_names_lie_near_each_other(found: list[Pair]) -> None:
    assert ("Petrov", "イワン・ペトロフ") in found
    assert any(a.startswith("The keeper") and b.startswith("Смотрителю") for a, b in found)


def test_no_text_is_paired_with_itself(found: list[Pair]) -> None:
    assert all(a != b for a, b in found)
