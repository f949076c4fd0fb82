"""Chroma's collections, embedded in a folder or on a server. The one file that imports chromadb."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

import numpy as np

from ingest.errors import IndexUnusable
from ingest.server import Place, Server
from ingest.unit import Vectors

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from chromadb.api.models.Collection import Collection as ChromaCollection
    from chromadb.api.types import Include

Values = Mapping[str, str | int]
Result = TypeVar("Result")

# One thread, so that two builds of the same texts hold the same graph; wide enough that the
# nearest chunks of a corpus of this size are found exactly.
_HNSW: CreateHNSWConfiguration = {
    "space": "cosine",
    "num_threads": 1,
    "ef_construction": 200,
    "ef_search": 400,
    "max_neighbors": 16,
}
# In a folder the graph is on disk after each write: what is left in Chroma's log instead, every
# opening would work off again, in files of its own. The least that Chroma takes.
_AT_ONCE: CreateHNSWConfiguration = {"batch_size": 2, "sync_threshold": 2}
_EMBEDDED_BATCH = 2000
# Chroma Cloud takes and gives no more records at once, and no longer ids.
_SERVER_BATCH = 300
_PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Row:
    """A record of a collection; `vector` has the shape (d,), and is None where not asked for.

    `document` is kept on a server only; from a folder it comes back empty.
    """

    id: str
    document: str
    values: Values
    vector: Vectors | None = None


class Collection:
    """Records with a vector each; any failure is IndexUnusable, which names the place."""

    def __init__(self, chroma: Chroma, collection: ChromaCollection) -> None:
        """Wrap an open collection of `chroma`."""
        self._chroma = chroma
        self._collection = collection

    def put(self, rows: Iterable[Row]) -> None:
        """Add `rows`, or replace those of the same id; each needs its vector."""
        waiting = iter(rows)
        while part := list(islice(waiting, self._chroma.batch)):
            with self._chroma.told("written"):
                self._collection.upsert(
                    ids=[row.id for row in part],
                    embeddings=np.stack([row.vector for row in part if row.vector is not None]),
                    documents=self._chroma.kept([row.document for row in part]),
                    metadatas=[dict(row.values) for row in part],
                )

    def get(self, ids: Sequence[str], *, vectors: bool = False) -> Iterator[Row]:
        """Yield those of `ids` that are there, in no particular order."""
        include: Include = ["documents", "metadatas"]
        include += ["embeddings"] if vectors else []
        for at in range(0, len(ids), self._chroma.batch):
            part = list(ids[at : at + self._chroma.batch])
            found = self._chroma.read(partial(self._collection.get, ids=part, include=include))
            own = found["embeddings"] if vectors else None
            for number, row_id in enumerate(found["ids"]):
                yield Row(
                    row_id,
                    (found["documents"] or [])[number] or "",
                    cast(Values, (found["metadatas"] or [])[number] or {}),
                    None if own is None else np.asarray(own[number], dtype=np.float32),
                )

    def nearest(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """Return the ids of the `k` records nearest to `vector`, shape (d,), best first.

        With each stands Chroma's cosine distance: 0 to 2, smaller is nearer. Their values, which
        nobody may need, would take Chroma as long again.
        """
        found = self._chroma.read(
            lambda: self._collection.query(
                query_embeddings=vector.reshape(1, -1), n_results=k, include=["distances"]
            )
        )
        return list(zip(found["ids"][0], (found["distances"] or [[]])[0], strict=True))

    def count(self) -> int:
        """Return the number of records."""
        return self._chroma.read(self._collection.count)


class Chroma:
    """An open Chroma; `batch` is how many records it takes or gives at once."""

    def __init__(self, place: Place) -> None:
        """Open the one in the folder or on the server `place`; IndexUnusable where that fails."""
        self._place = place
        self._copy: tempfile.TemporaryDirectory[str] | None = None
        self.batch = _SERVER_BATCH if isinstance(place, Server) else _EMBEDDED_BATCH
        with self.told():
            self._client = _remote(place) if isinstance(place, Server) else self._embedded(place)

    def kept(self, documents: list[str]) -> list[str] | None:
        """Return what is kept of `documents`: all on a server, nothing in a folder.

        There nobody asks Chroma for a text, and with its index of each text's letters it would
        make up a fifth of the whole index.
        """
        return documents if isinstance(self._place, Server) else None

    def create(self, name: str) -> Collection:
        """Make an empty collection called `name`, which must not be there."""
        with self.told("written"):
            graph = _HNSW if isinstance(self._place, Server) else {**_HNSW, **_AT_ONCE}
            made = self._client.create_collection(
                name, embedding_function=None, configuration={"hnsw": graph}
            )
        return Collection(self, made)

    def open(self, name: str) -> Collection:
        """Return the collection called `name`."""
        return Collection(
            self, self.read(lambda: self._client.get_collection(name, embedding_function=None))
        )

    def has(self, name: str) -> bool:
        """Tell whether there is a collection called `name`."""
        from chromadb.errors import NotFoundError

        def found() -> bool:
            try:
                self._client.get_collection(name, embedding_function=None)
            except NotFoundError:
                return False
            return True

        return self.read(found)

    def names(self) -> list[str]:
        """Return the names of all collections, sorted."""
        found: list[str] = []
        while part := self.read(partial(self._names, offset=len(found))):
            found += part
        return sorted(found)

    def _names(self, *, offset: int) -> list[str]:
        rows = self._client.list_collections(limit=_SERVER_BATCH, offset=offset)
        return [one.name for one in rows]

    def delete(self, name: str) -> None:
        """Remove the collection called `name`."""
        with self.told("written"):
            self._client.delete_collection(name)

    def close(self) -> None:
        """Let go of the files or of the connection."""
        self._client.close()
        if self._copy:
            self._copy.cleanup()

    def read(self, work: Callable[[], Result]) -> Result:
        """Return what `work` reads; a server is asked twice, for it may have been restarted.

        One that hangs is asked once.
        """
        with self.told():
            if isinstance(self._place, Server):
                try:
                    return work()
                except Exception as error:
                    if "Timeout" in type(error).__name__:  # httpx's, of several kinds
                        raise
            return work()

    @contextmanager
    def told(self, done: str = "read") -> Iterator[None]:
        """Turn any failure of Chroma's into IndexUnusable: what it raises is not listed."""
        try:
            yield
        except IndexUnusable:
            raise
        except Exception as error:
            raise IndexUnusable(_said(self._place, done, error)) from error

    def _embedded(self, folder: Path) -> Client:
        """Open the Chroma in `folder`, or a copy where it cannot be written.

        Chroma notes each opening in its database; a full disk or a folder that is read only must
        not keep an index from being read.
        """
        if not (folder / _DATABASE).exists() or _takes_notes(folder):
            return _persistent(folder)
        self._copy = _copied(folder)
        return _persistent(Path(self._copy.name))


