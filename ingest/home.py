"""Where the builds of an index live, and which of them is in service: here, in a folder."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from ingest.errors import IndexUnusable
from ingest.manifest import Manifest
from ingest.records import Corpus
from ingest.seal import flush, flush_all
from ingest.server import Place

CURRENT = "current"
BUILDS = "builds"
CHROMA = "chroma"
CHUNKS = "chunks"
NAME = re.compile(r"[0-9a-f]{12}-[0-9]{1,9}")
"""Of a build: it becomes a folder's, and stands where others may write anything."""


class Home(Protocol):
    """A place with builds, each under a name of its own; any method may raise IndexUnusable."""

    folder: Path
    """Files of this machine: the lock of writers, and of each build what is looked up by words."""

    def current(self) -> str:
        """Return the name of the build in service; IndexUnusable where there is none."""
        ...

    def build(self, name: str) -> Path:
        """Return the folder with the files of the build called `name`."""
        ...

    def vectors(self, build: Path) -> tuple[Place, str]:
        """Return where the vectors of a build are, and the collection's name there."""
        ...

    def taken(self) -> set[str]:
        """Return the names that a new build cannot have."""
        ...

    def finish(self, build: Path, corpus: Corpus, manifest: Manifest) -> None:
        """Keep beside the vectors what others need to use the new build."""
        ...

    def put_in_service(self, name: str) -> None:
        """Name the build that is in service from now on; all or nothing."""
        ...

    def forget(self, keep: Iterable[str]) -> None:
        """Remove every build but those called `keep`."""
        ...

    def close(self) -> None:
        """Let go of a connection."""
        ...


class FolderHome:
    """Builds in a folder of this machine; a file names the one in service."""

    def __init__(self, folder: Path) -> None:
        """Use `folder`, which need not be there yet."""
        self.folder = folder

    def current(self) -> str:
        """Return the name in the file `current`."""
        try:
            text = (self.folder / CURRENT).read_text(encoding="utf-8", errors="replace")
        except OSError as error:
            raise IndexUnusable(
                f"no index in {self.folder}; run `nisso ingest` to build it,"
                " or name another with --index"
            ) from error
        name = text.strip()
        if not NAME.fullmatch(name) or not (self.folder / BUILDS / name).is_dir():
            raise IndexUnusable(
                f"the index in {self.folder} is half-written; run `nisso ingest` to rebuild it"
            )
        return name

    def build(self, name: str) -> Path:
        """Return the folder of that name."""
        return self.folder / BUILDS / name

    def vectors(self, build: Path) -> tuple[Place, str]:
        """Return the folder inside the build."""
        return build / CHROMA, CHUNKS

    def taken(self) -> set[str]:
        """Return the names of all builds."""
        return {path.name for path in (self.folder / BUILDS).glob("*")}

    def finish(self, build: Path, corpus: Corpus, manifest: Manifest) -> None:
        """Add nothing: all is in the folder already."""

    def put_in_service(self, name: str) -> None:
        """Write the file `current` anew; a crash leaves the old one or the new one."""
        flush_all(self.build(name))  # all of the build is on disk, and has its name, before
        flush(self.folder / BUILDS)
        new = self.folder / f"{CURRENT}.new"
        new.write_text(name + "\n", encoding="utf-8")
        flush(new)
        new.replace(self.folder / CURRENT)
        flush(self.folder)

    def forget(self, keep: Iterable[str]) -> None:
        """Remove folders, those too that a killed writer left half-written."""
        kept = set(keep)
        for path in (self.folder / BUILDS).iterdir():
            if path.name not in kept:
                shutil.rmtree(path, ignore_errors=True)

    def close(self) -> None:
        """Do nothing: no file is held."""
