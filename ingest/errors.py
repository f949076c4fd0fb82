"""What can go wrong before an answer: each message says what, which, and what to do next."""

from __future__ import annotations

from pathlib import Path


class NissoError(Exception):
    """Base of every error that a user can mend; its text is the one line they read."""


class CorpusError(NissoError):
    """A text or a table of the corpus that cannot be used, named with its file and line."""

    def __init__(self, path: Path | str, line: int | None, what: str) -> None:
        """Keep `path` and the 1-based `line` (None: the whole file) beside the message."""
        name = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in str(path))
        place = f"{name}:{line}" if line else name
        super().__init__(f"{place}: {what}")
        self.path = str(path)
        self.line = line


class EncoderError(NissoError):
    """A model that cannot be loaded, or that gives vectors of another shape than expected."""


class IndexUnusable(NissoError):
    """No index, a half-written one, or one that was built by other settings."""
