"""An answer as a stream of server-sent events: `sentence`, perhaps `replace`, and `done`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from functools import partial

from anyio import CancelScope, to_thread
from starlette.responses import StreamingResponse

from app.assistant import Assistant
from app.generation.events import Event
from app.generation.streaming import event_text, events_of
from app.request import Request
from app.web.turns import Turns

STREAM = "text/event-stream"
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


async def answer_stream(assistant: Assistant, request: Request, turns: Turns) -> StreamingResponse:
    """Return the response; its first event is awaited, so that "busy" is still told as an error."""
    events = events_of(assistant, request)
    first = await turns.take(partial(next, events))
    return StreamingResponse(_texts(first, events), media_type=STREAM, headers=_HEADERS)


async def _texts(first: Event, events: Iterator[Event]) -> AsyncIterator[str]:
    """Yield the events; a visitor who leaves ends the model's work with the next sentence."""
    event: Event | None = first
    try:
        while event is not None:
            yield event_text(event)
            event = await to_thread.run_sync(next, events, None)
    finally:
        with CancelScope(shield=True):
            await to_thread.run_sync(_close, events)


def _close(events: Iterator[Event]) -> None:
    close = getattr(events, "close", None)
    if close is not None:
        close()
