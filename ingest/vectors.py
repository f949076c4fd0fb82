"""The dense side of the index: Chroma, embedded. The one file that imports chromadb."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np

from ingest.encoder import Vectors
from ingest.errors import IndexUnusable
from ingest.records import Chunk

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from chromadb.api.models.Collection import Collection


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk near a question: which passage, from which character, and the cosine."""

    aligned_id: str
    language: str
    start: int
    cosine: float


# One thread, so that two builds of the same texts hold the same graph; wide enough that the
# nearest chunks of a corpus of this size are found exactly.
_HNSW: CreateHNSWConfiguration = {
    "space": "cosine",
    "num_threads": 1,
    "ef_construction": 200,
    "ef_search": 400,
    "max_neighbors": 32,
}
_COLLECTION = "chunks"
_BATCH = 2000


class VectorIndex:
    """The chunks of every language in one collection, with cosine similarity."""

    def __init__(self, client: Client, collection: Collection) -> None:
        """Wrap an open collection."""
        self._client = client
        self._collection = collection

    @classmethod
    def create(cls, folder: Path) -> VectorIndex:
        """Make an empty index in `folder`, which must not hold one."""
        client = _client(folder)
        collection = client.create_collection(
            _COLLECTION,
            embedding_function=None,
            configuration={"hnsw": _HNSW},
        )
        return cls(client, collection)

    @classmethod
    def open(cls, folder: Path) -> VectorIndex:
        """Open the index in `folder`; IndexUnusable where there is none or it is damaged."""
        try:
            client = _client(folder)
            return cls(client, client.get_collection(_COLLECTION, embedding_function=None))
        except Exception as error:
            raise IndexUnusable(
                f"the vectors in {folder} cannot be read ({type(error).__name__});"
                " run `nisso ingest` to rebuild the index"
            ) from error

    def add(self, chunks: Sequence[Chunk], vectors: Vectors) -> None:
        """Add `chunks` with their `vectors`, shape (n, d), in batches."""
        for at in range(0, len(chunks), _BATCH):
            part = chunks[at : at + _BATCH]
            self._collection.upsert(
                ids=[chunk.id for chunk in part],
                embeddings=vectors[at : at + _BATCH],
                documents=[chunk.text for chunk in part],
                metadatas=[_metadata(chunk) for chunk in part],
            )

    def nearest(self, vector: Vectors, k: int) -> list[Hit]:
        """Return the `k` chunks nearest to `vector`, shape (d,), best first.

        Chroma's cosine distance is 0 to 2, smaller is nearer; here it becomes 1 − distance.
        """
        found = self._collection.query(
            query_embeddings=vector.reshape(1, -1),
            n_results=k,
            include=["distances", "metadatas"],
        )
        distances = (found["distances"] or [[]])[0]
        rows = (found["metadatas"] or [[]])[0]
        return [
            Hit(str(row["aligned"]), str(row["language"]), int(str(row["start"])), 1.0 - distance)
            for row, distance in zip(rows, distances, strict=True)
        ]

    def stored(self, ids: Sequence[str]) -> Mapping[str, tuple[str, Vectors]]:
        """Return the text and the vector, shape (d,), of those `ids` that are in the index."""
        found: dict[str, tuple[str, Vectors]] = {}
        for at in range(0, len(ids), _BATCH):
            rows = self._collection.get(
                ids=list(ids[at : at + _BATCH]), include=["embeddings", "documents"]
            )
            vectors = rows["embeddings"]
            texts = rows["documents"] or []
            if vectors is None:
                continue
            for chunk_id, text, vector in zip(rows["ids"], texts, vectors, strict=True):
                found[chunk_id] = (text, np.asarray(vector, dtype=np.float32))
        return found

    def count(self) -> int:
        """Return the number of chunks."""
        return self._collection.count()

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()


def _client(folder: Path) -> Client:
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False, allow_reset=False)
    client = chromadb.PersistentClient(path=str(folder), settings=settings)
    return cast("Client", client)  # is one, but is typed without `close`


def _metadata(chunk: Chunk) -> Mapping[str, str | int]:
    return {
        "passage": chunk.passage_id,
        "aligned": chunk.aligned_id,
        "language": chunk.language,
        "start": chunk.start,
        "end": chunk.end,
    }
