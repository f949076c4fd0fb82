"""Whether a new build can be put in service: it reads back whole, and finds its own words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ingest.chunks import chunks
from ingest.encoder import Encoder
from ingest.errors import IndexUnusable
from ingest.index import Index
from ingest.records import Passage
from ingest.server import Place
from ingest.terms import grams

_PROBES = 5
"""Passages of each language, from the first on at equal distances."""
_ITSELF = 0.99
"""The least cosine between a chunk and what is found for its own vector; rounding takes less."""


def verify(place: Place, build: Path, encoder: Encoder) -> None:
    """Raise IndexUnusable unless the build of `place` reads back whole and finds its own words.

    `encoder` is what it was embedded with.
    """
    index = Index(place, build=build)
    try:
        index.check()
        for passage in _sample(index):
            if not _is_found(index, passage, encoder):
                raise IndexUnusable(
                    f"the new index does not find `{passage.id}` by its own words;"
                    " what was in service stays; run `nisso ingest` again"
                )
    finally:
        index.close()


def _sample(index: Index) -> Iterator[Passage]:
    for language in index.languages:
        count = len(index.passages.rows(language))
        rows = sorted({count * part // _PROBES for part in range(_PROBES)})
        yield from index.passages.at(language, rows)


def _is_found(index: Index, passage: Passage, encoder: Encoder) -> bool:
    """Tell whether `passage` is found by its words, and its first chunk by its vector."""
    row = index.passages.rows(passage.language)[passage.aligned_id]
    words = dict.fromkeys(grams(passage.text, passage.language), 1.0)
    if words and not index.fields(passage.language).grams.scores(words)[row] > 0:
        return False
    cut = chunks([passage], window=encoder.window, count_tokens=encoder.count_tokens)[:1]
    stored = [vector for _, vector in index.vectors.stored(cut).values()]
    # A text without words has no vector, and of many that say the same only some are stored.
    return all(
        not vector.any() or any(hit.cosine > _ITSELF for hit in index.vectors.nearest(vector, 1))
        for vector in stored or encoder.passages([chunk.text for chunk in cut])
    )
