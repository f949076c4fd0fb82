"""Whether an answer says what it must: the required parts, each with its alternatives."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

PATTERN = "re:"
_MACRON = "\u0304"
_MARKER = re.compile(r"\s*\[\d+\]")


def without_markers(text: str) -> str:
    """Return an answer's text without its `[n]` markers and the blanks before them."""
    return _MARKER.sub("", text)


def fold(text: str) -> str:
    """Return `text` in NFKC, case folded, ё as е, macrons off, blanks collapsed."""
    return " ".join(_plain(unicodedata.normalize("NFKC", text)).casefold().split())


def present(text: str, must: Sequence[Sequence[str]]) -> tuple[bool, ...]:
    """Return for each part of `must` whether one of its alternatives stands in `text`."""
    folded = fold(without_markers(text))
    return tuple(any(_stands(one, folded) for one in alternatives) for alternatives in must)


@cache
def pattern(alternative: str) -> re.Pattern[str]:
    """Return what finds `alternative` in a folded text; re.error for a bad expression.

    A plain text that begins or ends with a digit is no part of a longer number: «5 мая» does
    not stand in «15 мая».
    """
    if alternative.startswith(PATTERN):
        return re.compile(_plain(alternative.removeprefix(PATTERN)), re.IGNORECASE)
    folded = fold(alternative)
    before = r"(?<!\d)" if folded[:1].isdigit() else ""
    after = r"(?!\d)" if folded[-1:].isdigit() else ""
    return re.compile(before + re.escape(folded) + after)


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFD", text).replace(_MACRON, "")
    return unicodedata.normalize("NFC", bare).replace("ё", "е").replace("Ё", "Е")


def _stands(alternative: str, folded: str) -> bool:
    return pattern(alternative).search(folded) is not None
