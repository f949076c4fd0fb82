"""The terms of each text by their numbers: what postings hold, the other way round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.lexical import Field

Numbers = NDArray[np.integer]
_ROOM = np.iinfo(np.uint16).max


@dataclass(frozen=True, slots=True)
class TermLists:
    """n texts end to end: the numbers of text i are `ids[bounds[i]:bounds[i + 1]]`.

    Every text begins with 0, the number of no term, so that none is empty; a term counts once.
    """

    ids: Numbers
    bounds: NDArray[np.int32]

    @classmethod
    def of(cls, texts: Sequence[Numbers]) -> TermLists:
        """Return `texts`, each begun by 0, end to end."""
        bounds = np.cumsum([0, *(text.size for text in texts)], dtype=np.int32)
        return cls(np.concatenate(texts) if texts else np.zeros(0, np.uint16), bounds)

    @classmethod
    def build(cls, rows: Iterable[Iterable[str]], numbers: Mapping[str, int]) -> TermLists:
        """Return `rows` of terms by their `numbers`; a term without one is left out."""
        return cls.of([listed(row, numbers) for row in rows])

    def __len__(self) -> int:
        """Return the number of texts."""
        return self.bounds.size - 1

    @property
    def starts(self) -> NDArray[np.int32]:
        """Where in `ids` each text begins, (n,)."""
        return self.bounds[:-1]

    @property
    def lengths(self) -> NDArray[np.int32]:
        """How many numbers each text has, the 0 among them, (n,)."""
        return np.diff(self.bounds)

    def row(self, number: int) -> Numbers:
        """Return the numbers of one text."""
        return self.ids[self.bounds[number] : self.bounds[number + 1]]

    def at(self, rows: NDArray[np.intp]) -> TermLists:
        """Return the texts `rows` alone, in that order."""
        lengths = self.bounds[rows + 1] - self.bounds[rows]
        bounds = np.zeros(rows.size + 1, np.int32)
        np.cumsum(lengths, out=bounds[1:])
        inside = np.arange(bounds[-1]) - np.repeat(bounds[:-1], lengths)
        return TermLists(self.ids[np.repeat(self.bounds[rows], lengths) + inside], bounds)

    def save(self, folder: Path) -> None:
        """Write the lists into `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        np.save(folder / "ids.npy", self.ids)
        np.save(folder / "bounds.npy", self.bounds)

    @classmethod
    def load(cls, folder: Path, *, mapped: bool = False) -> TermLists:
        """Open what `save` wrote; where `mapped`, the arrays stay on disk until touched."""
        ids, bounds = (
            np.load(folder / f"{name}.npy", mmap_mode="r" if mapped else None)
            for name in ("ids", "bounds")
        )
        # Slicing what `numpy.memmap` gives costs ten times what slicing an array does.
        return cls(np.asarray(ids), np.asarray(bounds))


def listed(terms: Iterable[str], numbers: Mapping[str, int]) -> Numbers:
    """Return a text of `terms` as numbers, begun by 0; a term without a number is left out."""
    found = [0, *sorted({numbers[term] for term in terms if term in numbers})]
    return np.array(found, np.uint16 if len(numbers) < _ROOM else np.uint32)


def numbered(*fields: Field) -> tuple[str, ...]:
    """Return every term of `fields` at the place of its number; 0 is no term."""
    return ("", *sorted({term for field in fields for term in field.vocabulary()}))
