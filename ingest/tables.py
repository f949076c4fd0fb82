"""Tables of the corpus (TOML, JSON, JSON lines) read with the line of each fault."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ingest.errors import CorpusError
from ingest.markdown import read_text

Table = Mapping[str, Any]
_LEAST, _MOST = -1, 10_000


def read_toml(path: Path, name: str) -> Table:
    """Return the table in a TOML file; CorpusError names the line that cannot be read."""
    text = read_text(path, name)
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits is a ValueError too
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else None
        raise CorpusError(name, line, f"not TOML: {error}") from error


def read_json(path: Path, name: str) -> Any:  # noqa: ANN401 (JSON holds anything)
    """Return what a JSON file holds; CorpusError names the line that cannot be read."""
    return _json(read_text(path, name), name, 1)


def read_lines(path: Path, name: str) -> list[tuple[int, Table]]:
    """Return the objects of a JSON-lines file with their 1-based lines, blank lines left out."""
    found: list[tuple[int, Table]] = []
    for number, line in enumerate(read_text(path, name).split("\n"), start=1):
        if not line.strip():
            continue
        value = _json(line, name, number)
        if not isinstance(value, dict):
            raise CorpusError(name, number, 'not an object; write {"…": …} on the line')
        found.append((number, value))
    return found


def _json(text: str, name: str, line: int) -> Any:  # noqa: ANN401 (as above)
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise CorpusError(name, line + error.lineno - 1, f"not JSON: {error.msg}") from error
    except (ValueError, RecursionError) as error:
        raise CorpusError(name, line, "JSON nested too deeply, or a number too long") from error
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise CorpusError(name, line, "half a letter (\\ud800 …); write the letter") from error
    return value


def rows_of(table: Table, key: str, name: str) -> list[Table]:
    """Return the tables under `key` in order; CorpusError where something else stands there."""
    rows = table.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise CorpusError(name, None, f"`{key}` is not a list of tables; write [[{key}]]")
    return rows


def words_of(table: Table, key: str, name: str, line: int) -> dict[str, str]:
    """Return the text of each language under `key`; CorpusError where one is no text."""
    words = table.get(key, {})
    if not isinstance(words, dict) or not all(isinstance(text, str) for text in words.values()):
        raise CorpusError(name, line, f"`{key}` is not a table of languages and texts")
    return words


def number_of(table: Table, key: str, name: str, line: int, default: int) -> int:
    """Return the number under `key`, `default` where it is missing."""
    value = table.get(key, default)
    if type(value) is not int or not _LEAST <= value <= _MOST:
        raise CorpusError(name, line, f"`{key}` is not a number from {_LEAST} to {_MOST}")
    return value


def text_of(table: Table, key: str, name: str, line: int | None) -> str:
    """Return the text under `key`; CorpusError where it is missing, empty or no text."""
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise CorpusError(name, line, f"`{key}` is missing or is not a text")
    return value


def line_of(text: str, needle: str, occurrence: int = 1) -> int:
    """Return the 1-based line where `needle` stands for the n-th time; 1 where it does not."""
    at = -1
    for _ in range(occurrence):
        at = text.find(needle, at + 1)
    return text.count("\n", 0, max(at, 0)) + 1
