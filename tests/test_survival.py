"""Whatever happens to a writer, the index in service answers as before, or says what is broken.

`make soak` does the same at fifty moments (`soak_ingest.py`).
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest
from corpora import plain_folder
from ingest_house import (
    ingested,
    killed_after,
    killed_at,
    left_over,
    limited,
    moments,
    rewritten,
    spoil,
    without_override,
    words_in_service,
)

import nisso
from ingest.build import ingest
from ingest.encoder import DEFAULT
from ingest.errors import IndexUnusable
from ingest.index import Index
from ingest.places import ROOT
from ingest.whereabouts import current_build


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of an index of version 0 of the plain texts; only to be copied."""
    home = tmp_path_factory.mktemp("pristine")
    rewritten(plain_folder(home / "plain"), 0)
    ingest(home / "plain", home / "index", DEFAULT)
    return home / "index"


@pytest.fixture
def index(pristine: Path, plain: Path, tmp_path: Path) -> Path:
    """Give the folder of an index of version 0 of the plain texts, free to be spoilt."""
    rewritten(plain, 0)
    return shutil.copytree(pristine, tmp_path / "index")


def test_a_writer_killed_just_before_the_swap_leaves_the_old_index(
    plain: Path, index: Path
) -> None:
    rewritten(plain, 1)
    swap = 1  # the writer's second renaming; the first gives the build its name
    assert killed_at("os.rename", swap, plain, index) == -9
    assert "Version 0" in words_in_service(index)
    ingest(plain, index, DEFAULT)
    assert "Version 1" in words_in_service(index)
    assert left_over(index) == []


def test_a_writer_killed_at_a_random_moment_leaves_the_old_index_or_the_new_one(
    plain: Path, index: Path
) -> None:
    for number, seconds in enumerate(moments(2, 2.0), start=1):
        rewritten(plain, number)
        killed_after(seconds, plain, index)
        assert f"Version {number}" in words_in_service(index) or "Version 0" in words_in_service(
            index
        )
    ingest(plain, index, DEFAULT)
    assert "Version 2" in words_in_service(index)
    assert left_over(index) == []


