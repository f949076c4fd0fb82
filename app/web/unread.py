"""What Gradio keeps for pages that never fetch it, bounded: else anybody could fill the memory."""

from __future__ import annotations

from typing import Any

_OF_A_PAGE = 12
"""Answers; a page fetches each as it comes."""
_IN_ALL = 600
"""Pages and their answers, each of which takes up to 0.15 MB."""


class Unread:
    """The answers that wait in Gradio's `queue` until their pages fetch them."""

    def __init__(self, queue: Any) -> None:  # noqa: ANN401 (only page.py knows Gradio)
        """Look after `queue`."""
        self._queue = queue

    def takes(self, session: str) -> bool:
        """Tell whether the page `session` may ask for one more; left pages make room."""
        if len(self._queue.pending_event_ids_session.get(session, ())) >= _OF_A_PAGE:
            return False
        self._forget()
        return True

    def _forget(self) -> None:
        kept, asked = (
            self._queue.pending_messages_per_session,
            self._queue.pending_event_ids_session,
        )
        at_work = self._queue.event_ids_to_events.keys()
        count = len(kept) + sum(map(len, asked.values()))
        for session in list(kept):  # the oldest first
            if count < _IN_ALL:
                return
            own = asked.get(session, set())
            if own.isdisjoint(at_work):
                del kept[session]
                asked.pop(session, None)
                count -= 1 + len(own)
