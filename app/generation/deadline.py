"""Reading a slow source without waiting for it longer than a visitor does."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import TypeVar

Item = TypeVar("Item")
_ROOM = 256


class Late(Exception):
    """Nothing came in time."""


class _End:
    """The end of the source, with what it raised."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error


def timely(
    source: Callable[[], Iterator[Item]], *, first: float, between: float, whole: float
) -> Iterator[Item]:
    """Yield what `source` yields, read in a thread of its own.

    Raises Late when the first item takes `first` seconds, a next one `between`, all of them
    `whole`; otherwise whatever the source raises. The thread ends with its next item.
    """
    queue: Queue[Item | _End] = Queue(_ROOM)
    left = Event()
    Thread(target=_read, args=(source, queue, left), daemon=True).start()
    end = time.monotonic() + whole
    patience = first
    try:
        while True:
            item = _next(queue, min(patience, end - time.monotonic()))
            if isinstance(item, _End):
                if item.error is not None:
                    raise item.error
                return
            yield item
            patience = between
    finally:
        left.set()


def _next(queue: Queue[Item | _End], seconds: float) -> Item | _End:
    try:
        return queue.get(timeout=max(seconds, 0.001))
    except Empty as error:
        raise Late("nothing came in time") from error


def _read(source: Callable[[], Iterator[Item]], queue: Queue[Item | _End], left: Event) -> None:
    try:
        for item in source():
            if not _put(queue, item, left):
                return
        _put(queue, _End(), left)
    except Exception as error:  # handed over to the reader
        _put(queue, _End(error), left)


def _put(queue: Queue[Item | _End], item: Item | _End, left: Event) -> bool:
    while not left.is_set():
        try:
            queue.put(item, timeout=0.5)
        except Full:
            continue
        return True
    return False
