"""A running server takes over a new index, and no request notices."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import httpx
import pytest
from corpora import edit
from web_house import served

from app.assistant import Assistant, open_assistant
from app.gaps import GapLog, Noting, quiet
from app.live import Live
from app.request import Request
from app.web.takeover import Watch, holding, watching
from ingest.build import ingest
from ingest.encoder import DEFAULT
from ingest.errors import IndexUnusable
from ingest.home import FolderHome
from ingest.index import Index
from ingest.manifest import Manifest


class Numbered:
    """An assistant that answers with its number, when it is let, and knows whether it is closed."""

    def __init__(self, number: int) -> None:
        """Be open."""
        self.number = number
        self.closed = False
        self.index = SimpleNamespace(number=number, close=self._close)

    def _close(self) -> None:
        assert not self.closed, "closed twice"
        self.closed = True

    def ask(self, request: Request) -> int:
        """Return the number."""
        return self.number


def _live(number: int = 1) -> tuple[Live, Callable[[int], Numbered], Numbered]:
    first = Numbered(number)
    live = Live(cast(Assistant, first))

    def next_one(number: int) -> Numbered:
        made = Numbered(number)
        live.take_over(cast(Assistant, made))
        return made

    return live, next_one, first


def test_the_newest_answers_and_the_old_one_is_closed() -> None:
    live, next_one, first = _live()
    assert cast(int, live.ask(Request("?"))) == 1
    next_one(2)
    assert cast(int, live.ask(Request("?"))) == 2
    assert first.closed


def test_a_request_sees_one_index_to_its_end_and_only_then_is_it_closed() -> None:
    live, next_one, first = _live()
    with live.hold():
        next_one(2)
        assert cast(Any, live.index).number == 1
        assert cast(int, live.ask(Request("?"))) == 1
        assert not first.closed
    assert first.closed
    assert cast(Any, live.index).number == 2


def test_the_second_of_two_requests_lets_the_index_go() -> None:
    live, next_one, first = _live()
    with live.hold():
        other = threading.Thread(target=live.ask, args=(Request("?"),))
        other.start()
        other.join()
        next_one(2)
        assert not first.closed
    assert first.closed


def test_what_was_begun_step_by_step_ends_with_the_index_it_began_with() -> None:
    live, next_one, first = _live()

    def steps(times: int) -> Iterator[int]:
        for _ in range(times):
            yield cast(Any, live.index).number

    begun = holding(live, steps)(3)
    assert next(begun) == 1
    second = next_one(2)
    with ThreadPoolExecutor() as pool:  # as the page does, which takes a thread for each step
        assert pool.submit(next, begun).result() == 1
    begun.close()
    assert first.closed
    assert not second.closed
    assert list(holding(live, steps)(1)) == [2]


def test_an_assistant_that_stays_is_asked_as_it_is() -> None:
    assistant = cast(Assistant, Numbered(1))
    assert holding(assistant, len) is len


def test_noting_gaps_goes_on_over_a_takeover(tmp_path: Path) -> None:
    live, next_one, _ = _live()
    noting = Noting(live, GapLog(tmp_path / "gaps"))
    second = next_one(2)
    assert quiet(noting) is cast(Any, second)
    assert holding(noting, lambda: cast(Any, noting.index).number)() == 2


@pytest.fixture
def place(exhibit_index: Path, tmp_path: Path) -> Path:
    """Give the folder of an index of the tiny exhibit, which another is put into."""
    return shutil.copytree(exhibit_index, tmp_path / "index")


@pytest.fixture
def serving(exhibit: Path, place: Path) -> Iterator[tuple[str, Callable[[str], None]]]:
    """Give the address of a server over the tiny exhibit, and what rewrites and ingests it."""
    pay = ["50"]

    def rewrite(roubles: str) -> None:
        for code, words in (("ru", "{} рублей"), ("en", "{} roubles"), ("ja", "{}ルーブル")):
            edit(exhibit, f"tower/{code}.md", words.format(pay[0]), words.format(roubles))
        pay[0] = roubles
        ingest(exhibit, place, DEFAULT)

    def opened() -> Assistant:
        return open_assistant(place)

    live = Live(opened())
    with watching(live, place, opened, every=0.05), served(cast(Any, live)) as address:
        yield address, rewrite


def _until(found: Callable[[], bool]) -> None:
    for _ in range(400):
        if found():
            return
        time.sleep(0.05)
    raise AssertionError("the new index was not taken over")


def test_a_server_takes_over_new_indexes_and_drops_no_request(
    serving: tuple[str, Callable[[str], None]],
) -> None:
    address, rewrite = serving
    stop = threading.Event()
    seen: list[int] = []
    question = {"question": "How much was the keeper of the lighthouse paid?"}

    def visit() -> None:
        with httpx.Client(base_url=address, timeout=30) as client:
            while not stop.is_set():
                answer = client.get("/api/ask", params=question)
                passage = client.get("/api/passages/tower:pay:en")
                seen.extend((answer.status_code, passage.status_code))
                for citation in answer.json()["citations"]:
                    assert citation["quote"]

    with httpx.Client(base_url=address, timeout=30) as client, ThreadPoolExecutor(2) as pool:
        visitors = [pool.submit(visit) for _ in range(2)]
        for roubles in ("60", "70"):
            rewrite(roubles)
            told = f"paid {roubles} roubles"
            _until(lambda told=told: told in client.get("/api/passages/tower:pay:en").text)  # type: ignore[misc]
            assert told in client.get("/sources/tower", params={"language": "en"}).text
            assert told in client.get("/api/ask", params=question).json()["answer"]
        stop.set()
        for visitor in visitors:
            visitor.result()
    assert set(seen) == {200}


def test_an_index_that_cannot_be_used_is_told_once_and_not_served(
    exhibit: Path, place: Path, caplog: pytest.LogCaptureFixture
) -> None:
    live = Live(open_assistant(place))
    watch = Watch(live, place, lambda: open_assistant(place))
    assert not watch.look()
    before = live.index.build
    edit(exhibit, "exhibit.toml", 'title = "Маяк"', 'title = "Башня"')
    ingest(exhibit, place, DEFAULT)
    home = FolderHome(place)
    tables = home.build(home.current()) / "tables.json.gz"
    data = tables.read_bytes()
    tables.write_bytes(data[:-1])
    assert not watch.look()
    assert not watch.look()
    assert live.index.build == before
    assert caplog.text.count("tables.json.gz") == 1
    tables.write_bytes(data)
    assert watch.look()
    assert live.index.exhibit.texts["ru"]["title"] == "Башня"
    live.index.close()


def test_an_index_put_in_its_place_by_hand_is_taken_over(plain: Path, tmp_path: Path) -> None:
    place, other = tmp_path / "index", tmp_path / "other"
    ingest(plain, place, DEFAULT)
    live = Live(open_assistant(place))
    watch = Watch(live, place, lambda: open_assistant(place))
    before = live.now
    assert not watch.look()
    shutil.copytree(place, other)
    shutil.rmtree(place)
    assert not watch.look()
    other.rename(place)  # the same texts, so a build of the same name
    assert watch.look()
    assert live.now is not before
    assert live.search("harbour froze", 1)
    assert not watch.look()
    live.index.close()


def test_an_index_built_by_other_code_is_told_and_not_asked(
    exhibit: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    place = tmp_path / "index"
    ingest(exhibit, place, DEFAULT)
    live = Live(open_assistant(place))
    watch = Watch(live, place, lambda: open_assistant(place))
    before = live.now
    manifest = Manifest.read(live.index.build)
    replace(manifest, analysis="other").write(live.index.build)
    assert not watch.look()
    assert live.now is before
    assert "built by another version of this program; run `nisso ingest`" in caplog.text
    with pytest.raises(IndexUnusable, match="another version"):
        Index(place)
    report = ingest(exhibit, place, DEFAULT)
    assert (report.unchanged, report.embedded) == (manifest.passages, 0)
    assert watch.look()
    live.index.close()
