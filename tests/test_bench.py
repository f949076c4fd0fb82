"""The comparison's arithmetic, and how it waits for a server and ends it."""

from __future__ import annotations

import json
import signal
import subprocess
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Timer
from urllib.error import URLError

import pytest

from eval import bench
from eval.bench import Side, compared, questions
from eval.process import start
from ingest.language import LANGUAGES
from ingest.places import CORPUS

OURS = Side([2.0], [0.1], [1.0], [5.0], [9.0], [300.0], [400.0], [10.0])
PLAIN = Side([4.0], [], [4.0], [20.0], [30.0], [600.0], [], [40.0])


def test_each_figure_is_ours_over_theirs_and_some_are_required() -> None:
    figures = {figure.name: figure for figure in compared(OURS, PLAIN)}
    assert {name: figure.ratio for name, figure in figures.items()} == {
        "cold start of one question": 0.25,
        "warm question, p50": 0.25,
        "warm question, p95": 0.3,
        "first ingest": 2.0,  # a rate: more is better
        "unchanged ingest, to our first": 0.05,
        "peak memory of the server": 0.5,
        "… after ru, en and ja": pytest.approx(2 / 3),
        "index size": 0.25,
        "index size, to what is allowed": 0.5,
    }
    assert {name for name, figure in figures.items() if figure.most is None} == {
        "warm question, p95", "first ingest", "… after ru, en and ja", "index size",
    }  # fmt: skip
    assert not any(figure.is_missed for figure in figures.values())


def test_a_rate_is_of_the_corpus_texts_in_kilobytes() -> None:
    (figure,) = (one for one in compared(OURS, PLAIN) if one.name == "first ingest")
    size = sum(path.stat().st_size for path in CORPUS.rglob("*.md"))
    assert figure.ours == [pytest.approx(size / 1000 / 2)]


def test_the_first_question_of_a_process_is_not_counted() -> None:
    side = Side()
    bench._warm(side, [900.0, *map(float, range(1, 20))])
    assert side.p50 == [10]
    assert side.p95 == [19]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_questions_are_the_sets_own_in_their_order(language: str) -> None:
    found = questions(language, 5)
    assert len(set(found)) == 5
    assert found == questions(language, 6)[:5]


def test_the_size_of_an_index_is_that_of_its_files(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "a").write_bytes(b"x" * 1_000_000)
    (tmp_path / "deep" / "b").write_bytes(b"x" * 500_000)
    assert bench._size(tmp_path) == 1.5


def test_a_process_that_is_left_behind_is_ended() -> None:
    process = start(["-c", "import time; time.sleep(60)"], stdout=subprocess.DEVNULL)
    with pytest.raises(URLError), bench._ended(process):
        raise URLError("the server is gone")
    assert process.returncode == -signal.SIGKILL


def test_a_server_is_waited_for_until_it_answers(tmp_path: Path) -> None:
    (tmp_path / "healthz").write_text("ok")
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        late = Timer(0.1, server.serve_forever)
        late.start()
        bench._wait_for(f"http://127.0.0.1:{server.server_port}/healthz")
        server.shutdown()
        late.join()


def test_a_server_that_never_answers_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "_PATIENCE", 0.3)
    with pytest.raises(RuntimeError, match="nothing answers at http://127"):
        bench._wait_for("http://127.0.0.1:1/healthz")


@pytest.mark.parametrize(("memory", "code"), [(600.0, 0), (400.0, 1)])
def test_a_missed_ratio_is_told_and_fails_the_comparison(
    capsys: pytest.CaptureFixture[str], memory: float, code: int
) -> None:
    assert bench.shown(compared(OURS, replace(PLAIN, peak=[memory]))) == code
    *table, row = capsys.readouterr().out.splitlines()
    assert ("MISSED" in "".join(table)) is bool(code)
    peak = next(one for one in json.loads(row) if one["name"] == "peak memory of the server")
    assert peak["plain"] == {"median": memory, "least": memory, "most": memory}


def test_no_round_is_bad_usage() -> None:
    with pytest.raises(SystemExit, match="2"):
        bench.main(["--rounds", "0"])