def test_a_build_is_on_disk_as_it_is_before_it_is_named(
    plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: dict[int, tuple[int, int]] = {}  # of each file: which flush, and how it was then
    fsync, numbers = os.fsync, count()

    def noted(handle: int) -> None:
        state = os.fstat(handle)
        flushed[state.st_ino] = (next(numbers), state.st_mtime_ns)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", noted)
    index = tmp_path / "index"
    ingest(plain, index, DEFAULT)
    monkeypatch.undo()
    named, _ = flushed[(index / "current").stat().st_ino]
    build = current_build(index)
    for path in (build, *build.rglob("*")):
        found = path.stat()
        before, written = flushed.get(found.st_ino, (named, 0))
        assert before < named, path
        assert written == found.st_mtime_ns, path


def test_a_full_disk_is_one_line_and_the_old_index_answers(plain: Path, index: Path) -> None:
    rewritten(plain, 1)
    done = ingested(plain, index, before=limited(200_000))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "free space" in done.stderr
    assert "Version 0" in words_in_service(index)
    assert left_over(index) == []


def test_a_folder_that_is_read_only_is_read_and_an_unchanged_corpus_is_no_error(
    plain: Path, index: Path
) -> None:
    ask = [
        *without_override(), sys.executable, "-m", "app", "search", "harbour froze", "-k", "1",
        "--index", str(index),
    ]  # fmt: skip
    paths = [index, *index.rglob("*")]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        found = subprocess.run(ask, cwd=ROOT, capture_output=True, text=True, check=False)
        same = ingested(plain, index, prefix=without_override())
        rewritten(plain, 1)
        other = ingested(plain, index, prefix=without_override())
    finally:
        for path in paths:
            path.chmod(0o755 if path.is_dir() else 0o644)
    assert found.stdout.endswith("harbour\n"), found.stderr
    assert (same.returncode, same.stderr) == (0, "")
    assert other.returncode == 1
    assert "cannot be written (Permission denied); what was in service stays" in other.stderr
    assert "Version 0" in words_in_service(index)


def test_where_no_disk_takes_a_file_the_index_is_read_and_the_page_can_be_served(
    index: Path,
) -> None:
    nowhere = """
import sys, tempfile
import ingest.chroma, nisso
tempfile._candidate_tempdir_list = lambda: ["/proc/none"]
ingest.chroma._takes_notes = lambda _: False
code = nisso.main(sys.argv[1:])
from app.web.memory import name_a_folder_for_temporary_files
name_a_folder_for_temporary_files()
import app.web.page
sys.exit(code)
"""
    command = [sys.executable, "-c", nowhere, "search", "harbour froze", "-k", "1"]
    found = subprocess.run(
        [*command, "--index", str(index)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.endswith("harbour\n")


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE collections SET config_json_str = '{'",
        "UPDATE embeddings SET segment_id = 'another' WHERE id = 2",
        "DELETE FROM embedding_metadata WHERE id = 1",
    ],
)
def test_vectors_that_are_others_are_told_and_built_anew(
    plain: Path, index: Path, damage: str
) -> None:
    db = sqlite3.connect(current_build(index) / "chroma" / "chroma.sqlite3")
    assert db.execute(damage).rowcount == 1
    db.commit()
    db.close()
    with pytest.raises(IndexUnusable, match=r"chroma\.sqlite3 holds other .* run `nisso ingest`"):
        Index(index)
    ingest(plain, index, DEFAULT)
    assert "Version 0" in words_in_service(index)


def test_files_cut_short_while_they_are_read_end_no_server(index: Path) -> None:
    cutting = """
import os, sys
from pathlib import Path
from app.assistant import open_assistant
from app.request import Request
from ingest.errors import NissoError
place = Path(sys.argv[1])
assistant = open_assistant(place)
asked = Request("When did the harbour freeze?")
before = assistant.ask(asked).text
for path in place.rglob("*"):
    if path.is_file():
        os.truncate(path, 0)
try:
    print(assistant.ask(asked).text == before)
except NissoError as error:
    print("nisso ingest" in str(error))
"""
    done = subprocess.run(
        [sys.executable, "-c", cutting, str(index)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "True\n"), done.stderr


def test_any_file_of_an_index_that_was_damaged_is_named(index: Path) -> None:
    build = current_build(index)
    for path in sorted(build.rglob("*")):
        if path.is_dir() or path.name == "manifest.json":
            continue
        data = path.read_bytes()
        for how in ("cut", "remove", *(() if path.name == "chroma.sqlite3" else ("flip",))):
            if not data:
                continue
            spoil(path, how)
            with pytest.raises(IndexUnusable, match=r"run `nisso ingest` to rebuild it") as told:
                Index(index)
            assert path.relative_to(build).as_posix() in str(told.value)
            path.write_bytes(data)
    assert "Version 0" in words_in_service(index)


@pytest.mark.parametrize("name", ["passages.db", "chroma/chroma.sqlite3"])
def test_a_damaged_index_says_so_and_the_next_ingest_mends_it(
    name: str, plain: Path, index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(current_build(index) / name, "cut")
    assert nisso.main(["search", "harbour", "--index", str(index)]) == 1
    told = capsys.readouterr().err
    assert name in told
    assert told.endswith("run `nisso ingest` to rebuild it\n")
    assert nisso.main(["ingest", "--corpus", str(plain), "--index", str(index)]) == 0
    assert "Version 0" in words_in_service(index)


@pytest.mark.parametrize("name", ["", "..", ".", "a/b", "\0", "x" * 300, "../../x", "/", "a\nb"])
def test_what_names_no_build_is_told_and_the_next_ingest_mends_it(
    plain: Path, index: Path, name: str
) -> None:
    (index / "current").write_text(name, encoding="utf-8")
    with pytest.raises(IndexUnusable, match="run `nisso ingest` to rebuild it"):
        Index(index)
    if name == "x" * 300:
        ingest(plain, index, DEFAULT)
        assert "Version 0" in words_in_service(index)


def test_the_build_before_is_kept_and_can_be_put_back(plain: Path, index: Path) -> None:
    before = current_build(index).name
    rewritten(plain, 1)
    ingest(plain, index, DEFAULT)
    assert "Version 1" in words_in_service(index)
    (index / "current").write_text(before, encoding="utf-8")
    assert "Version 0" in words_in_service(index)


def test_a_build_that_does_not_find_its_own_words_is_not_put_in_service(
    plain: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewritten(plain, 1)
    monkeypatch.setattr("ingest.index.VectorIndex.nearest", lambda *_: [])
    with pytest.raises(IndexUnusable, match=r"does not find `.*` by its own words"):
        ingest(plain, index, DEFAULT)
    monkeypatch.undo()
    assert "Version 0" in words_in_service(index)
    assert left_over(index) == []
