"""Typing errors: a word that nobody knows is read as the nearest word of the corpus."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

_LONG = 7


class Speller:
    """Nearest words within one or two slips of the finger, the first letter kept."""

    def __init__(self, words: Iterable[str], *, shortest: int = 4) -> None:
        """Take the folded words that can be meant; shorter ones than `shortest` stay as typed."""
        self._shortest = shortest
        self._by_letter: dict[str, list[str]] = {}
        self._words = frozenset(words)
        for word in self._words:
            if len(word) >= shortest and word.isalpha():
                self._by_letter.setdefault(word[0], []).append(word)
        for group in self._by_letter.values():
            group.sort()
        self.correct = lru_cache(maxsize=4096)(self._correct)

    def _correct(self, word: str) -> str | None:
        """Return the nearest word of the corpus, None where none is near or `word` is one."""
        if word in self._words or len(word) < self._shortest or not word.isalpha():
            return None
        slips = 2 if len(word) >= _LONG else 1
        group = self._by_letter.get(word[0], [])
        found = process.extractOne(word, group, scorer=OSA.distance, score_cutoff=slips)
        return found[0] if found else None
