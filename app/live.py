"""An assistant whose index is exchanged while it serves.

A request sees one index from its first line to its last; the old one is closed after the last
request that saw it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from dataclasses import dataclass
from functools import wraps
from inspect import isgeneratorfunction
from typing import Any, cast

from app.answer import Answer
from app.assistant import Assistant
from app.evidence import Found
from app.request import Request
from ingest.index import Index


@dataclass(slots=True)
class _Served:
    """An assistant over one index, and how many requests hold it."""

    assistant: Assistant
    held: int = 0
    retired: bool = False


@dataclass(slots=True)
class _Hold:
    """That a request holds an assistant; threads may still carry one that has ended."""

    served: _Served
    ended: bool = False


_HOLD: ContextVar[_Hold | None] = ContextVar("hold", default=None)
_END = object()


class Live(Assistant):
    """Stands where an assistant stands, and asks the one that serves at the moment."""

    def __init__(self, assistant: Assistant) -> None:
        """Serve `assistant` until another takes over."""
        self._lock = threading.Lock()
        self._newest = _Served(assistant)
        self.index = cast(Index, _Through(self))

    def __getattr__(self, name: str) -> object:
        """Return what the assistant of the moment holds."""
        return getattr(self.now, name)

    @property
    def now(self) -> Assistant:
        """The assistant that this request holds; outside of any, the newest."""
        hold = _HOLD.get()
        return self._newest.assistant if hold is None or hold.ended else hold.served.assistant

    def ask(self, request: Request) -> Answer:
        """Return the answer to `request`."""
        with self.hold():
            return self.now.ask(request)

    def search(self, query: str, k: int, languages: Sequence[str] | None = None) -> list[Found]:
        """Return the best `k` passages for `query`, best first."""
        with self.hold():
            return self.now.search(query, k, languages)

    def take_over(self, assistant: Assistant) -> None:
        """Serve `assistant` from the next request on."""
        with self._lock:
            old, self._newest = self._newest, _Served(assistant)
            old.retired = True
            done = not old.held
        if done:
            old.assistant.index.close()

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Let all that runs within, in threads too, see one index."""
        hold = _HOLD.get()
        if hold is not None and not hold.ended:
            yield
            return
        hold = self._begin()
        token = _HOLD.set(hold)
        try:
            yield
        finally:
            _HOLD.reset(token)
            self._end(hold)

    def holding(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return `function` so that each call of it sees one index; it may be a generator."""

        @wraps(function)
        def whole(*arguments: object) -> object:
            with self.hold():
                return function(*arguments)

        @wraps(function)
        def steps(*arguments: object) -> Iterator[object]:
            # Each step may run in another thread, so the hold goes along in a context of its own.
            hold, context = self._begin(), copy_context()
            context.run(_HOLD.set, hold)
            try:
                found = function(*arguments)
                while (step := context.run(next, found, _END)) is not _END:
                    yield step
            finally:
                self._end(hold)

        return steps if isgeneratorfunction(function) else whole

    def _begin(self) -> _Hold:
        with self._lock:
            self._newest.held += 1
            return _Hold(self._newest)

    def _end(self, hold: _Hold) -> None:
        with self._lock:
            hold.ended = True
            hold.served.held -= 1
            done = hold.served.retired and not hold.served.held
        if done:
            hold.served.assistant.index.close()


class _Through:
    """Stands where an index stands, for pages that were given one when the server started."""

    def __init__(self, live: Live) -> None:
        self._live = live

    def __getattr__(self, name: str) -> object:
        return getattr(self._live.now.index, name)
