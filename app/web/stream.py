"""An answer as a stream of server-sent events: `sentence`, perhaps `replace`, and `done`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from functools import partial

from anyio import CancelScope
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from app.assistant import Assistant
from app.generation.events import Event
from app.generation.streaming import event_text, events_of
from app.request import Request
from app.web.turns import Turn, Turns

STREAM = "text/event-stream"
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


async def answer_stream(assistant: Assistant, request: Request, turns: Turns) -> StreamingResponse:
    """Return the response; its first event is awaited, so that "busy" is still told as an error."""
    events = events_of(assistant, request)
    turn = await turns.begin()
    try:
        first = await turn.run(partial(next, events))
    except BaseException:
        turn.end()
        raise
    return _Stream(first, events, turn)


class _Stream(StreamingResponse):
    """Keeps its turn to the end, so that no number of streams takes all threads."""

    def __init__(self, first: Event, events: Iterator[Event], turn: Turn) -> None:
        self._events = events
        self._turn = turn
        super().__init__(self._texts(first), media_type=STREAM, headers=_HEADERS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the events; a visitor who leaves ends the model's work with the next sentence."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            try:
                with CancelScope(shield=True):
                    await self._turn.run(self._close)
            finally:
                self._turn.end()

    async def _texts(self, first: Event) -> AsyncIterator[str]:
        event: Event | None = first
        while event is not None:
            yield event_text(event)
            event = await self._turn.run(partial(next, self._events, None))

    def _close(self) -> None:
        close = getattr(self._events, "close", None)
        if close is not None:
            close()
