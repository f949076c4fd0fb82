"""An index on a Chroma server: the Rust server that comes with the package, on loopback."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from argparse import ArgumentTypeError
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import numpy as np
import pytest
from ingest_house import rewritten, words_in_service

import nisso
from app.assistant import Assistant, open_assistant
from app.live import Live
from app.web.takeover import Watch
from ingest.build import ingest
from ingest.chroma import Chroma, Row
from ingest.encoder import DEFAULT
from ingest.errors import IndexUnusable
from ingest.index import Index
from ingest.places import ROOT
from ingest.remote import ServerHome
from ingest.server import Server, read_place
from ingest.whereabouts import current_build


@pytest.fixture(scope="module")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Give a running Chroma server, which is stopped at the end."""
    port = _free_port()
    with _running(tmp_path_factory.mktemp("chroma"), port):
        yield Server("http", "127.0.0.1", port)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def _running(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    program = Path(sys.executable).with_name("chroma")
    command = [str(program), "run", "--path", str(folder), "--host", "127.0.0.1"]
    with subprocess.Popen(
        [*command, "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as running:
        try:
            _wait_for(f"http://127.0.0.1:{port}/api/v2/heartbeat")
            yield running
        finally:
            running.terminate()


def _wait_for(address: str) -> None:
    for _ in range(200):
        try:
            httpx.get(address)
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"nothing answers at {address}")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep what a machine makes from a server's texts apart from the project's own."""
    monkeypatch.setenv("NISSO_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def place(chroma: Server, plain: Path) -> Iterator[Server]:
    """Give a server with an index of version 0 of the plain texts; it is emptied afterwards."""
    rewritten(plain, 0)
    ingest(plain, chroma, DEFAULT)
    yield chroma
    client = Chroma(chroma)
    for name in client.names():
        client.delete(name)
    client.close()


def _collections(server: Server) -> list[str]:
    client = Chroma(server)
    try:
        return client.names()
    finally:
        client.close()


def test_an_index_on_a_server_finds_what_the_same_index_in_a_folder_finds(
    place: Server, plain: Path, tmp_path: Path, cache: Path
) -> None:
    ingest(plain, tmp_path / "index", DEFAULT)
    here = open_assistant(tmp_path / "index")
    made = open_assistant(place)
    cache.rename(tmp_path / "elsewhere")
    derived = open_assistant(place)
    assert current_build(place).is_relative_to(cache)
    for question in ("Ships waited for ice", "Сколько вёрст видно маяк?", "桜はいつ咲いた"):
        expected = _scores(here, question)
        assert _scores(made, question) == expected
        assert _scores(derived, question) == expected
    for assistant in (here, made, derived):
        assistant.index.close()


def _scores(assistant: Assistant, question: str) -> list[tuple[str, float]]:
    return [(one.passage_id, round(one.score, 6)) for one in assistant.search(question, 5)]


def test_each_build_is_a_collection_named_by_the_corpus_is_taken_over_and_two_are_kept(
    place: Server, plain: Path
) -> None:
    live = Live(open_assistant(place))
    watch = Watch(live, place, lambda: open_assistant(place))
    names = []
    for number in (1, 2):
        rewritten(plain, number)
        report = ingest(plain, place, DEFAULT)
        assert report.embedded == 2  # the passage that changed, and its new sentence
        assert watch.look()
        assert f"Version {number}" in next(p.text for p in live.index.passages if p.id == "harbour")
        names.append(f"nisso-{live.index.manifest.corpus_hash[:12]}-1")
    kept = [name + suffix for name in names for suffix in ("", "-texts")]
    assert _collections(place) == sorted(["nisso", *kept])
    assert not watch.look()
    watch.close()
    live.index.close()
    assert "Version 2" in words_in_service(place)


def test_a_build_that_was_not_finished_is_not_in_service_and_is_removed_by_the_next(
    place: Server, plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(home: ServerHome, name: str) -> None:
        raise KeyboardInterrupt

    rewritten(plain, 1)
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(ServerHome, "put_in_service", killed)
        ingest(plain, place, DEFAULT)
    assert "Version 0" in words_in_service(place)
    ingest(plain, place, DEFAULT)
    assert "Version 1" in words_in_service(place)
    assert len(_collections(place)) == 5


def test_a_clock_that_was_set_back_takes_no_build_from_a_machine(
    place: Server, plain: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for number in range(1, 4):
        monkeypatch.setenv("NISSO_CACHE", str(tmp_path / "writer"))
        rewritten(plain, number)
        ingest(plain, place, DEFAULT)
        monkeypatch.setenv("NISSO_CACHE", str(cache))
        assert f"Version {number}" in words_in_service(place)
        build = current_build(place)
        os.utime(build, (4_000_000_000 - number, 4_000_000_000 - number))
    assert len(list(build.parent.iterdir())) == 2
    assert "Version 3" in words_in_service(place)


@contextmanager
def spoilt(server: Server, old: str, new: str) -> Iterator[None]:
    """Let `new` stand in the place of `old` in the texts of the build in service."""
    client = Chroma(server)
    texts = client.open(next(name for name in client.names() if name.endswith("-texts")))
    (first,) = texts.get(["00000000"])
    assert old in first.document, old
    text = first.document.replace(old, new)
    for said in (text, first.document):
        texts.put([Row(first.id, said, first.values, np.ones(2, np.float32))])
        if said == text:
            yield
    client.close()


def test_a_server_that_was_replaced_by_another_is_noticed(place: Server) -> None:
    live = Live(open_assistant(place))
    watch = Watch(live, place, lambda: open_assistant(place))
    assert not watch.look()
    with spoilt(place, live.index.manifest.chunking, "of another cut"):
        assert watch.look()
        assert live.index.manifest.chunking == "of another cut"
        assert not watch.look()
    assert watch.look()
    watch.close()
    live.index.close()


def test_damaged_texts_of_a_server_are_one_line(
    place: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NISSO_CACHE", str(tmp_path / "new"))
    for old, new in (
        ('"schema"', '"scheme"'), ('"tables"', '"table"'), ('"glossary": [', '"glossary": [5'),
        ('"text": "', '"text": 5, "x": "'), ('"uses": []', '"uses": [5]'), ('{"passage"', "{{"),
        ('"language": "en"', '"language": 5'), ('"exhibit"', '"x"'),
        ("harbour froze", "tower fell"),
    ):  # fmt: skip
        with spoilt(place, old, new), pytest.raises(IndexUnusable, match="run `nisso ingest"):
            Index(place)
    assert "Version 0" in words_in_service(place)


@pytest.mark.parametrize(
    "record",
    [
        "",
        "null",
        "[]",
        "{",
        "{}",
        "[" * 100_000,
        '{"build": 7}',
        '{"build": "../../x"}',
        '{"build": ".."}',
    ],
)
def test_a_record_that_names_no_build_is_none(place: Server, cache: Path, record: str) -> None:
    client = Chroma(place)
    client.open("nisso").put([Row("current", record, {"schema": 1}, np.ones(2, np.float32))])
    client.close()
    with pytest.raises(IndexUnusable, match="no index on"):
        Index(place)
    assert {path.name for path in cache.parent.iterdir()} == {"cache", "plain"}


@pytest.mark.parametrize("name", ["a-file/below", "/proc/nisso"])
def test_a_machine_that_cannot_keep_its_part_says_so(
    place: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch, name: str,
) -> None:  # fmt: skip
    (tmp_path / "a-file").touch()
    monkeypatch.setenv("NISSO_CACHE", str(tmp_path / name))
    assert nisso.main(["search", "harbour", "--index", str(place)]) == 1
    told = capsys.readouterr().err
    assert "NISSO_CACHE" in told
    assert told.count("\n") == 1


def test_several_processes_on_a_new_machine_answer_at_once(place: Server, tmp_path: Path) -> None:
    own = {**os.environ, "NISSO_CACHE": str(tmp_path / "new")}
    command = [sys.executable, "-m", "app", "search", "harbour froze", "-k", "1"]

    def asked(_: int) -> str:
        return subprocess.run(
            [*command, "--index", str(place)],
            cwd=ROOT, env=own, capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip

    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(asked, range(3)))
    assert answers[0].endswith("  harbour\n")
    assert len(set(answers)) == 1


@pytest.mark.parametrize(
    ("failure", "times"), [(httpx.ReadTimeout(""), 1), (httpx.ConnectError(""), 2)]
)
def test_a_server_is_asked_again_unless_it_hangs(
    place: Server, failure: Exception, times: int
) -> None:
    asked = []

    def work() -> None:
        asked.append(1)
        raise failure

    client = Chroma(place)
    with pytest.raises(IndexUnusable, match="start it, again where it hangs"):
        client.read(work)
    client.close()
    assert len(asked) == times


def test_a_server_that_is_killed_is_told_and_asked_again_once_it_is_back(
    plain: Path, tmp_path: Path
) -> None:
    server = Server("http", "127.0.0.1", _free_port())
    with _running(tmp_path / "chroma", server.port) as running:
        ingest(plain, server, DEFAULT)
        assistant = open_assistant(server)
        before = _scores(assistant, "Ships waited for ice")
        running.kill()
    with pytest.raises(IndexUnusable, match=r"does not serve .*; start it"):
        assistant.search("Ships waited for ice", 5)
    with _running(tmp_path / "chroma", server.port):
        assert _scores(assistant, "Ships waited for ice") == before
    assistant.index.close()


def test_a_server_without_an_index_says_what_to_run(chroma: Server) -> None:
    with pytest.raises(IndexUnusable, match=r"run `nisso ingest --index http://127\.0\.0\.1:"):
        Index(chroma)


def test_a_server_that_is_not_there_is_one_line(
    plain: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = "http://127.0.0.1:9"
    for command in (["search", "harbour"], ["ingest", "--corpus", str(plain)]):
        assert nisso.main([*command, "--index", nowhere]) == 1
        told = capsys.readouterr().err
        assert f"the Chroma server at {nowhere} does not serve" in told
        assert told.count("\n") == 1


def findings(place: Server, capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, str]]:
    """Return what the doctor finds of each matter, with an index at `place`."""
    bad = nisso.main(["doctor", "--json", "--index", str(place)])
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert bad == int(any(row["state"] == "bad" for row in rows))
    return {row["matter"]: row for row in rows}


def test_the_doctor_knows_a_server_that_is_up(
    place: Server, cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = findings(place, capsys)
    assert (found["index"]["state"], found["encoder"]["state"]) == ("good", "good")
    assert "4 passages" in found["index"]["told"]
    assert str(cache) in found["disk"]["told"]


def test_the_doctor_says_of_an_empty_server_and_of_one_that_is_down_what_to_do(
    chroma: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    for server, what in ((chroma, "no index on"), (Server("http", "127.0.0.1", 9), "not serve")):
        for matter in ("index", "encoder"):
            found = findings(server, capsys)[matter]
            assert found["state"] == "bad"
            assert what in found["told"]
            assert f"nisso ingest --index {server}" in found["advice"]
            assert f"chroma run --path FOLDER --host {server.host} --port" in found["advice"]


def test_tenant_database_and_key_come_from_the_environment_and_the_key_is_not_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CHROMA_TENANT", "museum")
    monkeypatch.setenv("CHROMA_DATABASE", "exhibits")
    monkeypatch.setenv("CHROMA_API_KEY", "secret")
    found = read_place("https://api.trychroma.com")
    assert found == Server("https", "api.trychroma.com", 443, "museum", "exhibits", "secret")
    assert "secret" not in f"{found} {found!r}"


@pytest.mark.parametrize(
    "text",
    [
        "ftp://host", "http://", "http://host:x", "http://host:99999", "http://me:word@host",
        "http://host/path", "http://host?key=1",
    ],
)  # fmt: skip
def test_an_address_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match="is no address"):
        read_place(text)


def test_a_folder_stays_a_folder() -> None:
    assert read_place("texts.index") == Path("texts.index")
    assert str(read_place("http://[::1]:8000")) == "http://[::1]:8000"
