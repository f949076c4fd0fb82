"""What is offered next is what the editor wrote, on what was cited and beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.assistant import Assistant, open_assistant
from app.request import Request
from ingest.build import ingest
from ingest.encoder import DEFAULT

EDITED, TYPED = "Who was it that built the tower?", "Grandpa asks who put the thing up?"


@pytest.fixture
def offering(exhibit: Path) -> Assistant:
    """Give the tiny exhibit with a question of the editor's and one of another hand."""
    folder = exhibit / "questions"
    folder.mkdir(exist_ok=True)
    rows = [
        {"passage": "tower:built", "language": "en", "question": text, "sentence": 2, "hand": hand}
        for text, hand in ((TYPED, 2), (EDITED, 1))
    ]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (folder / "tower.jsonl").write_text(lines, encoding="utf-8")
    ingest(exhibit, exhibit.parent / "index", DEFAULT)
    return open_assistant(exhibit.parent / "index")


def test_only_the_editors_questions_are_offered(offering: Assistant) -> None:
    answer = offering.ask(Request("When was the lighthouse built?"))
    assert EDITED in answer.suggestions
    assert TYPED not in answer.suggestions


def test_what_was_just_asked_is_not_offered_again(offering: Assistant) -> None:
    heard_alike = EDITED.lower().replace("it that", "it, that").replace("?", " ?!")
    for asked in (EDITED, heard_alike):
        assert EDITED not in offering.ask(Request(asked)).suggestions
