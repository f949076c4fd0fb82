"""A circuit breaker: an endpoint that keeps failing is left alone for a while.

The well-known libraries hold one lock for the length of a call, so that all visitors would wait
for the slowest answer; this one only counts.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock


class Breaker:
    """Opens after `failures` in a row; after `rest` seconds lets one trial through at a time."""

    def __init__(
        self, failures: int = 3, rest: float = 30.0, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Begin closed: every call is let through."""
        self._most = failures
        self._rest = rest
        self._clock = clock
        self._lock = Lock()
        self._failed = 0
        self._closed_until = 0.0

    def admits(self) -> bool:
        """Tell whether a call may be made now; a trial holds others off for another rest."""
        with self._lock:
            if self._failed < self._most:
                return True
            if self._clock() < self._closed_until:
                return False
            self._closed_until = self._clock() + self._rest
            return True

    def succeeded(self) -> None:
        """Count an answer that came: all is forgiven."""
        with self._lock:
            self._failed = 0

    def failed(self) -> None:
        """Count a failure; the last one allowed opens the breaker."""
        with self._lock:
            self._failed += 1
            if self._failed >= self._most:
                self._closed_until = self._clock() + self._rest
