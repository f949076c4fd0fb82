"""Fakes that one can compute by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ingest.unit import Vectors, unit


class LetterEncoder:
    """Counts letters: place 1 counts «a», place 2 «b» …, by the code of the letter modulo 32.

    Two texts of the same letters have the cosine 1, texts without a common letter 0. A token is a
    character. `read` remembers every passage text that was embedded, in order.
    """

    name = "letters"
    dimension = 32

    def __init__(self, *, window: int = 200, revision: str = "1") -> None:
        """Take texts of up to `window` characters."""
        self.window = window
        self.revision = revision
        self.read: list[str] = []

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return the unit vector of the letter counts of each text."""
        self.read += texts
        return self._vectors(texts)

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Return what `passages` returns."""
        return self._vectors(texts)

    def words(self, texts: Sequence[str]) -> Vectors | None:
        """Return what `queries` returns."""
        return self._vectors(texts)

    def count_tokens(self, text: str) -> int:
        """Return the number of characters."""
        return len(text)

    def confidence(self, text: str) -> float:
        """Return 1 for any text."""
        return 1.0 if text else 0.0

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        counts = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for letter in filter(str.isalpha, text.lower()):
                counts[row, ord(letter) % self.dimension] += 1
        return unit(counts)
