"""Questions that found no answer, noted without a trace of who asked.

A note is the language, the question and the hour; addresses and numbers that could name a person
are left out before anything is written. Nothing is noted unless a museum asks for it.
"""

from __future__ import annotations

import json
import logging
import os
import re
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from app.answer import Answer
from app.assistant import Assistant
from app.evidence import Found
from app.live import Live
from app.request import Request
from ingest.errors import NissoError
from ingest.language import language_of

MOST_BYTES = 5_000_000
_MAIL = re.compile(r"\S+@\S+")
# telephones and card numbers; dates and years stay, for they are what visitors ask about
_NUMBER = re.compile(
    r"\+\d[\d\s()./-]{4,}\d|\d(?:[\s()./-]{0,3}\d){8,}|\d{6,}|(?<!\d)\d{2,3}-\d\d-\d\d(?!\d)"
)
_log = logging.getLogger("nisso.gaps")


class GapLog:
    """A file of gaps, one a line, that stops growing at a limit."""

    def __init__(self, path: Path, *, most_bytes: int = MOST_BYTES) -> None:
        """Note gaps in the file at `path`; NissoError where it cannot be written."""
        self._path = path
        self._most = most_bytes
        self._lock = threading.Lock()
        self._full = False
        self._append(b"")

    def note(self, question: str, language: str) -> None:
        """Add a question; a full file or disk is told in the log once, and nobody waits."""
        row = {"language": language, "question": _anonymous(question), "hour": _hour()}
        line = json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
        with self._lock:
            if self._takes(line):
                self._full = False
            elif not self._full:
                self._full = True
                _log.warning("%s takes no more questions; read it and move it away", self._path)

    def _takes(self, line: bytes) -> bool:
        try:
            size = self._path.stat().st_size if self._path.exists() else 0
            if size + len(line) > self._most:
                return False
            self._append(line)
        except (OSError, NissoError):
            return False
        return True

    def _append(self, line: bytes) -> None:
        """Write `line` in one piece, on a line of its own after one that was torn off."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                size = os.fstat(handle).st_size
                torn = line and size and os.pread(handle, 1, size - 1) != b"\n"
                os.write(handle, b"\n" + line if torn else line)
            finally:
                os.close(handle)
        except OSError as error:
            raise NissoError(
                f"{self._path}: cannot be written ({error.strerror}); name another file"
            ) from error


class Noting(Assistant):
    """Answers as another assistant does, and notes what that one cannot answer."""

    def __init__(self, assistant: Assistant, gaps: GapLog) -> None:
        """Ask `assistant`; everything but `ask` is that one's own."""
        self.quiet = assistant
        self._gaps = gaps

    def __getattr__(self, name: str) -> object:
        """Return what the other assistant holds."""
        return getattr(self.quiet, name)

    def ask(self, request: Request) -> Answer:
        """Return the answer, having noted an abstention."""
        answer = self.quiet.ask(request)
        self.note(answer)
        return answer

    def note(self, answer: Answer) -> None:
        """Note the question of an answer that is an abstention."""
        if answer.status == "abstained":
            self._gaps.note(answer.question, language_of(answer.question) or answer.language)

    def search(self, query: str, k: int, languages: Sequence[str] | None = None) -> list[Found]:
        """Return the best `k` passages for `query`, best first."""
        return self.quiet.search(query, k, languages)


def quiet(assistant: Assistant) -> Assistant:
    """Return the assistant to ask what no visitor asked: nothing of that is noted."""
    live = live_of(assistant)
    if live:
        return live.now
    return assistant.quiet if isinstance(assistant, Noting) else assistant


def live_of(assistant: Assistant) -> Live | None:
    """Return the assistant whose index is exchanged while it serves, None where none is."""
    asked = assistant.quiet if isinstance(assistant, Noting) else assistant
    return asked if isinstance(asked, Live) else None


def _anonymous(question: str) -> str:
    return _NUMBER.sub("…", _MAIL.sub("…", question))


def _hour() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H")
