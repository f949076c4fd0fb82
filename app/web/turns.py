"""Taking turns: a few questions are worked on at once, some wait, the rest are told "busy"."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter, to_thread

from ingest.errors import NissoError

Result = TypeVar("Result")


class Busy(NissoError):
    """As many questions wait already as are allowed to."""


class Turns:
    """A bounded queue in front of the assistant; every method runs in the event loop."""

    def __init__(self, *, workers: int, waiting: int) -> None:
        """Let `workers` calls run at once and `waiting` more stand in line."""
        self._workers = workers
        self._most = workers + waiting
        self._inside = 0
        self._limiter: CapacityLimiter | None = None

    @property
    def inside(self) -> int:
        """How many questions are at work or wait."""
        return self._inside

    async def take(self, work: Callable[[], Result]) -> Result:
        """Run `work` in a thread when its turn comes; Busy at once where the line is full."""
        if self._inside >= self._most:
            raise Busy("many visitors are asking at this moment; try again in a few seconds")
        self._inside += 1
        try:
            return await to_thread.run_sync(work, limiter=self._line())
        finally:
            self._inside -= 1

    def _line(self) -> CapacityLimiter:
        if (
            self._limiter is None
        ):  # belongs to a running event loop, so not made before there is one
            self._limiter = CapacityLimiter(self._workers)
        return self._limiter
