"""Which files belong to a corpus, and its hash."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from corpora import write

from ingest.errors import CorpusError
from ingest.folder import files, folder_hash


def test_texts_and_tables_are_found_in_order_and_hidden_files_left_out(plain: Path) -> None:
    for name in (".git/config.txt", "picture.png", "notes/.draft.md", "table.toml", "a.jsonl"):
        write(plain, name, "x")
    names = [path.relative_to(plain).as_posix() for path in files(plain)]
    assert names == ["a.jsonl", "harbour.txt", "notes/sakura.md", "table.toml", "маяк.txt"]


def test_the_hash_changes_with_a_byte_a_name_and_nothing_else(plain: Path) -> None:
    before = folder_hash(plain)
    os.utime(plain / "harbour.txt", (1, 1))
    write(plain, "picture.png", "x")
    assert folder_hash(plain) == before
    write(plain, "harbour.txt", "Other.")
    edited = folder_hash(plain)
    (plain / "harbour.txt").rename(plain / "harbor.txt")
    assert len({before, edited, folder_hash(plain)}) == 3


def test_a_missing_folder_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no such folder; name the folder of texts with --corpus"):
        files(tmp_path / "none")


def test_a_link_out_of_the_folder_is_refused(plain: Path, tmp_path: Path) -> None:
    write(tmp_path, "secret.txt", "secret")
    (plain / "link.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(CorpusError, match=r"^link\.txt: a link out of the corpus"):
        files(plain)


def test_a_link_to_nothing_is_refused(plain: Path) -> None:
    (plain / "link.txt").symlink_to(plain / "gone.txt")
    with pytest.raises(CorpusError, match=r"^link\.txt: a link to nothing"):
        files(plain)


def test_a_huge_file_is_refused_before_it_is_read(plain: Path) -> None:
    with (plain / "huge.txt").open("wb") as file:
        file.truncate(32 * 1024 * 1024 + 1)
    with pytest.raises(CorpusError, match=r"^huge\.txt: the file is over 32 MB"):
        files(plain)
