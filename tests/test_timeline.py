"""The events of the timeline come earliest first, each with a date that can be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpora import TIMELINE

from ingest.errors import CorpusError
from ingest.records import Event
from ingest.timeline import read_timeline


def _read(folder: Path, text: str) -> tuple[Event, ...]:
    (folder / "timeline.toml").write_text(text, encoding="utf-8")
    return read_timeline(folder)


def test_events_are_sorted_by_date(tmp_path: Path) -> None:
    assert [event.date for event in _read(tmp_path, TIMELINE)] == ["1902-05-20", "1903"]


def test_no_file_is_no_timeline(tmp_path: Path) -> None:
    assert read_timeline(tmp_path) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('event = "x"', "`event` is not a list"),
        ('[[event]]\ndate = "1902"\npassage = "p"\n', "without"),
        ('[[event]]\ndate = "1902-13"\npassage = "p"\n[event.title]\nen = "x"\n', "'1902-13'"),
        ('\n[[event]]\ndate = "x"\npassage = "p"\n[event.title]\nen = "x"\n', "timeline.toml:2"),
    ],
)
def test_a_fault_names_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CorpusError, match=said):
        _read(tmp_path, text)
