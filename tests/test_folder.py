"""Which files belong to a corpus, and its hash."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from corpora import write
from ingest_house import ingested, without_override

from ingest.errors import CorpusError
from ingest.folder import files, folder_hash
from ingest.sources import aligned_folders


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


@pytest.mark.parametrize(
    "name", [b"\xff\xfe.md", b"a\nb.md", b"\x1b[31m.txt", "a\u2028b.md".encode()]
)
def test_a_name_that_cannot_be_an_id_is_refused_in_one_line(plain: Path, name: bytes) -> None:
    (plain / os.fsdecode(name)).write_text("A text.", encoding="utf-8")
    with pytest.raises(CorpusError, match="rename it") as told:
        files(plain)
    assert str(told.value).isprintable()


def test_names_of_any_language_are_ids(plain: Path) -> None:
    for name in ("灯台　日記.md", "ё ё.md", " .md", "a..md", "-rf.md"):
        write(plain, name, "A text.")
    assert len(files(plain)) == 8


def test_a_link_to_itself_is_refused_and_one_to_a_folder_left_out(
    plain: Path, tmp_path: Path
) -> None:
    write(tmp_path, "outside/source.toml", 'kind = "account"')
    (plain / "folder").symlink_to(tmp_path / "outside", target_is_directory=True)
    assert len(files(plain)) == 3
    assert aligned_folders(plain) == []
    (plain / "loop.md").symlink_to(plain / "loop.md")
    with pytest.raises(CorpusError, match=r"^loop\.md: a link to nothing"):
        files(plain)


def test_what_is_no_file_is_refused(plain: Path) -> None:
    os.mkfifo(plain / "pipe.md")
    with pytest.raises(CorpusError, match=r"^pipe\.md: not a file"):
        files(plain)


@pytest.mark.parametrize("name", ["harbour.txt", "notes"])
def test_what_cannot_be_read_is_named_and_nothing_is_left_out(
    plain: Path, tmp_path: Path, name: str
) -> None:
    (plain / name).chmod(0)
    done = ingested(plain, tmp_path / "index", prefix=without_override())
    (plain / name).chmod(0o755)
    assert done.returncode == 1
    assert done.stderr.startswith(f"nisso ingest: {name}: ")
    assert "cannot be read (Permission denied)" in done.stderr
    assert done.stderr.count("\n") == 1
