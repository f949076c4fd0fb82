"""The order in which documents are read: the exhibit's sources, then the works they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ingest.index import Index
from ingest.passages import Passages
from ingest.records import Passage


@dataclass(frozen=True, slots=True)
class Groups:
    """The ids of the documents to read, and of the works that are only described."""

    texts: tuple[str, ...]
    works: tuple[str, ...]


class ReadingOrder:
    """Which passages a source has, in order; found out once, when a page first asks."""

    def __init__(self, index: Index) -> None:
        """Read the order of `index` when it is needed."""
        self.index = index
        self._read = lru_cache(maxsize=1)(_by_source)  # anew for an index that takes over

    def groups(self) -> Groups:
        """Return every source: the exhibit's order first, then that of the index."""
        named = [one for one in self.index.exhibit.sources if one in self.index.titles]
        every = tuple(dict.fromkeys([*named, *self.index.titles]))
        works = tuple(one for one in every if one.startswith("references/"))
        return Groups(tuple(one for one in every if one not in works), works)

    def title(self, source_id: str, language: str) -> str:
        """Return the source's title in `language`, or in the first it has."""
        titles = self.index.titles[source_id]
        return titles.get(language) or next(iter(titles.values()), source_id)

    def rows(self, source_id: str) -> list[dict[str, Passage]]:
        """Return the source's passages in reading order, each with its twins by language."""
        found = self._aligned.get(source_id, {})
        return [self.index.passages.twins(aligned_id) for aligned_id in found]

    def kinds(self, source_id: str) -> tuple[str, ...]:
        """Return the kinds of text a source holds, its own words first."""
        first = next(iter(self._aligned.get(source_id, {})), "")
        kinds = {passage.kind for passage in self.index.passages.twins(first).values()}
        return tuple(kind for kind in ("source", "translation", "account") if kind in kinds)

    @property
    def _aligned(self) -> dict[str, dict[str, None]]:
        return self._read(self.index.passages)


def _by_source(passages: Passages) -> dict[str, dict[str, None]]:
    found: dict[str, dict[str, None]] = {}
    for passage in passages:
        found.setdefault(passage.source_id, {}).setdefault(passage.aligned_id)
    return found
