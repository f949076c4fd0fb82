"""A known question becomes a follow-up of another that names the same entry."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval import followups
from eval.followups import follow_ups
from ingest.corpus import read_corpus
from ingest.glossary import Glossary
from ingest.records import KnownQuestion

QUESTIONS = [
    KnownQuestion("tower:built", "en", "What did Ivan Petrov build?", 2),
    KnownQuestion("tower:built", "en", "Who was Ivan Petrov?", 2),
    KnownQuestion("tower:pay", "en", "What was the keeper paid?", 1),
    KnownQuestion("tower:built", "ja", "ペトロフは何を建てましたか。", 2),
]


@pytest.fixture(autouse=True)
def every_question(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask every question again."""
    monkeypatch.setattr(followups, "SHARE", 1)


@pytest.fixture
def glossary(exhibit: Path) -> Glossary:
    """Give the glossary of the tiny exhibit."""
    return Glossary(read_corpus(exhibit).glossary)


def test_what_a_question_names_stands_in_the_one_before(glossary: Glossary) -> None:
    found = {question.question: before for question, before in follow_ups(QUESTIONS, glossary)}
    names = {"What did it build?", "Who was it?"}
    assert set(found) <= names
    assert found
    assert all("Petrov" in before for before in found.values())


def test_what_answers_it_stays(glossary: Glossary) -> None:
    assert {(q.passage, q.sentence) for q, _ in follow_ups(QUESTIONS, glossary)} == {
        ("tower:built", 2)
    }


def test_a_question_that_nothing_can_come_before_is_left_out(glossary: Glossary) -> None:
    assert list(follow_ups(QUESTIONS[2:], glossary)) == []
