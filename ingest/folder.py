"""The files of a corpus folder, and the hash over them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ingest.errors import CorpusError

TEXT_SUFFIXES = (".md", ".txt")
_TABLE_SUFFIXES = (".toml", ".json", ".jsonl")
_LARGEST_FILE = 32 * 1024 * 1024


def files(folder: Path) -> list[Path]:
    """Return the texts and tables below `folder`, sorted by path, hidden ones left out.

    Raises CorpusError for a missing folder, a link that leaves it, or a file over 32 MB.
    """
    if not folder.is_dir():
        raise CorpusError(folder, None, "no such folder; name the folder of texts with --corpus")
    root = folder.resolve()
    found = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.suffix not in (*TEXT_SUFFIXES, *_TABLE_SUFFIXES):
            continue
        if any(part.startswith(".") for part in name.parts) or path.is_dir():
            continue
        if not path.resolve().is_relative_to(root):
            raise CorpusError(name, None, "a link out of the corpus; copy the file into the folder")
        if not path.is_file():
            raise CorpusError(name, None, "a link to nothing; remove it or mend it")
        if path.stat().st_size > _LARGEST_FILE:
            raise CorpusError(name, None, "the file is over 32 MB; split it")
        found.append(path)
    return found


def folder_hash(folder: Path) -> str:
    """Return the SHA-256 over names and bytes of the folder's texts and tables, in hex."""
    digest = hashlib.sha256()
    for path in files(folder):
        name = path.relative_to(folder).as_posix()
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{name}\0{content}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()
