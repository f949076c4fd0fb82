"""Typing errors: a word that nobody knows is read as the nearest word of the corpus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from app.asked import QUESTION_WORDS
from app.sound import sound
from ingest.fields import Fields

_LONG = 7
_SHORTEST = 4
_SHORT = 3
_FAR = 3
_LIKE_SOUND = 0.75
"""What sounding alike is worth: less than a slip, so that it decides between equals."""


class Speller:
    """Nearest words: one or two slips of the finger, the first letter kept, or the same sound."""

    def __init__(self, words: Mapping[str, int], language: str, asking: Iterable[str] = ()) -> None:
        """Take the folded words that can be meant, each with how often it stands in the texts.

        `asking` are the words that questions begin with: the only ones of three letters that can
        be meant, and those that a rare word is read as where both sound alike.
        """
        self._language = language
        self._words = {**dict.fromkeys(asking, 0), **words}
        self._small = sorted(word for word in asking if len(word) <= _SHORT)
        self._begin = frozenset(asking)
        self._asking = frozenset(sound(word, language) for word in asking)
        self._by_letter: dict[str, list[str]] = {}
        self._by_sound: dict[str, list[str]] = {}
        for word in sorted(self._words):
            if len(word) >= _SHORTEST and word.isalpha():
                self._by_letter.setdefault(word[0], []).append(word)
                self._by_sound.setdefault(sound(word, language), []).append(word)
        self.correct = lru_cache(maxsize=4096)(self._correct)

    def seems(self, word: str) -> bool:
        """Tell whether `word` stands nowhere and sounds like one that questions begin with."""
        if self._words.get(word) or word in self._begin:
            return False
        return sound(word, self._language) in self._asking

    def _correct(self, word: str) -> str | None:
        """Return the nearest word of the corpus, None where none is near or `word` is one."""
        right = word in self._words and not self.seems(word)
        if right or len(word) < _SHORT or not word.isalpha():
            return None
        found = self._short(word) if len(word) == _SHORT else self._long(word)
        return min(found, default=(0, 0, None))[2]

    def _long(self, word: str) -> Iterator[tuple[float, int, str]]:
        slips = 2 if len(word) >= _LONG else 1
        near = self._by_letter.get(word[0], [])
        key = sound(word, self._language)
        for other, distance, _ in process.extract(
            word, near, scorer=OSA.distance, score_cutoff=slips, limit=None
        ):
            alike = sound(other, self._language) == key
            yield distance - _LIKE_SOUND * alike, -self._words[other], other
        for other in self._by_sound.get(key, ()):
            distance = OSA.distance(word, other)
            if distance <= _FAR:
                yield distance - _LIKE_SOUND, -self._words[other], other

    def _short(self, word: str) -> Iterator[tuple[float, int, str]]:
        """Yield short words with the same letters, or the same sound, each a slip away."""
        for other in self._small:
            alike = sound(other, self._language) == sound(word, self._language)
            if OSA.distance(word, other) == 1 and (alike or sorted(word) == sorted(other)):
                yield -_LIKE_SOUND * alike, -self._words[other], other


def speller_of(fields: Fields | None, language: str) -> Speller:
    """Return what corrects a word to one of the texts, or to a right one of the known questions."""
    if fields is None or language == "ja":
        return Speller({}, language)
    surface = fields.grams
    words = {word: surface.frequency(word) for word in surface.vocabulary()}
    return Speller(
        {**dict.fromkeys(fields.question_words, 0), **words}, language, QUESTION_WORDS[language]
    )
