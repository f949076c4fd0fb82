"""Fills the dense side of a build with the vectors of its passages' chunks."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np

from ingest.chunks import chunks
from ingest.encoder import Encoder
from ingest.index import Index
from ingest.progress import Progress
from ingest.records import Chunk, Passage
from ingest.unit import Vectors
from ingest.vectors import VectorIndex, digest

_EMBED_BATCH = 256
_CUT_BATCH = 500
_COPIES = 8
"""Of a vector; among some dozens of the same Chroma's graph no longer finds its way to others."""
_SLOTS = 1 << 24
"""For the copies counted; nine vectors share one by chance from tens of millions of chunks on."""


class Copies:
    """Counts vectors, so that of equal ones only the first few are kept."""

    def __init__(self) -> None:
        """Begin with none."""
        self._counts = np.zeros(_SLOTS, dtype=np.uint8)

    def admit(self, vector: Vectors) -> bool:
        """Count `vector`, shape (d,); return whether it says anything that is not kept already."""
        if not vector.any():
            return False
        same = np.round(vector, 4) + 0.0  # no negative zeros
        slot = zlib.crc32(same.tobytes()) % _SLOTS
        self._counts[slot] += self._counts[slot] <= _COPIES
        return bool(self._counts[slot] <= _COPIES)


def fill(
    store: VectorIndex,
    passages: Sequence[Passage],
    *,
    encoder: Encoder,
    old: Index | None,
    progress: Progress,
) -> tuple[int, int]:
    """Fill `store`, some passages at a time; return how many chunks there are, how many new."""
    count = embedded = 0
    copies = Copies()
    for at in range(0, len(passages), _CUT_BATCH):
        progress("embed passages", at, len(passages))
        part = passages[at : at + _CUT_BATCH]
        cut = chunks(part, window=encoder.window, count_tokens=encoder.count_tokens)
        vectors, new = _embed(cut, encoder, old)
        kept = [row for row in range(len(cut)) if copies.admit(vectors[row])]
        if kept:
            last = [cut[row] for row in kept], vectors[kept]
            store.add(*last)
        count += len(kept)
        embedded += len(new.intersection(kept))
    if count == 1:
        store.add(*last)  # Chroma writes its graph to disk from the second write on
    progress("embed passages", len(passages), len(passages))
    return count, embedded


def _embed(
    cut: Sequence[Chunk], encoder: Encoder, old: Index | None
) -> tuple[Vectors, frozenset[int]]:
    """Return the vectors of `cut`, (n, d), and the rows that `old` does not hold."""
    same = old and (old.manifest.encoder, old.manifest.revision) == (encoder.name, encoder.revision)
    stored = old.vectors.stored(cut) if old and same else {}
    vectors = np.zeros((len(cut), encoder.dimension), dtype=np.float32)
    new: dict[str, list[int]] = {}
    for row, chunk in enumerate(cut):
        before, vector = stored.get(chunk.id, ("", None))
        if vector is not None and before == digest(chunk.text):
            vectors[row] = vector
        else:
            new.setdefault(chunk.text, []).append(row)
    texts = list(new)
    for at in range(0, len(texts), _EMBED_BATCH):
        batch = texts[at : at + _EMBED_BATCH]
        for text, vector in zip(batch, encoder.passages(batch), strict=True):
            vectors[new[text]] = vector
    return vectors, frozenset(row for rows in new.values() for row in rows)
