"""The exhibit file: languages, reading order, and what the exhibit says of itself."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from ingest.errors import CorpusError
from ingest.language import LANGUAGES
from ingest.records import IDLE, Exhibit
from ingest.tables import Table, read_toml

FILE = "exhibit.toml"
COLOURS = ("seal", "seal-ink", "indigo", "mark", "mark-edge")
"""What an exhibit may colour: what is pressed, the writing on it, links, the answering words."""

SHORTEST_IDLE, LONGEST_IDLE = 10, 3600
"""Seconds: less would send readers away, more would show a visitor the one before."""

_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def read_exhibit(folder: Path) -> Exhibit | None:
    """Return what `exhibit.toml` says, None where there is no such file."""
    path = folder / FILE
    if not path.is_file():
        return None
    table = read_toml(path, FILE)
    languages = _strings(table, "languages")
    for language in languages:
        if language not in LANGUAGES:
            known = ", ".join(LANGUAGES)
            raise CorpusError(FILE, None, f"unknown language `{language}`; one of {known}")
    default = table.get("default_language", languages[0] if languages else "ru")
    if default not in (languages or LANGUAGES):
        raise CorpusError(FILE, None, f"default_language `{default}` is not among the languages")
    texts = {code: _texts(table, code) for code in LANGUAGES if code in table}
    main = str(table.get("main_entry", ""))
    sources = _strings(table, "sources")
    colours = _colours(table)
    return Exhibit(languages, str(default), sources, main, texts, _idle(table), colours)


def _texts(table: Table, language: str) -> dict[str, Any]:
    """Return what the exhibit says of itself in `language`; the index keeps it as JSON."""
    found = table[language]
    try:
        json.dumps(found, allow_nan=False)
    except (TypeError, ValueError) as error:
        what = f"[{language}] holds a date or no number; write it as a text in quotes"
        raise CorpusError(FILE, None, what) from error
    if not isinstance(found, dict):
        raise CorpusError(FILE, None, f"`{language}` is not a table; write [{language}]")
    return found


def _idle(table: Table) -> int:
    value = table.get("idle", IDLE)
    if type(value) is not int or not SHORTEST_IDLE <= value <= LONGEST_IDLE:
        raise CorpusError(
            FILE, None, f"`idle` is seconds from {SHORTEST_IDLE} to {LONGEST_IDLE}, not {value!r}"
        )
    return value


def _colours(table: Table) -> dict[str, str]:
    given = table.get("colours", {})
    if not isinstance(given, dict):
        raise CorpusError(FILE, None, "`colours` is not a table of names and colours")
    for name, colour in given.items():
        if name not in COLOURS:
            raise CorpusError(FILE, None, f"unknown colour `{name}`; one of {', '.join(COLOURS)}")
        if not isinstance(colour, str) or not _HEX.fullmatch(colour):
            raise CorpusError(FILE, None, f"`{name}` is not a colour like #a03522: {colour!r}")
    return dict(given)


def _strings(table: Table, key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise CorpusError(FILE, None, f"`{key}` is not a list of texts")
    return tuple(value)
