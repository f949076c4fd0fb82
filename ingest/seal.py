"""The checksums of a build's files: what was written is what is read, or it is said what is not."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

_LIVING = "chroma.sqlite3"
_NOTES = ("acquire_write", "maintenance_log")
"""Tables of it in which Chroma notes each opening: the file's bytes do not last, the others do."""
_AT_ONCE = 16


def seal(build: Path) -> dict[str, str]:
    """Return size and SHA-256 of every file below `build`, by its path."""
    found = {}
    for path in sorted(build.rglob("*")):
        if path.is_file():
            name = path.relative_to(build).as_posix()
            found[name] = f"{path.stat().st_size} {_sum(path)}"
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
    if not sealed:
        return "its manifest names no file"
    for name, value in sealed.items():
        size, _, checksum = value.partition(" ")
        if wrong := _wrong(build / name, int(size), checksum, whole=whole):
            return f"{name} {wrong}"
    return ""


def _wrong(path: Path, size: int, checksum: str, *, whole: bool) -> str:
    try:
        found = path.stat().st_size
        if found < size or (found > size and path.name != _LIVING):
            return f"has {found} bytes instead of {size}"
        if not whole or _sum(path) == checksum:
            return ""
        return "holds other than was written"
    except OSError as error:
        return f"cannot be read ({error.strerror or error})"
    except sqlite3.Error as error:
        return f"cannot be read ({error})"


def _sum(path: Path) -> str:
    if path.name == _LIVING:
        try:
            return _sum_of_tables(path, "ro")
        except sqlite3.OperationalError:
            if not path.with_name(f"{_LIVING}-journal").exists():
                raise
            return _sum_of_tables(path, "rw")  # undoes what a killed process had half done
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sum_of_tables(path: Path, mode: str) -> str:
    digest = hashlib.sha256()
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True)) as db:
        (said,) = db.execute("PRAGMA quick_check(1)").fetchone()
        digest.update(str(said).encode())
        for name, how in db.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall():
            digest.update(f"{name} {how}".encode())
            if how and how.startswith("CREATE TABLE") and name not in _NOTES:
                for row in db.execute(f'SELECT * FROM "{name}"'):  # noqa: S608 (its own name)
                    digest.update(repr(row).encode())
    return digest.hexdigest()


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
