"""Connections that end: who sends no whole request in time, or reads no reply, is cut off.

Uvicorn waits for ever for both, and takes as many connections as there are files to open.
"""

from __future__ import annotations

import asyncio
import json
import resource
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from app.web.addresses import Network, caller, is_trusted, visitor
from app.web.headers import FIXED

if TYPE_CHECKING:
    from uvicorn._types import ASGI3Application

_LONGEST_HEAD = 64 * 1024
"""Bytes of a request before its body; httptools would keep any number."""
_LOOKS = 4
"""How often a connection is looked at within its patience."""
_FRESH = 20
"""For one twentieth of its patience a connection is not cut to make room: its request may be on the
way, and a visitor in a crowd is to be answered or told that there is no place."""
_SHARE = 4
_FULL = "too many connections at this moment; try again in a few seconds"
_OTHER_FILES = 200
"""Of the index, of two of them while one takes over, of Chroma's, of the program's own."""


class Connections:
    """All that are open: a bounded number, of each visitor too, but for trusted addresses."""

    def __init__(self, *, patience: float, most: int, trusted: Sequence[Network] = ()) -> None:
        """Give each `patience` seconds; let in `most` at once, of one visitor a quarter of them."""
        self.patience = patience
        self._most = _possible(most)
        self._most_each = max(1, self._most // _SHARE)
        self._trusted = trusted
        self._whose: dict[Connection, str | None] = {}

    def protocol(self) -> type[asyncio.Protocol]:
        """Return what uvicorn calls for each new connection."""
        return cast(type[asyncio.Protocol], partial(Connection, among=self))

    def enter(self, new: Connection) -> bool:
        """Let `new` in; where all places are taken, one that was idle for long makes room."""
        address = caller({"client": new.client})
        whose = None if is_trusted(address, self._trusted) else visitor(address)
        own = [one for one, other in self._whose.items() if other == whose]
        full = list(self._whose) if len(self._whose) >= self._most else []
        if whose is not None and len(own) >= self._most_each:
            full = own
        if full:
            idle = next((one for one in full if one.may_go), None)
            if idle is None:
                return False
            idle.cut()
        self._whose[new] = whose
        return True

    def leave(self, one: Connection) -> None:
        """Give its place to others."""
        self._whose.pop(one, None)


def _possible(wanted: int) -> int:
    """Return how many of `wanted` connections leave files enough for the index to be open."""
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return min(wanted, max(1, files - _OTHER_FILES)) if files > 0 else wanted


class Connection(HttpToolsProtocol):
    """Reads requests as uvicorn does, within limits of time and of length."""

    def __init__(self, *arguments: Any, among: Connections, **keywords: Any) -> None:  # noqa: ANN401 (uvicorn's)
        """Be one `among` those that are open."""
        super().__init__(*arguments, **keywords)
        self._among = among
        self._moved = self.loop.time()
        self._paused = self._in_head = False
        self._head = 0
        self._at_work: RequestResponseCycle | None = None
        self._timer: asyncio.TimerHandle | None = None

    @property
    def is_idle(self) -> bool:
        """Tell whether no request is at work: none has come, or not yet all of one."""
        cycle = self._at_work
        return cycle is None or cycle.response_complete or cycle.more_body

    @property
    def may_go(self) -> bool:
        """Tell whether it has been idle for long enough to make room for another."""
        return self.is_idle and self.loop.time() - self._moved > self._among.patience / _FRESH

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin, or be told that there are too many."""
        super().connection_made(transport)
        self._look()
        if not self._among.enter(self):
            transport.write(_refusal("503 Service Unavailable", _FULL, "Retry-After: 3"))
            transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """End, and let what is at work know; uvicorn tells it to the last of several requests."""
        self._among.leave(self)
        if self._timer:
            self._timer.cancel()
        if self._at_work:
            self._at_work.disconnected = True
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on, as long as the head of a request comes to an end."""
        if self.transport.is_closing():
            return
        super().data_received(data)
        self._head = self._head + len(data) if self._in_head else 0
        if self._head > _LONGEST_HEAD:
            self.cut()

    def on_message_begin(self) -> None:
        """Note that a head begins."""
        self._in_head = True
        self._moved = self.loop.time()  # once: who sends letter by letter gains nothing
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Note that it has ended."""
        self._in_head = False
        super().on_headers_complete()

    def on_response_complete(self) -> None:
        """Wait for the next request from now on."""
        self._moved = self.loop.time()
        super().on_response_complete()

    def pause_writing(self) -> None:
        """Wait for the reader from now on."""
        self._paused, self._moved = True, self.loop.time()
        super().pause_writing()

    def resume_writing(self) -> None:
        """Go on."""
        self._paused, self._moved = False, self.loop.time()
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no request, as any other response is sent."""
        self.transport.write(_refusal("400 Bad Request", "this is no request of HTTP"))
        self.transport.close()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self._at_work = cycle
        super()._start_asgi_task(cycle, app)

    def cut(self) -> None:
        """End at once; what was not yet read by the other side is lost."""
        self._among.leave(self)
        self.transport.abort()

    def _look(self) -> None:
        """Look again and again whether the other side has kept this one waiting for too long."""
        now, patience = self.loop.time(), self._among.patience
        if not (self.is_idle or self._paused or self.transport.is_closing()):
            self._moved = now
        if now - self._moved > patience:
            self.cut()
            return
        self._timer = self.loop.call_later(patience / _LOOKS, self._look)


def _refusal(status: str, error: str, *more: str) -> bytes:
    """Return a whole response, for what never reaches the application."""
    text = json.dumps({"error": error})
    head = (
        f"HTTP/1.1 {status}",
        "Content-Type: application/json",
        "Content-Security-Policy: default-src 'none'",
        *(f"{name}: {value}" for name, value in FIXED.items()),
        *more,
        "Connection: close",
        f"Content-Length: {len(text)}",
    )
    return "\r\n".join((*head, "", text)).encode()
