"""An index is built aside, swapped in whole, and does no work twice."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from corpora import edit, exhibit_folder, write
from fakes import LetterEncoder

from ingest.build import Report, ingest, publish
from ingest.corpus import read_corpus
from ingest.encoder import DEFAULT
from ingest.errors import CorpusError, EncoderError, NissoError
from ingest.index import Index
from ingest.unit import Vectors
from ingest.whereabouts import current_build


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """Give the folder where an index is to live."""
    return tmp_path / "index"


@pytest.fixture
def built(plain_index: Path, plain: Path, index: Path) -> Path:
    """Give the folder of an index of `plain`, free to be spoilt."""
    shutil.copytree(plain_index, index)
    return index


def _ingest(texts: Path, index: Path) -> Report:
    return ingest(texts, index, DEFAULT)


def _ids(index: Path) -> set[str]:
    opened = Index(index)
    found = {passage.id for passage in opened.passages}
    opened.close()
    return found


def _stored(index: Path) -> int:
    opened = Index(index)
    count = opened.vectors.count()
    opened.close()
    return count


def test_the_first_run_adds_everything(plain: Path, index: Path) -> None:
    report = _ingest(plain, index)
    assert len(report.added) == 4
    assert (report.replaced, report.deleted, report.unchanged) == ((), (), 0)
    assert _ids(index) == {"harbour", "notes/sakura:1", "notes/sakura:2", "маяк"}


def test_the_same_folder_twice_is_nothing_done(plain: Path, built: Path) -> None:
    before = current_build(built)
    report = _ingest(plain, built)
    assert (report.added, report.replaced, report.deleted, report.embedded) == ((), (), (), 0)
    assert report.unchanged == 4
    assert current_build(built) == before


def test_only_the_passages_of_an_edited_file_are_embedded_again(plain: Path, index: Path) -> None:
    first = _ingest(plain, index)
    write(plain, "harbour.txt", "The harbour never froze.\n")
    report = _ingest(plain, index)
    assert report.replaced == ("harbour",)
    assert (report.added, report.deleted, report.unchanged) == ((), (), 3)
    assert report.embedded == 1 < first.embedded


def test_only_an_edited_paragraph_of_a_file_is_embedded_again(exhibit: Path, index: Path) -> None:
    corpus = read_corpus(exhibit)
    publish(corpus, LetterEncoder(), index)
    edit(exhibit, "tower/en.md", "Ivan Petrov built it.", "It was built by Ivan Petrov.")
    encoder = LetterEncoder()
    report = publish(read_corpus(exhibit), encoder, index, old=Index(index))
    assert report.replaced == ("tower:built:en",)
    passage = "The lighthouse was built on 20 May 1902. It was built by Ivan Petrov."
    assert sorted(encoder.read) == sorted([passage, "It was built by Ivan Petrov."])


def test_a_removed_file_is_gone_with_its_chunks(plain: Path, built: Path) -> None:
    before = _stored(built)
    (plain / "notes/sakura.md").unlink()
    report = _ingest(plain, built)
    assert set(report.deleted) == {"notes/sakura:1", "notes/sakura:2"}
    assert _ids(built) == {"harbour", "маяк"}
    assert _stored(built) == before - 2
    assert report.embedded == 0


def test_a_renamed_file_is_one_deleted_and_one_added(plain: Path, built: Path) -> None:
    (plain / "harbour.txt").rename(plain / "port.txt")
    report = _ingest(plain, built)
    assert (report.added, report.deleted) == (("port",), ("harbour",))


def test_another_encoder_embeds_everything_again(exhibit: Path, index: Path) -> None:
    corpus = read_corpus(exhibit)
    first = publish(corpus, LetterEncoder(), index)
    other = publish(corpus, LetterEncoder(revision="2"), index, old=Index(index))
    assert other.embedded == first.embedded > 0
    assert Index(index).manifest.revision == "2"


def test_the_index_describes_itself(plain: Path, built: Path) -> None:
    manifest = Index(built).manifest
    assert manifest.encoder == DEFAULT
    assert manifest.corpus_hash == read_corpus(plain).hash
    assert manifest.passages == 4
    assert manifest.chunks == _stored(built)
    assert manifest.dimension > 0 < len(manifest.revision)


class Broken(LetterEncoder):
    """An encoder that fails on its first text."""

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Fail."""
        raise EncoderError(f"out of memory after {len(texts)} texts; choose a smaller model")


