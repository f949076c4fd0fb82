"""The passages of an index, kept in SQLite so that opening it does not read them all."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

from ingest.errors import IndexUnusable
from ingest.records import Passage, ReferenceUse

_KEPT = 1024
"""Passages that stay in memory, the last ones asked for."""
_SCHEMA = """
CREATE TABLE passages (
    id TEXT PRIMARY KEY, language TEXT NOT NULL, row INTEGER NOT NULL,
    aligned_id TEXT NOT NULL, source_id TEXT NOT NULL, record TEXT NOT NULL
);
CREATE UNIQUE INDEX by_row ON passages (language, row);
CREATE INDEX by_aligned ON passages (aligned_id);
"""


class Passages:
    """Passages by id, by row within their language, and by the id their twins share."""

    def __init__(self, path: Path) -> None:
        """Open the file at `path`; IndexUnusable where it is missing or damaged."""
        try:
            address = f"{path.absolute().as_uri()}?mode=ro"
            self._db = sqlite3.connect(address, uri=True, check_same_thread=False)
            self._db.execute("SELECT count(*) FROM passages")
            self._at = lru_cache(maxsize=_KEPT)(self._read_at)
            self._twins = lru_cache(maxsize=_KEPT)(self._read_twins)
        except sqlite3.Error as error:
            raise IndexUnusable(
                f"the passages in {path} cannot be read ({error}); run `nisso ingest`"
            ) from error

    @staticmethod
    def write(path: Path, passages: Iterable[Passage]) -> None:
        """Write `passages` in order into a new file at `path`."""
        rows: dict[str, int] = {}
        with sqlite3.connect(path) as db:
            db.executescript(_SCHEMA)
            for passage in passages:
                row = rows.get(passage.language, 0)
                rows[passage.language] = row + 1
                record = json.dumps(asdict(passage), ensure_ascii=False)
                db.execute(
                    "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)",
                    (
                        passage.id,
                        passage.language,
                        row,
                        passage.aligned_id,
                        passage.source_id,
                        record,
                    ),
                )
        db.close()

    def get(self, passage_id: str) -> Passage | None:
        """Return the passage called `passage_id`, None where there is none."""
        return next(iter(self._select("id = ?", (passage_id,))), None)

    def at(self, language: str, rows: Sequence[int]) -> list[Passage]:
        """Return the passages of `language` at `rows`, in the order of `rows`."""
        return [passage for row in rows for passage in self._at(language, int(row))]

    def twins(self, aligned_id: str) -> dict[str, Passage]:
        """Return the passages that share `aligned_id`, by language."""
        return {passage.language: passage for passage in self._twins(aligned_id)}

    def rows(self, language: str) -> dict[str, int]:
        """Return the row of every passage of `language` by its aligned id, in their order."""
        query = "SELECT aligned_id, row FROM passages WHERE language = ? ORDER BY row"
        return dict(self._db.execute(query, (language,)))

    def languages(self) -> list[str]:
        """Return the languages that have passages, sorted."""
        return [
            row[0] for row in self._db.execute("SELECT DISTINCT language FROM passages ORDER BY 1")
        ]

    def __iter__(self) -> Iterator[Passage]:
        """Give every passage, language by language in reading order."""
        query = "SELECT record FROM passages ORDER BY language, row"
        return (_passage(record) for (record,) in self._db.execute(query))

    def __len__(self) -> int:
        """Return the number of passages."""
        return int(self._db.execute("SELECT count(*) FROM passages").fetchone()[0])

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def _read_at(self, language: str, row: int) -> tuple[Passage, ...]:
        return tuple(self._select("language = ? AND row = ?", (language, row)))

    def _read_twins(self, aligned_id: str) -> tuple[Passage, ...]:
        return tuple(self._select("aligned_id = ?", (aligned_id,)))

    def _select(self, where: str, values: tuple[object, ...]) -> list[Passage]:
        query = f"SELECT record FROM passages WHERE {where}"  # noqa: S608 (fixed clauses only)
        try:
            return [_passage(record) for (record,) in self._db.execute(query, values)]
        except UnicodeEncodeError:  # half a letter, which no id holds
            return []


def _passage(record: str) -> Passage:
    return passage_of(json.loads(record))


def passage_of(values: dict[str, Any]) -> Passage:
    """Return the passage with these `values`, as `asdict` and JSON give them."""
    values["uses"] = tuple(ReferenceUse(**use) for use in values["uses"])
    values["disagreements"] = tuple(values["disagreements"])
    values["entities"] = tuple(values["entities"])
    return Passage(**values)
