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


def read_toml(path: Path, name: str) -> Table:
    """Return the table in a TOML file; CorpusError names the line that cannot be read."""
    text = read_text(path, name)
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else None
        raise CorpusError(name, line, f"not TOML: {error}") from error


def read_json(path: Path, name: str) -> Any:  # noqa: ANN401 (JSON holds anything)
    """Return what a JSON file holds; CorpusError names the line that cannot be read."""
    text = read_text(path, name)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise CorpusError(name, error.lineno, f"not JSON: {error.msg}") from error
    except RecursionError as error:
        raise CorpusError(name, None, "JSON nested too deeply") from error


def read_lines(path: Path, name: str) -> list[tuple[int, Table]]:
    """Return the objects of a JSON-lines file with their 1-based lines, blank lines left out."""
    found: list[tuple[int, Table]] = []
    for number, line in enumerate(read_text(path, name).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            raise CorpusError(name, number, f"not JSON: {error}") from error
        if not isinstance(value, dict):
            raise CorpusError(name, number, 'not an object; write {"…": …} on the line')
        found.append((number, value))
    return found


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
