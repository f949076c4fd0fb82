"""The files of a corpus folder, and the hash over them."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from ingest.errors import CorpusError

TEXT_SUFFIXES = (".md", ".txt")
_TABLE_SUFFIXES = (".toml", ".json", ".jsonl")
_NOT_IN_A_NAME = ("Cc", "Cs", "Zl", "Zp")
"""A text's name is its id, which stands in addresses, in JSON and on a line of its own."""
_LARGEST_FILE = 32 * 1024 * 1024


def files(folder: Path) -> list[Path]:
    """Return the texts and tables below `folder`, sorted by path, hidden ones left out.

    Links to folders are not followed. Raises CorpusError for a missing folder, a folder that
    cannot be read, a link that leaves it, a name that cannot be an id, or a file over 32 MB.
    """
    if not folder.is_dir():
        raise CorpusError(folder, None, "no such folder; name the folder of texts with --corpus")
    root = os.path.realpath(folder)
    found = []
    for path in sorted(_seen(folder)):
        _refuse_unusable(path, path.relative_to(folder), root)
        found.append(path)
    return found


def folder_hash(folder: Path) -> str:
    """Return the SHA-256 over names and bytes of the folder's texts and tables, in hex."""
    digest = hashlib.sha256()
    for path in files(folder):
        name = path.relative_to(folder).as_posix()
        content = hashlib.sha256(read_file(path, name)).hexdigest()
        digest.update(f"{name}\0{content}\n".encode())
    return digest.hexdigest()


def read_file(path: Path, name: str) -> bytes:
    """Return the bytes of the file, called `name` in messages; CorpusError where it cannot be."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise CorpusError(name, None, f"cannot be read ({error.strerror}); mend it") from error


def _seen(folder: Path) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        name = Path(error.filename).relative_to(folder)
        raise CorpusError(name, None, f"the folder cannot be read ({error.strerror}); mend it")

    for here, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if Path(name).suffix in (*TEXT_SUFFIXES, *_TABLE_SUFFIXES) and name[0] != ".":
                yield Path(here, name)


def _refuse_unusable(path: Path, name: Path, root: str) -> None:
    if any(unicodedata.category(letter) in _NOT_IN_A_NAME for letter in str(name)):
        what = "a name that is not UTF-8 or holds a control character; rename it"
        raise CorpusError(name, None, what)
    if not Path(os.path.realpath(path)).is_relative_to(root):
        raise CorpusError(name, None, "a link out of the corpus; copy the file into the folder")
    if not path.is_file():
        what = "a link to nothing; remove it or mend it" if path.is_symlink() else "not a file"
        raise CorpusError(name, None, what)
    if path.stat().st_size > _LARGEST_FILE:
        raise CorpusError(name, None, "the file is over 32 MB; split it")
