"""The dense side of the index: the chunks of every language in one collection of Chroma's."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.chroma import Chroma, Collection, Row, Values
from ingest.records import Chunk
from ingest.server import Place
from ingest.unit import Vectors


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk near a question: which passage, from which character, and the cosine."""

    aligned_id: str
    language: str
    start: int
    cosine: float


_COLLECTION = "chunks"
_LONGEST_NAME = 128
"""Bytes, as Chroma Cloud allows."""
_SEPARATOR = ":"
_DIGITS = 5


class VectorIndex:
    """The chunks of every language in one collection, with cosine similarity."""

    def __init__(self, chroma: Chroma, collection: Collection) -> None:
        """Wrap an open collection."""
        self._chroma = chroma
        self._collection = collection

    @classmethod
    def create(cls, place: Place, name: str = _COLLECTION) -> VectorIndex:
        """Make an empty index called `name` at `place`, which must not hold one."""
        chroma = Chroma(place)
        return cls(chroma, chroma.create(name))

    @classmethod
    def open(cls, place: Place, name: str = _COLLECTION) -> VectorIndex:
        """Open the index called `name`; IndexUnusable where there is none or it is damaged."""
        chroma = Chroma(place)
        try:
            return cls(chroma, chroma.open(name))
        except BaseException:
            chroma.close()
            raise

    def add(self, chunks: Sequence[Chunk], vectors: Vectors) -> None:
        """Add `chunks` with their `vectors`, shape (n, d)."""
        self._collection.put(
            Row(name := _name(chunk), chunk.text, _values(chunk, name), vector)
            for chunk, vector in zip(chunks, vectors, strict=True)
        )

    def nearest(self, vector: Vectors, k: int) -> list[Hit]:
        """Return the `k` chunks nearest to `vector`, shape (d,), best first.

        Chroma's cosine distance is 0 to 2, smaller is nearer; here it becomes 1 − distance, without
        the last digits, which differ from one build of the same texts to the next. Hits that are
        equally near stand in the order of their names.
        """
        found = [(round(far, _DIGITS), name) for name, far in self._collection.nearest(vector, k)]
        hashed = [name for _, name in found if _SEPARATOR not in name]
        values = {row.id: row.values for row in self._collection.get(hashed)}
        return [_hit(name, values.get(name), 1.0 - distance) for distance, name in sorted(found)]

    def stored(self, chunks: Sequence[Chunk]) -> Mapping[str, tuple[str, Vectors]]:
        """Return for the ids of those `chunks` that are here the digest of the text, the vector."""
        names = {_name(chunk): chunk.id for chunk in chunks}
        return {
            names[row.id]: (str(row.values["digest"]), row.vector)
            for row in self._collection.get(list(names), vectors=True)
            if row.vector is not None
        }

    def count(self) -> int:
        """Return the number of chunks."""
        return self._collection.count()

    def close(self) -> None:
        """Let go of the files or of the connection."""
        self._chroma.close()


def digest(text: str) -> str:
    """Return what tells the text of a chunk from another; the text itself is in its passage."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _name(chunk: Chunk) -> str:
    """Return what names `chunk` in the collection and says all of a hit, or a hash of that.

    Chroma Cloud takes no longer name, and a hash holds no separator.
    """
    place = f"{chunk.start}-{chunk.end}"
    name = _SEPARATOR.join((chunk.language, place, chunk.aligned_id))
    letters = name.encode("utf-8", "surrogateescape")
    return name if len(letters) <= _LONGEST_NAME else hashlib.sha256(letters).hexdigest()


def _hit(name: str, values: Values | None, cosine: float) -> Hit:
    if values:
        return Hit(str(values["aligned"]), str(values["language"]), int(values["start"]), cosine)
    language, place, aligned_id = name.split(_SEPARATOR, maxsplit=2)
    return Hit(aligned_id, language, int(place.partition("-")[0]), cosine)


def _values(chunk: Chunk, name: str) -> Values:
    """Return what is kept of `chunk` besides its text: of where it is only what `name` hides."""
    values: dict[str, str | int] = {"digest": digest(chunk.text)}
    if _SEPARATOR not in name:
        values |= {"aligned": chunk.aligned_id, "language": chunk.language, "start": chunk.start}
    return values