def test_a_build_that_fails_leaves_the_index_in_service_and_nothing_behind(
    plain: Path, built: Path
) -> None:
    before = current_build(built)
    write(plain, "harbour.txt", "New words.\n")
    with pytest.raises(EncoderError):
        publish(read_corpus(plain), Broken(), built, old=Index(built))
    assert current_build(built) == before
    assert _ids(built) == {"harbour", "notes/sakura:1", "notes/sakura:2", "маяк"}
    assert [path.name for path in (built / "builds").iterdir()] == [before.name]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xd0", "harbour.txt:1: the file is not UTF-8"),
        (b"", "harbour.txt: the file has no text"),
    ],
)
def test_a_text_that_cannot_be_read_loses_nothing(
    data: bytes, message: str, plain: Path, built: Path
) -> None:
    (plain / "harbour.txt").write_bytes(data)
    with pytest.raises(CorpusError, match=message):
        _ingest(plain, built)
    assert len(_ids(built)) == 4


def test_an_open_index_reads_on_while_a_new_one_is_swapped_in(plain: Path, built: Path) -> None:
    in_service = Index(built)
    old = in_service.passages.get("harbour")
    write(plain, "harbour.txt", "New words.\n")
    _ingest(plain, built)
    assert in_service.passages.get("harbour") == old
    assert in_service.vectors.count() > 0
    in_service.close()
    assert current_build(built) != in_service.build


def test_old_builds_do_not_pile_up(plain: Path, built: Path) -> None:
    for number in range(3):
        write(plain, "harbour.txt", f"Version {number}.\n")
        _ingest(plain, built)
        assert len(list((built / "builds").iterdir())) <= 2


SPOILERS: dict[str, tuple[str, bytes | None]] = {
    "the pointer is empty": ("current", b""),
    "the pointer names nothing": ("current", b"elsewhere\n"),
    "the pointer is no text": ("current", b"\xff\xfe\xff"),
    "the manifest is missing": ("builds/*/manifest.json", None),
    "the manifest is cut": ("builds/*/manifest.json", b'{"schema": '),
    "the manifest is foreign": ("builds/*/manifest.json", b'{"schema": 99}'),
    "the manifest is a list": ("builds/*/manifest.json", b"[]"),
    "the tables are cut": ("builds/*/tables.json.gz", b"{"),
    "the passages are missing": ("builds/*/passages.db", None),
    "the passages are damaged": ("builds/*/passages.db", b"no database" * 100),
}


@pytest.mark.parametrize("name", SPOILERS)
def test_a_spoilt_index_is_refused_in_one_line(name: str, built: Path) -> None:
    pattern, data = SPOILERS[name]
    (path,) = built.glob(pattern)
    path.unlink() if data is None else path.write_bytes(data)
    with pytest.raises(NissoError) as failure:
        Index(built)
    assert "run `nisso ingest`" in str(failure.value)
    assert "\n" not in str(failure.value)


@pytest.mark.parametrize("name", ["the pointer is no text", "the manifest is cut"])
def test_the_next_ingest_mends_a_spoilt_index(name: str, plain: Path, built: Path) -> None:
    pattern, data = SPOILERS[name]
    (path,) = built.glob(pattern)
    path.write_bytes(data or b"")
    _ingest(plain, built)
    assert len(_ids(built)) == 4


