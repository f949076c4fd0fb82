"""The closed set of citations: short codes drawn for one question, found again in what comes back.

A code stands in the cleaned text as one private character, so that whatever brackets, blanks or
full-width forms the model wrote it in, what follows sees the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from random import Random

# No letter that looks like a Cyrillic or Greek one, no digit that looks like a letter.
_LETTERS = "DFGLNQRUVWZ"
_DIGITS = "2346789"
_SHAPE = re.compile(r"[A-Z][0-9][A-Z]")
_FIRST = 0xE000
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")
_OPEN, _CLOSE = "[【［〔〖", "]】］〕〗"
_ROUND_OPEN, _ROUND_CLOSE = "(（", ")）"
_LONGEST = 60
_SEPARATORS = re.compile(r"[\s,;:、，；・/|&+]+|\band\b|и|と")
_MOVED = re.compile(
    r"([.!?…。！？]+[»”\")\]’』」）]*)([ \t]*)([\ue000-\ue0ff](?:[ \t]*[\ue000-\ue0ff])*)"
)
_LATIN, _DIGIT = "A-Za-zＡ-Ｚａ-ｚ", "0-9０-９"
_TAIL = re.compile(rf"[{_LATIN}{_DIGIT}]{{1,3}}$")
_WORD = re.compile(rf"(?<![{_LATIN}{_DIGIT}])[{_LATIN}][{_DIGIT}][{_LATIN}](?![{_LATIN}{_DIGIT}])")
_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|$)", re.DOTALL | re.IGNORECASE)
_HALF_TAG = re.compile(r"</?[a-z]{0,9}$", re.IGNORECASE)


def draw_codes(count: int, taken: str, random: Random) -> list[str]:
    """Return `count` different codes, none of which stands in the text `taken`."""
    upper = unicodedata.normalize("NFKC", taken).upper()
    every = (a + digit + b for a in _LETTERS for digit in _DIGITS for b in _LETTERS)
    return random.sample([code for code in every if code not in upper], count)


def mark(position: int) -> str:
    """Return the private character that stands for the code at `position`."""
    return chr(_FIRST + position)


def marks_in(text: str) -> list[int]:
    """Return the positions of the codes in a cleaned text, each once, in order."""
    return list(dict.fromkeys(ord(found) - _FIRST for found in _PRIVATE.findall(text)))


def without_marks(text: str) -> str:
    """Return a cleaned text without its codes and the blanks before them."""
    return re.sub(r"[ \t]*[\ue000-\uf8ff]", "", text)


class CodeReader:
    """Turns the known codes of a text into private characters and drops unknown ones."""

    def __init__(self, codes: Sequence[str]) -> None:
        """Know `codes`; the position of each is what is read back."""
        self._positions = {code: position for position, code in enumerate(codes)}

    def clean(self, text: str, *, ended: bool) -> str:
        """Return what of `text` is settled: codes as marks before the stop that they follow.

        Without `ended` an open bracket or a half-written code at the end is held back, so that
        the result for a longer text begins the same, but for marks after its last stop.
        """
        text = _THOUGHT.sub("", _UNSEEN.sub("", _PRIVATE.sub("", text)))
        if not ended:
            text = _HALF_TAG.sub("", _TAIL.sub("", text))
        parts: list[str] = []
        place = 0
        while place < len(text):
            opened = _bracket(text, place)
            if opened is None:
                parts.append(self._bare(text[place:]))
                break
            start, end = opened
            parts.append(self._bare(text[place:start]))
            if end < 0 and not ended and len(text) - start <= _LONGEST:
                break
            marks = self._inside(text[start : end + 1]) if end >= 0 else None
            if marks is None:
                parts.append(text[start] if text[start] in _ROUND_OPEN else "")
                place = start + 1
                continue
            parts.append(marks)
            place = end + 1
        return _MOVED.sub(r"\3\1", "".join(parts))

    def _inside(self, bracketed: str) -> str | None:
        """Return the marks of a bracket's codes, None for a round bracket that is mere text."""
        words = [word for word in _SEPARATORS.split(_folded(bracketed[1:-1])) if word]
        known = [mark(self._positions[word]) for word in words if word in self._positions]
        coded = bool(words) and all(_SHAPE.fullmatch(word) for word in words)
        if bracketed[0] in _ROUND_OPEN and not coded:
            return None
        return "".join(known)

    def _bare(self, text: str) -> str:
        return _WORD.sub(lambda found: self._marked(found.group()), text)

    def _marked(self, word: str) -> str:
        position = self._positions.get(_folded(word))
        return word if position is None else mark(position)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).upper()


def _bracket(text: str, place: int) -> tuple[int, int] | None:
    """Return the next bracket from `place`: its start and its end, −1 where it stays open."""
    starts = [i for i in (text.find(c, place) for c in _OPEN + _ROUND_OPEN) if i >= 0]
    if not starts:
        return None
    start = min(starts)
    closing = _ROUND_CLOSE if text[start] in _ROUND_OPEN else _CLOSE
    end = _first(text, closing, start + 1, start + 1 + _LONGEST)
    return start, end


def _first(text: str, characters: Iterable[str], start: int, end: int) -> int:
    return min((i for i in (text.find(c, start, end) for c in characters) if i >= 0), default=-1)
