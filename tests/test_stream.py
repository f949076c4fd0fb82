"""Answers as streams: however many are open, all else is answered, and a turn is given back."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import anyio
import httpx
import pytest
from fastapi import FastAPI
from web_house import QUESTIONS, served, small

from app.assistant import Assistant
from app.generation.events import Event, Finished, Said, Tally
from app.request import Request
from app.web.api import api_router
from app.web.settings import Settings
from app.web.turns import Turns

STREAMS, WORKERS = 45, 2
ASK = {"question": QUESTIONS["en"]}
STREAM = {"Accept": "text/event-stream"}


class Slow:
    """Stands where events come from: after the first each waits until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let the application ask here."""
        self.begun = 0
        self.go = threading.Event()
        monkeypatch.setattr("app.web.stream.events_of", self.events)

    def events(self, assistant: Assistant, request: Request) -> Iterator[Event]:
        """Yield a sentence at once, the rest later."""
        answer = assistant.ask(request)
        self.begun += 1
        yield Said("Built in 1902. [1]", answer.citations, "generated")
        self.go.wait(30)
        yield Finished(answer, Tally())


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    found = Slow(monkeypatch)
    yield found
    found.go.set()


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.mark.anyio
async def test_streams_that_wait_for_a_model_leave_threads_to_all_others(
    tmp_path: Path, slow: Slow
) -> None:
    app, turns = FastAPI(), Turns(workers=WORKERS, waiting=STREAMS)
    app.include_router(api_router(cast(Assistant, small(tmp_path)), turns))
    texts: list[str] = []
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://house") as client:

        async def ask() -> None:
            texts.append((await client.post("/api/ask", json=ASK, headers=STREAM)).text)

        async with anyio.create_task_group() as group:
            for _ in range(STREAMS):
                group.start_soon(ask)
            while slow.begun < WORKERS or turns.inside not in (0, STREAMS):
                await anyio.sleep(0.01)
            with anyio.move_on_after(5):
                passage = await client.get("/api/passages/tower:built:en")
            slow.go.set()
    assert passage.status_code == 200
    assert len(texts) == STREAMS
    assert all("event: done" in text for text in texts)
    assert turns.inside == 0


def test_a_visitor_who_leaves_a_stream_gives_the_turn_back(tmp_path: Path, slow: Slow) -> None:
    with served(small(tmp_path), Settings(workers=1, waiting=0)) as address:
        with httpx.stream("POST", f"{address}/api/ask", json=ASK, headers=STREAM) as left:
            next(left.iter_lines())
            assert httpx.get(f"{address}/api/ask", params=ASK).status_code == 503
        slow.go.set()
        for _ in range(200):
            if httpx.get(f"{address}/api/ask", params=ASK).status_code == 200:
                return
            time.sleep(0.05)
    raise AssertionError("the turn was not given back")
