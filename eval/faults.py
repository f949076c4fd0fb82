"""What is wrong with the evaluation's own files, named with file and line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend in a file; `line` is 1-based, None for the whole file."""

    path: Path
    line: int | None
    what: str

    def __str__(self) -> str:
        """Return `file:line: what`, the file as seen from the working folder."""
        place = f"{shown(self.path)}:{self.line}" if self.line else shown(self.path)
        return f"{place}: {self.what}"


def shown(path: Path) -> str:
    """Return `path` relative to the working folder where it lies within it."""
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)
