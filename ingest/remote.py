"""Builds on a Chroma server: two collections each, and one record that names the one in service.

`nisso-HASH-N` holds the chunks with their vectors, `nisso-HASH-N-texts` the passages, tables and
known questions. What is looked up by words is made from those texts and kept in a folder of this
machine under the build's name, so each machine makes it once.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from filelock import FileLock

from ingest.chroma import Chroma, Row
from ingest.errors import IndexUnusable, NissoError
from ingest.home import BUILDS, NAME
from ingest.manifest import ANALYSIS, Manifest
from ingest.parts import read_tables, write_parts
from ingest.places import SERVERS
from ingest.progress import silent
from ingest.records import Corpus
from ingest.seal import broken, flush_all, seal
from ingest.sent import lines_of, pieces, read_texts
from ingest.server import Place, Server

_PREFIX = "nisso-"
_TEXTS = "-texts"
_RECORDS = "nisso"
_CURRENT = "current"


class ServerHome:
    """Builds on a server; a record there, written last, names the one in service."""

    def __init__(self, server: Server) -> None:
        """Use `server`, to which the first method that needs it connects."""
        self._server = server
        self._open: Chroma | None = None
        self.folder = cache_folder(server)

    @property
    def _chroma(self) -> Chroma:
        if self._open is None:
            self._open = Chroma(self._server)
        return self._open

    def current(self) -> str:
        """Return the name in the record."""
        return str(self._record()["build"])

    def build(self, name: str) -> Path:
        """Return the folder of this machine with the build's files, made when it is missing."""
        found, there = self.folder / BUILDS / name, self._manifest(name)
        if _sound(found, there):
            return found
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self.folder / "cache.lock"):
                if not _sound(found, there):
                    self._derive(name, found)
        except (OSError, sqlite3.Error) as error:
            raise IndexUnusable(
                f"{self.folder} cannot be written ({getattr(error, 'strerror', None) or error});"
                " free space, or name a writable folder by NISSO_CACHE"
            ) from error
        return found

    def vectors(self, build: Path) -> tuple[Place, str]:
        """Return the server, and the collection that carries the build's name."""
        return self._server, _PREFIX + build.name.lstrip(".")

    def taken(self) -> set[str]:
        """Return the names of all builds, finished or not, and of those kept on this machine."""
        here = {path.name.lstrip(".") for path in (self.folder / BUILDS).glob("*")}
        return here | {
            name.removeprefix(_PREFIX).removesuffix(_TEXTS)
            for name in self._chroma.names()
            if name.startswith(_PREFIX)
        }

    def finish(self, build: Path, corpus: Corpus, manifest: Manifest) -> None:
        """Send the texts, in pieces, and what is to be said of the build."""
        # Chroma keeps no record without a vector; nobody asks for the nearest of these.
        self._chroma.create(self.vectors(build)[1] + _TEXTS).put(
            Row(_piece_id(n), piece, {"number": n}, np.array([1.0, n], dtype=np.float32))
            for n, piece in enumerate(pieces(lines_of(corpus, manifest)))
        )

    def put_in_service(self, name: str) -> None:
        """Write the record: one write of one record, which the server does whole or not at all."""
        if not self._chroma.has(_RECORDS):
            self._chroma.create(_RECORDS)
        record = json.dumps({"build": name, "before": self._named().get("build")})
        row = Row(_CURRENT, record, {"schema": 1}, np.ones(2, dtype=np.float32))
        self._chroma.open(_RECORDS).put([row])

    def forget(self, keep: Iterable[str]) -> None:
        """Remove other collections, of killed writers too, and other builds on this machine."""
        kept = set(keep)
        for name in self._chroma.names():
            own = name.removeprefix(_PREFIX).removesuffix(_TEXTS)
            if name.startswith(_PREFIX) and own not in kept:
                self._chroma.delete(name)
        for path in (self.folder / BUILDS).glob("*"):
            if path.name not in kept:
                shutil.rmtree(path, ignore_errors=True)

    def close(self) -> None:
        """Let go of the connection."""
        if self._open:
            self._open.close()
            self._open = None

    def _record(self) -> dict[str, Any]:
        record = self._named()
        if record and self._chroma.has(self.vectors(Path(record["build"]))[1]):
            return record
        raise IndexUnusable(
            f"no index on {self._server}; run `nisso ingest --index {self._server}` to build it"
        )

    def _named(self) -> dict[str, Any]:
        """Return the record, whatever became of the build; empty where there is none."""
        found = []
        if self._chroma.has(_RECORDS):
            found = list(self._chroma.open(_RECORDS).get([_CURRENT]))
        try:
            record = json.loads(found[0].document)
        except (LookupError, ValueError, RecursionError):
            return {}
        named = isinstance(record, dict) and NAME.fullmatch(str(record.get("build")))
        return record if named else {}

    def _manifest(self, name: str) -> Manifest:
        """Return what the server's build called `name` says of itself."""
        texts = self._chroma.open(self.vectors(Path(name))[1] + _TEXTS)
        first = "".join(row.document for row in texts.get([_piece_id(0)]))
        return Manifest.parse(first.partition("\n")[0], str(self._server))

    def _derive(self, name: str, build: Path) -> None:
        aside = build.with_name(f".{name}")
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(parents=True)
        try:
            lines = self._lines(name)
            manifest = Manifest.parse(next(lines), str(self._server))
            passages, tables, questions = read_texts(lines, manifest)
            encoder = manifest.open_encoder(str(self._server))
            write_parts(passages, tables, questions, encoder, build=aside, progress=silent)
            own = replace(manifest, analysis=ANALYSIS, files=seal(aside))
            own.write(aside)
            read_tables(aside)  # what came from elsewhere is read once before it is used
            flush_all(aside)
        except (NissoError, OSError, sqlite3.Error):
            raise
        except Exception as error:  # what comes of texts that are none is not listed
            raise IndexUnusable(
                f"the texts of {name} on {self._server} are damaged;"
                f" run `nisso ingest --index {self._server}` to build it anew"
            ) from error
        shutil.rmtree(build, ignore_errors=True)
        aside.rename(build)
        self._keep(name)

    def _lines(self, name: str) -> Iterator[str]:
        """Yield the lines of the texts of the build called `name`."""
        collection = self._chroma.open(self.vectors(Path(name))[1] + _TEXTS)
        count = collection.count()
        rest = ""
        for at in range(0, count, self._chroma.batch):
            ids = [_piece_id(number) for number in range(at, min(count, at + self._chroma.batch))]
            found = {row.id: row.document for row in collection.get(ids)}
            *lines, rest = (rest + "".join(found[one] for one in ids)).split("\n")
            yield from lines

    def _keep(self, name: str) -> None:
        """Keep of this machine's builds `name`, and what the record names, whatever the clock says.

        The build before is there for a running server that still reads it.
        """
        record = self._named()
        kept = {name, record.get("build"), record.get("before")}
        for path in (self.folder / BUILDS).glob("[!.]*"):  # a dot: a writer of this machine's
            if path.name not in kept:
                shutil.rmtree(path, ignore_errors=True)


def _sound(build: Path, there: Manifest) -> bool:
    """Tell whether `build` was made on this machine, by this code, of what is on the server now."""
    try:
        here = Manifest.read(build)
    except IndexUnusable:
        return False
    if here != replace(there, analysis=ANALYSIS, files=here.files):
        return False
    return not broken(build, here.files, whole=False)


def cache_folder(server: Server) -> Path:
    """Return the folder of this machine for what is made from the texts on `server`."""
    root = Path(os.environ.get("NISSO_CACHE") or SERVERS)
    whose = f"{server.host}-{server.port}-{server.tenant}-{server.database}"
    return root / re.sub(r"[^\w.-]", "_", whose)


def _piece_id(number: int) -> str:
    return f"{number:08}"
