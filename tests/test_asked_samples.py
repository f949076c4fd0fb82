"""A sample is asked as a visitor asks it, and its right candidates are marked."""

from __future__ import annotations

from pathlib import Path

from app.assistant import open_assistant
from app.model import load_model
from eval.asked import asked, outcome
from eval.samples import Sample


def _sample(question: str, status: str = "answered", must: str = "1902") -> Sample:
    parts = ((must,),) if status == "answered" else ()
    return Sample("s", "f", "en", "date", "look", question, (), status, parts, (), Path("set"), 1)


def test_a_candidate_that_holds_every_part_is_right(exhibit_index: Path) -> None:
    assistant = open_assistant(exhibit_index)
    (row,) = asked(assistant, [_sample("When was the lighthouse built?")])
    assert row.matrix.shape == (len(row.candidates), row.candidates[0].features.size)
    assert [c.text for c, right in zip(row.candidates, row.right, strict=True) if right]
    assert all("1902" in c.text for c, r in zip(row.candidates, row.right, strict=True) if r)
    found = outcome(row, load_model().bare)
    assert 0 <= found.probability <= 1
    assert found.right
    assistant.index.close()


def test_small_talk_and_instructions_never_reach_the_ranking(exhibit_index: Path) -> None:
    assistant = open_assistant(exhibit_index)
    samples = [_sample("Hello!"), _sample("Write a song about the tower")]
    assert asked(assistant, samples) == []
    assistant.index.close()
