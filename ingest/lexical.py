"""The lexical index of one language: BM25 by bm25s over several fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import bm25s

Scores = NDArray[np.float32]
Rows = NDArray[np.integer]
_FEW_ROWS = np.iinfo(np.uint16).max
"""So many rows can be told apart by half the bytes that bm25s takes."""
_PARTS = ("data", "indices", "indptr")


class Field:
    """BM25 over rows of terms, with a weight for each term of the query.

    Scores are sums of `weight · bm25(term, row)`, so they grow with the query's length;
    `ceiling` gives what a row can reach at the most for the same query.
    """

    def __init__(self, engine: bm25s.BM25 | None, size: int) -> None:
        """Wrap a bm25s engine over `size` rows; None where every row is empty."""
        self._engine = engine
        self.size = size
        # Slicing what `numpy.memmap` returns costs ten times what slicing the same array does.
        scores = engine.scores if engine else {}
        self._matrix = {name: np.asarray(scores[name]) for name in _PARTS if name in scores}

    @classmethod
    def build(
        cls, rows: Sequence[Sequence[str]], *, k1: float, b: float, half: bool = False
    ) -> Field:
        """Index `rows`, each a list of terms; k1 and b as in Robertson & Zaragoza (2009).

        With `half` a score takes half the bytes and is off by 1/2048 of itself at most.
        """
        import bm25s

        if not any(rows):
            return cls(None, len(rows))
        engine = bm25s.BM25(k1=k1, b=b, method="lucene")
        # bm25s numbers terms by their hashes, which differ from one process to the next.
        terms = {
            term: number for number, term in enumerate(sorted({t for row in rows for t in row}))
        }
        engine.index(([[terms[t] for t in row] for row in rows], terms), show_progress=False)
        if len(rows) <= _FEW_ROWS:
            engine.scores["indices"] = engine.scores["indices"].astype(np.uint16)
        if half:
            engine.scores["data"] = engine.scores["data"].astype(np.float16)
        return cls(engine, len(rows))

    def scores(self, query: Mapping[str, float]) -> Scores:
        """Return the score of every row, shape (size,), for the weighted terms of `query`."""
        total = np.zeros(self.size, dtype=np.float32)
        if self._engine is None:
            return total
        matrix = self._matrix
        for term, weight in query.items():
            token = self._engine.vocab_dict.get(term)
            if token is not None:
                part = slice(matrix["indptr"][token], matrix["indptr"][token + 1])
                total[matrix["indices"][part]] += np.float32(weight) * matrix["data"][part]
        return total

    def rows(self, term: str) -> Rows:
        """Return the rows in which `term` stands."""
        if self._engine is None or term not in self._engine.vocab_dict:
            return np.zeros(0, dtype=np.uint16)
        token = self._engine.vocab_dict[term]
        matrix = self._matrix
        rows: Rows = matrix["indices"][matrix["indptr"][token] : matrix["indptr"][token + 1]]
        return rows

    def frequency(self, term: str) -> int:
        """Return in how many rows `term` stands."""
        return self.rows(term).size

    def idf(self, term: str) -> float:
        """Return ln(1 + (N − n + ½)/(n + ½)), the weight Lucene gives a term; N rows, n with it."""
        n = self.frequency(term)
        return float(np.log(1 + (self.size - n + 0.5) / (n + 0.5)))

    def vocabulary(self) -> list[str]:
        """Return every term of the field."""
        if self._engine is None:
            return []
        return [term for term in self._engine.vocab_dict if term]

    def save(self, folder: Path) -> None:
        """Write the field into `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "size").write_text(str(self.size), encoding="utf-8")
        if self._engine is not None:
            self._engine.save(folder, show_progress=False)

    @classmethod
    def load(cls, folder: Path, *, mapped: bool = False) -> Field:
        """Open a field written by `save`; where `mapped`, arrays stay on disk until touched."""
        import bm25s

        size = int((folder / "size").read_text(encoding="utf-8"))
        if not (folder / "params.index.json").exists():
            return cls(None, size)
        return cls(bm25s.BM25.load(folder, mmap=mapped, show_progress=False), size)
