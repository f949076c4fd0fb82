"""A running server takes over a new index: it looks for one, tries it, and then serves it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

from app.assistant import Assistant
from app.gaps import live_of
from app.live import Live
from app.web.beside import beside
from app.web.health import probe
from ingest.errors import NissoError
from ingest.manifest import mark
from ingest.server import Place, Server
from ingest.whereabouts import home_of

_EVERY, _EVERY_ON_SERVER = 2.0, 10.0
"""Seconds between two looks; `nisso ingest` keeps the previous build, so none is lost between."""
_GRADIO = "/gradio_api/"
_log = logging.getLogger("nisso.web")


class Holding:
    """Lets every request see one index from beginning to end."""

    def __init__(self, app: ASGIApp, *, live: Live) -> None:
        """Stand before `app`."""
        self._app = app
        self._live = live

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold the index for a request; Gradio's streams stay open as long as its page does."""
        if scope["type"] != "http" or scope["path"].startswith(_GRADIO):
            await self._app(scope, receive, send)
            return
        with self._live.hold():
            await self._app(scope, receive, send)


def holding(assistant: Assistant, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return `function`, an event of the chat page, so that each call of it sees one index."""
    live = live_of(assistant)
    return live.holding(function) if live else function


class Watch:
    """Looks whether another build is in service than the one that is served."""

    def __init__(self, live: Live, place: Place, open_assistant: Callable[[], Assistant]) -> None:
        """Look at `place`; `open_assistant` opens what is in service there."""
        self._live = live
        self._open = open_assistant
        self._home = home_of(place)
        self._served = live.index.mark
        self._told = ""

    def look(self) -> bool:
        """Take over the build in service where it is a new one that answers; tell whether."""
        try:
            if mark(self._home.build(self._home.current())) == self._served:
                return False
            self._take(self._open())
        except Exception as error:  # whatever is wrong with the new one, the old one serves on
            self._tell(error)
            return False
        _log.warning("the index %s is in service", self._live.index.build.name)
        return True

    def check(self) -> None:
        """Read through the index that is served, and log what is wrong with it."""
        try:
            with self._live.hold():
                self._live.index.check()
        except Exception as error:  # as above
            self._tell(error)

    def close(self) -> None:
        """Let go of a connection."""
        self._home.close()

    def _take(self, assistant: Assistant) -> None:
        try:
            assistant.index.check()
            probe(assistant)  # also opens what the first visitor would have to wait for
        except Exception:
            assistant.index.close()
            raise
        self._served = assistant.index.mark
        self._live.take_over(assistant)

    def _tell(self, error: Exception) -> None:
        what = str(error) if isinstance(error, NissoError) else type(error).__name__
        if what != self._told:
            _log.error("%s", what)
        self._told = what


@contextmanager
def watching(
    live: Live, place: Place, open_assistant: Callable[[], Assistant], every: float | None = None
) -> Iterator[None]:
    """Look for a new index in a thread of its own for as long as the server runs."""
    watch = Watch(live, place, open_assistant)
    pause = every or (_EVERY_ON_SERVER if isinstance(place, Server) else _EVERY)

    def run(stopped: threading.Event) -> None:
        watch.check()
        while not stopped.wait(pause):
            watch.look()
        watch.close()

    with beside("nisso-takeover", run):
        yield
