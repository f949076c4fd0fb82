"""A sentence of two statements, cut in two, so that each can be proved by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

_JOINTS = {
    "ru": re.compile(r"\s*(?:;|, (?:а|и)(?= ))\s*"),
    "en": re.compile(r"\s*(?:;|, (?:and|while)(?= ))\s*"),
    "ja": re.compile(r"(?<=[しりいきちびみ])、|(?<=[てで])、|、また"),
}
_LEAST_WORDS, _LEAST_LETTERS = 3, 6


def halves_of(sentence: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield the two halves at each joint; none in a plain sentence."""
    for joint in _JOINTS[language].finditer(sentence):
        first, second = sentence[: joint.start()].strip(), sentence[joint.end() :].strip()
        if all(_long_enough(half, language) for half in (first, second)):
            yield first, second


def _long_enough(half: str, language: str) -> bool:
    if language == "ja":
        return len(half) >= _LEAST_LETTERS
    return len(half.split()) >= _LEAST_WORDS
