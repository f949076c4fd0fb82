"""The checksums of a build's files: what was written is what is read, or it is said what is not."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

# Chroma notes each opening in its database, so that file has no lasting checksum.
_LIVING = "chroma.sqlite3"
_AT_ONCE = 16


def seal(build: Path) -> dict[str, str]:
    """Return size and SHA-256 of every file below `build`, by its path."""
    found = {}
    for path in sorted(build.rglob("*")):
        if path.is_file():
            name = path.relative_to(build).as_posix()
            found[name] = f"{path.stat().st_size} {'' if path.name == _LIVING else _sum(path)}"
    return found


class Checksum:
    """Size and SHA-256 of lines, written as those of a file."""

    def __init__(self) -> None:
        """Begin with none."""
        self._size = 0
        self._digest = hashlib.sha256()

    def add(self, line: str) -> None:
        """Add one line and its end."""
        data = f"{line}\n".encode()
        self._size += len(data)
        self._digest.update(data)

    @property
    def value(self) -> str:
        """The size in bytes and the checksum of all lines so far."""
        return f"{self._size} {self._digest.hexdigest()}"


def broken(build: Path, sealed: Mapping[str, str], *, whole: bool) -> str:
    """Return what is wrong with the first file that is not as `sealed`, "" where all are.

    `whole` reads every file; otherwise only the lengths are compared, whatever their size.
    """
    for name, value in sealed.items():
        size, _, checksum = value.partition(" ")
        if wrong := _wrong(build / name, int(size), checksum, whole=whole):
            return f"{name} {wrong}"
    return ""


def _wrong(path: Path, size: int, checksum: str, *, whole: bool) -> str:
    try:
        found = path.stat().st_size
        if found < size or (checksum and found > size):
            return f"has {found} bytes instead of {size}"
        if not whole:
            return ""
        if not checksum:
            return _wrong_database(path)
        return "" if _sum(path) == checksum else "has other bytes than were written"
    except OSError as error:
        return f"cannot be read ({error.strerror or error})"


def _wrong_database(path: Path) -> str:
    try:
        db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            (said,) = db.execute("PRAGMA quick_check(1)").fetchone()
        finally:
            db.close()
    except sqlite3.Error as error:
        return f"cannot be read ({error})"
    return "" if said == "ok" else f"is damaged ({str(said).splitlines()[0]})"


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def flush(path: Path) -> None:
    """Have a file, or the names in a folder, on disk before going on."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def flush_all(folder: Path) -> None:
    """Have a folder with all that is below it on disk before going on.

    Together, as a disk has many files written almost as soon as one.
    """
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(flush, (*folder.rglob("*"), folder)))