@pytest.mark.parametrize("name", ["chroma/chroma.sqlite3", "lexical/en/words/params.index.json"])
def test_the_next_ingest_mends_an_index_whose_parts_are_damaged(
    name: str, plain: Path, built: Path
) -> None:
    (path,) = built.glob(f"builds/*/{name}")
    path.write_bytes(b"damaged" * 100)
    with pytest.raises(NissoError, match="run `nisso ingest`"):
        Index(built).check()
    _ingest(plain, built)
    opened = Index(built)
    assert opened.fields("en").words.scores({"harbour": 1, "harbor": 1}).any()
    assert opened.vectors.count() > 0
    opened.close()


def test_no_index_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(NissoError, match=r"no index in .*; run `nisso ingest` to build it"):
        Index(tmp_path)


def test_a_build_that_was_killed_before_the_swap_is_no_index(plain: Path, index: Path) -> None:
    (index / "builds/.abc-1/chroma").mkdir(parents=True)
    with pytest.raises(NissoError, match="no index in"):
        Index(index)
    _ingest(plain, index)
    assert len(_ids(index)) == 4
    assert not [path for path in (index / "builds").iterdir() if path.name.startswith(".")]


def test_an_encoder_that_has_changed_since_is_refused(plain: Path, built: Path) -> None:
    (path,) = built.glob("builds/*/manifest.json")
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**manifest, "revision": "older"}), encoding="utf-8")
    opened = Index(built)
    with pytest.raises(NissoError, match=r"was built with nisso-static older.*run `nisso ingest`"):
        _ = opened.encoder
    opened.close()
    assert _ingest(plain, built).embedded > 0
    assert Index(built).encoder.revision != "older"


HOLD = """
import sys
from filelock import FileLock
with FileLock(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def held(built: Path) -> Iterator[Path]:
    """Give the folder of an index that another process is writing."""
    command = [sys.executable, "-c", HOLD, str(built / "writer.lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        yield built
        other.communicate()


def test_a_second_writer_is_refused_and_the_index_reads_on(plain: Path, held: Path) -> None:
    write(plain, "harbour.txt", "New words.\n")
    with pytest.raises(NissoError, match=r"another `nisso ingest` is writing .*; wait for it"):
        _ingest(plain, held)
    assert len(_ids(held)) == 4


def test_an_index_folder_that_is_a_file_is_one_line(plain: Path, tmp_path: Path) -> None:
    path = write(tmp_path, "taken", "x")
    for place in (path, path / "below"):
        with pytest.raises(NissoError, match=r"/taken stands in the way .*; remove it"):
            _ingest(plain, place)


@pytest.mark.parametrize("name", ["current", "current.new"])
def test_a_folder_where_a_file_has_to_be_is_named(plain: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "index" / name).mkdir(parents=True)
    with pytest.raises(NissoError, match=rf"index/{name} stands in the way .*; remove it"):
        _ingest(plain, tmp_path / "index")
    (tmp_path / "index" / name).rmdir()
    _ingest(plain, tmp_path / "index")


def test_a_file_where_the_builds_have_to_be_is_named(plain: Path, tmp_path: Path) -> None:
    write(tmp_path, "index/builds", "x")
    with pytest.raises(NissoError, match=r"index/builds stands in the way .*; remove it"):
        _ingest(plain, tmp_path / "index")


def test_an_exhibit_keeps_its_tables(open_exhibit: Index, tmp_path: Path) -> None:
    corpus = read_corpus(exhibit_folder(tmp_path / "corpus"))
    assert open_exhibit.exhibit == corpus.exhibit
    assert tuple(open_exhibit.timeline) == corpus.timeline
    assert tuple(open_exhibit.entries) == corpus.glossary
    assert list(open_exhibit.references) == ["log", "map"]
    assert open_exhibit.titles["tower"] == {"ru": "Маяк", "en": "The lighthouse", "ja": "灯台"}
    assert open_exhibit.languages == ["en", "ja", "ru"]


def test_the_index_of_the_project_takes_at_most_twenty_megabytes(project_index: Path) -> None:
    files = (project_index / "builds").glob("*/**/*")
    assert sum(path.stat().st_size for path in files if path.is_file()) <= 20_000_000