_DATABASE = "chroma.sqlite3"
_MEMORY = "/dev/shm"  # noqa: S108 (TemporaryDirectory makes a folder of its own in it)


def compact(place: Place) -> None:
    """Give back the room that the Chroma at `place`, which is closed, took while it was filled.

    Its log has been emptied by then, and a third of the file is free. A server looks after its
    own files.
    """
    if isinstance(place, Server):
        return
    db = sqlite3.connect(place / _DATABASE)
    try:
        db.execute("VACUUM")
    finally:
        db.close()


def _takes_notes(folder: Path) -> bool:
    """Tell whether the database in `folder` can be written, by writing nothing to it."""
    if not os.access(folder, os.W_OK) or not os.access(folder / _DATABASE, os.W_OK):
        return False
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"\0" * 65536)
            file.flush()
    except OSError:
        return False
    return True


def _copied(folder: Path) -> tempfile.TemporaryDirectory[str]:
    """Return a folder for what is temporary with a copy of `folder`; in memory on a full disk."""
    for place in (None, _MEMORY):
        try:
            copy = tempfile.TemporaryDirectory(prefix="nisso-chroma-", dir=place)
            _mirror(folder, Path(copy.name))
            return copy
        except OSError:
            continue
    raise IndexUnusable(
        f"neither {folder} nor a folder for temporary files can be written; free space, or name"
        " one by TMPDIR"
    )


def _mirror(folder: Path, copy: Path) -> None:
    """Copy the database of `folder` into `copy` and link to the rest, which is only read."""
    for path in sorted(folder.rglob("*")):
        target = copy / path.relative_to(folder)
        if path.is_dir():
            target.mkdir()
        elif path.name == _DATABASE:
            shutil.copyfile(path, target)  # not its rights, which are the reason for the copy
        else:
            target.symlink_to(path.resolve())


def _persistent(folder: Path) -> Client:
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False, allow_reset=False)
    client = chromadb.PersistentClient(path=str(folder), settings=settings)
    return cast("Client", client)  # is one, but is typed without `close`


def _remote(server: Server) -> Client:
    import chromadb
    from chromadb.config import Settings

    client = chromadb.HttpClient(
        host=server.host,
        port=server.port,
        ssl=server.scheme == "https",
        headers={"x-chroma-token": server.key} if server.key else {},
        settings=Settings(anonymized_telemetry=False, allow_reset=False),
        tenant=server.tenant,
        database=server.database,
    )
    # The client has no setting for it and would wait for ever on a server that hangs.
    client._server._session.timeout = _PATIENCE  # type: ignore[attr-defined]
    return cast("Client", client)


def _said(place: Place, done: str, error: Exception) -> str:
    what = type(error).__name__
    if isinstance(place, Server):
        return (
            f"the Chroma server at {place} does not serve ({what});"
            " start it, again where it hangs, or name another --index"
        )
    if done == "read":
        then = "run `nisso ingest` to rebuild the index"
    else:
        then = "what was in service stays; free space and run `nisso ingest` again"
    return f"the vectors in {place} cannot be {done} ({what}); {then}"
