"""Many unit vectors in few bytes: the directions in which they differ most, a byte a number."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ingest.unit import Vectors, unit

DIRECTIONS = 96
"""So many numbers are kept of a vector. Of the default encoder's 256 they hold 88 to 91 % of what
the known questions' vectors differ by, and 91 to 93 of 100 nearest neighbours; with 128, which hold
96, not one more in a hundred answers is right (NOTES.md)."""

_HIGHEST = 127
_VECTORS, _BASIS = "vectors.bin", "directions.npy"


@dataclass(frozen=True, slots=True)
class Compact:
    """Unit vectors (n, k) along the `basis` (d, k); without one they are whole, (n, d)."""

    vectors: Vectors
    basis: Vectors | None = None

    @classmethod
    def build(cls, vectors: Vectors) -> Compact:
        """Keep the unit `vectors` (n, d): all of d where n ≤ d, else at most DIRECTIONS.

        The directions are the principal ones about the origin, so that cosines stay cosines.
        """
        count, size = vectors.shape
        if count <= size:
            return cls(vectors)
        _, directions = np.linalg.eigh(vectors.T.astype(np.float64) @ vectors)
        basis = directions[:, ::-1][:, :DIRECTIONS].astype(np.float32)
        return cls(unit(vectors @ basis), basis)

    def cosines(self, vector: Vectors) -> Vectors:
        """Return about the cosine of `vector` (d,) to each of them, (n,), 0 where it has none."""
        turned = vector if self.basis is None else vector @ self.basis
        return np.asarray(self.vectors @ unit(turned[None])[0], np.float32)

    def save(self, folder: Path) -> None:
        """Write them into `folder`, each number rounded to 1/127 of its row's largest.

        A vector is then off by less than 0.001 from itself.
        """
        folder.mkdir(parents=True, exist_ok=True)
        largest = np.maximum(np.abs(self.vectors).max(axis=1, initial=0.0), 1e-12)
        rounded = np.rint(self.vectors / largest[:, None] * _HIGHEST).astype(np.int8)
        with (folder / _VECTORS).open("wb") as file:
            np.save(file, rounded)
        if self.basis is not None:
            np.save(folder / _BASIS, self.basis)

    @classmethod
    def load(cls, folder: Path) -> Compact:
        """Return what `save` wrote."""
        with (folder / _VECTORS).open("rb") as file:
            vectors = unit(np.load(file))
        basis = folder / _BASIS
        return cls(vectors, np.load(basis) if basis.exists() else None)
