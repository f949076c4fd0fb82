"""A source's own reference marks, such as `[3]` or `[4] : 17, 33`, parsed off its text."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile(
    r"(?P<space>[ \t\u00a0]*)\[(?P<number>\d{1,3})\]"
    r"(?:[ \t]*:[ \t]*(?P<pages>\d+(?:[–-]\d+)?(?:,[ \t]*\d+(?:[–-]\d+)?)*))?"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: its number, its pages as written, and the offset in the text without marks."""

    number: int
    pages: str
    position: int


def split_marks(text: str) -> tuple[str, tuple[Mark, ...]]:
    """Return `text` without its marks and the marks in order.

    The blanks before a mark go with it; every other character stays as it is.
    """
    kept: list[str] = []
    marks: list[Mark] = []
    done = length = 0
    for match in _MARK.finditer(text):
        kept.append(text[done : match.start()])
        length += match.start() - done
        done = match.end()
        marks.append(Mark(int(match["number"]), match["pages"] or "", length))
    kept.append(text[done:])
    return "".join(kept), tuple(marks)
