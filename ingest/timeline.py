"""The timeline file: dated events, each tied to a passage."""

from __future__ import annotations

import re
from pathlib import Path

from ingest.errors import CorpusError
from ingest.markdown import read_text
from ingest.records import Event
from ingest.tables import Table, line_of, read_toml, rows_of, text_of, words_of

FILE = "timeline.toml"
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def read_timeline(folder: Path) -> tuple[Event, ...]:
    """Return the events of `timeline.toml`, earliest first; none where there is no such file."""
    path = folder / FILE
    if not path.is_file():
        return ()
    text = read_text(path, FILE)
    rows = rows_of(read_toml(path, FILE), "event", FILE)
    events = [_event(row, line_of(text, "[[event]]", n)) for n, row in enumerate(rows, start=1)]
    return tuple(sorted(events, key=lambda event: event.date))


def _event(row: Table, line: int) -> Event:
    title = words_of(row, "title", FILE, line)
    if not title:
        raise CorpusError(FILE, line, "an event without [event.title]")
    end = _date(row, "end", line) if "end" in row else None
    return Event(_date(row, "date", line), end, text_of(row, "passage", FILE, line), title, line)


def _date(row: Table, key: str, line: int) -> str:
    value = text_of(row, key, FILE, line)
    if not _DATE.fullmatch(value):
        raise CorpusError(FILE, line, f"`{key}` {value!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
    return value
