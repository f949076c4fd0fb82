"""What can go wrong before an answer: each message says what, which, and what to do next."""

from __future__ import annotations

from pathlib import Path


class NissoError(Exception):
    """Base of every error that a user can mend; its text is the one line they read."""


class CorpusError(NissoError):
    """A text or a table of the corpus that cannot be used, named with its file and line."""

    def __init__(self, path: Path | str, line: int | None, what: str) -> None:
        """Keep `path` and the 1-based `line` (None: the whole file) beside the message."""
        place = f"{path}:{line}" if line else str(path)
        # A file's name may hold a line break, and `what` may name another file.
        said = f"{place}: {what}"
        super().__init__("".join(c if c.isprintable() else ascii(c)[1:-1] for c in said))
        self.path = str(path)
        self.line = line


class EncoderError(NissoError):
    """A model that cannot be loaded, or that gives vectors of another shape than expected."""


class IndexUnusable(NissoError):
    """No index, a half-written one, or one that was built by other settings."""
