"""The answer and the passage as scripts read them: every field, under its own name."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError

import pytest

from app.answer import Answer, Citation, Note, passage_json
from ingest.records import Passage

TEXT = "The tower burnt. It was rebuilt."
PASSAGE = Passage(
    "tower:fire:en", "tower", "The lighthouse", "en", "translation", "Fire", TEXT, 40, 72, 9,
    "tower:fire", "tower:fire:ru", disagreements=("dispute:fire",), general=True,
)  # fmt: skip
CITATION = Citation(
    1, "tower:fire:en", "tower", "The lighthouse", "en", "translation", "Fire", TEXT[:16], 0, 16,
    (10, 15), "tower:fire:ru", ("Logbook, 17",),
)  # fmt: skip


def test_an_answer_object_carries_its_citations_notes_and_suggestions() -> None:
    answer = Answer(
        "q1", "Did it burn?", "en", "answered", "The tower burnt. [1]", (CITATION,),
        (Note("Some deny it.", "dispute:fire:en"),), ("Who rebuilt it?",), "generated", 3.5, 0.75,
    )  # fmt: skip
    assert json.loads(json.dumps(answer.to_json())) == {
        "id": "q1",
        "question": "Did it burn?",
        "language": "en",
        "status": "answered",
        "answer": "The tower burnt. [1]",
        "citations": [
            {
                "marker": 1,
                "passage_id": "tower:fire:en",
                "source_id": "tower",
                "source_title": "The lighthouse",
                "language": "en",
                "kind": "translation",
                "heading": "Fire",
                "quote": "The tower burnt.",
                "start": 0,
                "end": 16,
                "focus": [10, 15],
                "original_passage_id": "tower:fire:ru",
                "references": ["Logbook, 17"],
            }
        ],
        "notes": [{"text": "Some deny it.", "passage_id": "dispute:fire:en"}],
        "suggestions": ["Who rebuilt it?"],
        "answerer": "generated",
        "elapsed_ms": 3.5,
        "confidence": 0.75,
    }


def test_an_answer_is_extractive_and_cites_nothing_unless_it_says_so() -> None:
    row = Answer("", "?", "en", "abstained", "The sources do not say.").to_json()
    assert row["answerer"] == "extractive"
    assert (row["citations"], row["notes"], row["suggestions"]) == ((), (), ())
    assert (row["elapsed_ms"], row["confidence"]) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("record", "field"),
    [(CITATION, "quote"), (Note("", None), "text"), (Answer("", "?", "en", "abstained", ""), "id")],
    ids=["citation", "note", "answer"],
)
def test_what_was_answered_cannot_be_changed_afterwards(record: object, field: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(record, field, "other")


def test_a_passage_object_is_the_passage_with_its_references_in_a_readers_form() -> None:
    assert passage_json(PASSAGE, ["Logbook, 17"]) == {
        "id": "tower:fire:en",
        "source_id": "tower",
        "source_title": "The lighthouse",
        "language": "en",
        "kind": "translation",
        "text": TEXT,
        "heading": "Fire",
        "aligned_id": "tower:fire",
        "original_passage_id": "tower:fire:ru",
        "references": ["Logbook, 17"],
        "disagreements": ["dispute:fire"],
        "general": True,
    }
