"""Fills the dense side of a build with the vectors of its passages' chunks."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ingest.chunks import chunks
from ingest.encoder import Encoder, Vectors
from ingest.index import Index
from ingest.progress import Progress
from ingest.records import Chunk, Passage
from ingest.vectors import VectorIndex, digest

_EMBED_BATCH = 256
_CUT_BATCH = 500
_COPIES = 8
"""Of a vector; among some dozens of the same Chroma's graph no longer finds its way to others."""
_SLOTS = 1 << 24
"""For the copies counted: so many that two vectors share one now and then, and never eight."""


def fill(
    store: VectorIndex,
    passages: Sequence[Passage],
    encoder: Encoder,
    old: Index | None,
    progress: Progress,
) -> tuple[int, int]:
    """Fill `store`, some passages at a time; return how many chunks there are, how many new."""
    count = embedded = 0
    copies = np.zeros(_SLOTS, dtype=np.uint8)
    for at in range(0, len(passages), _CUT_BATCH):
        progress("embed passages", at, len(passages))
        part = passages[at : at + _CUT_BATCH]
        cut = chunks(part, window=encoder.window, count_tokens=encoder.count_tokens)
        vectors, new = _embed(cut, encoder, old)
        kept = [row for row in range(len(cut)) if _tells(vectors[row], copies)]
        if kept:
            last = [cut[row] for row in kept], vectors[kept]
            store.add(*last)
        count += len(kept)
        embedded += new
    if count == 1:
        store.add(*last)  # Chroma writes its graph to disk from the second write on
    progress("embed passages", len(passages), len(passages))
    return count, embedded


def _tells(vector: Vectors, copies: NDArray[np.uint8]) -> bool:
    """Tell whether `vector` says anything that as many `copies` as are kept have not said."""
    slot = zlib.crc32(np.round(vector, 4).tobytes()) % _SLOTS
    copies[slot] += copies[slot] <= _COPIES
    return bool(vector.any()) and copies[slot] <= _COPIES


def _embed(cut: Sequence[Chunk], encoder: Encoder, old: Index | None) -> tuple[Vectors, int]:
    same = old and (old.manifest.encoder, old.manifest.revision) == (encoder.name, encoder.revision)
    stored = old.vectors.stored(cut) if old and same else {}
    vectors = np.zeros((len(cut), encoder.dimension), dtype=np.float32)
    new = []
    for row, chunk in enumerate(cut):
        before, vector = stored.get(chunk.id, ("", None))
        if vector is not None and before == digest(chunk.text):
            vectors[row] = vector
        else:
            new.append(row)
    for at in range(0, len(new), _EMBED_BATCH):
        rows = new[at : at + _EMBED_BATCH]
        vectors[rows] = encoder.passages([cut[row].text for row in rows])
    return vectors, len(new)
