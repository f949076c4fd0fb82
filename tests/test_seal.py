"""A sealed folder tells which of its files is no longer what was written."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.seal import broken, seal


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """Give a folder with a file, a file below it, and Chroma's database."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.bin").write_bytes(b"abcd")
    (tmp_path / "deep" / "b.bin").write_bytes(b"efgh")
    db = sqlite3.connect(tmp_path / "chroma.sqlite3")
    db.execute("CREATE TABLE acquire_write (said TEXT)")
    db.execute("CREATE TABLE segments (said TEXT)")
    db.commit()
    db.close()
    return tmp_path


def test_what_is_as_it_was_written_is_not_broken(build: Path) -> None:
    sealed = seal(build)
    assert list(sealed) == ["a.bin", "chroma.sqlite3", "deep/b.bin"]
    assert broken(build, sealed, whole=True) == ""


def test_other_bytes_of_the_same_length_are_seen_by_a_whole_look_only(build: Path) -> None:
    sealed = seal(build)
    (build / "deep" / "b.bin").write_bytes(b"efgX")
    assert broken(build, sealed, whole=True) == "deep/b.bin holds other than was written"
    assert broken(build, sealed, whole=False) == ""


@pytest.mark.parametrize(("left", "said"), [(b"abc", "has 3 bytes"), (b"abcde", "has 5 bytes")])
def test_a_file_of_another_length_is_seen_at_once(build: Path, left: bytes, said: str) -> None:
    sealed = seal(build)
    (build / "a.bin").write_bytes(left)
    assert broken(build, sealed, whole=False) == f"a.bin {said} instead of 4"


def test_a_missing_file_is_named(build: Path) -> None:
    sealed = seal(build)
    (build / "a.bin").unlink()
    assert broken(build, sealed, whole=False).startswith("a.bin cannot be read")


def _say(build: Path, statement: str) -> None:
    db = sqlite3.connect(build / "chroma.sqlite3")
    db.execute(statement)
    db.commit()
    db.close()


def test_the_database_may_note_that_it_was_opened_but_hold_nothing_else_anew(build: Path) -> None:
    sealed = seal(build)
    for _ in range(2000):
        _say(build, "INSERT INTO acquire_write VALUES ('opened')")
    assert (build / "chroma.sqlite3").stat().st_size > int(sealed["chroma.sqlite3"].split()[0])
    assert broken(build, sealed, whole=True) == ""
    _say(build, "INSERT INTO segments VALUES ('another')")
    assert broken(build, sealed, whole=True) == "chroma.sqlite3 holds other than was written"


def test_a_note_that_was_half_written_when_the_power_went_is_no_damage(build: Path) -> None:
    sealed = seal(build)
    killed = """
import os, sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("PRAGMA cache_size = 1")
db.executemany("INSERT INTO acquire_write VALUES (?)", [("opened" * 200,)] * 500)
os._exit(9)
"""
    path = build / "chroma.sqlite3"
    assert subprocess.run([sys.executable, "-c", killed, path], check=False).returncode == 9
    assert path.with_name("chroma.sqlite3-journal").stat().st_size > 0
    assert broken(build, sealed, whole=True) == ""


def test_a_table_that_is_none_of_the_database_is_seen(build: Path) -> None:
    sealed = seal(build)
    _say(build, "CREATE TABLE more (said TEXT)")
    assert broken(build, sealed, whole=True) == "chroma.sqlite3 holds other than was written"


def test_a_folder_of_which_nothing_is_said_is_not_whole(build: Path) -> None:
    assert broken(build, {}, whole=False) == "its manifest names no file"


def test_a_database_that_is_none_is_named(build: Path) -> None:
    sealed = seal(build)
    size = (build / "chroma.sqlite3").stat().st_size
    (build / "chroma.sqlite3").write_bytes(b"\0" * size)
    assert broken(build, sealed, whole=True).startswith("chroma.sqlite3 ")
