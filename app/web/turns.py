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
        self._limiters: tuple[CapacityLimiter, CapacityLimiter] | None = None

    @property
    def inside(self) -> int:
        """How many questions are at work or wait."""
        return self._inside

    async def take(self, work: Callable[[], Result]) -> Result:
        """Run `work` in a thread when its turn comes; Busy at once where the line is full."""
        turn = await self.begin()
        try:
            return await turn.run(work)
        finally:
            turn.end()

    async def begin(self) -> Turn:
        """Return a turn when it comes, to be ended by the caller; Busy as above."""
        if self._inside >= self._most:
            raise Busy("many visitors are asking at this moment; try again in a few seconds")
        self._inside += 1
        turn = Turn(self, threads=self._both()[1])
        try:
            await self._both()[0].acquire_on_behalf_of(turn)
        except BaseException:
            self._inside -= 1
            raise
        return turn

    def end(self, turn: Turn) -> None:
        """Let the next in line begin."""
        self._both()[0].release_on_behalf_of(turn)
        self._inside -= 1

    def _both(self) -> tuple[CapacityLimiter, CapacityLimiter]:
        """Return what limits the turns, and their threads, which are no others' to take."""
        if self._limiters is None:  # they belong to a running event loop
            self._limiters = CapacityLimiter(self._workers), CapacityLimiter(self._workers)
        return self._limiters


class Turn:
    """A question at work, in one piece or, as a stream is, in many."""

    def __init__(self, turns: Turns, *, threads: CapacityLimiter) -> None:
        """Be one of `turns`, and work in `threads`."""
        self._turns = turns
        self._threads = threads

    async def run(self, work: Callable[[], Result]) -> Result:
        """Run a piece in a thread."""
        return await to_thread.run_sync(work, limiter=self._threads)

    def end(self) -> None:
        """Make room; to be called once."""
        self._turns.end(self)
