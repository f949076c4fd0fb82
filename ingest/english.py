"""English words to stems, by Snowball."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

import Stemmer

from ingest.token import Token, fold

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_APOSTROPHE = re.compile(r"['’]s?$|['’](?=\w)")
_FUNCTION_WORDS = frozenset(
    "a about all am an and any are as at be been being both but by can could did do does doing for"
    " from had has have having he her here him his how i if in into is it its itself just let me"
    " my no nor not of off on or our out own please she should so some such tell than that the"
    " their them then there these they this those to too under until up upon us was we were what"
    " when where which while who whom whose why will with would you your s t".split()
)


class EnglishAnalyser:
    """Snowball stems of words without their possessive ending."""

    def __init__(self) -> None:
        """Make the stemmer, without words of its own beside those that are kept here."""
        # It has a state, and may be asked by several threads as it keeps Python's lock meanwhile.
        stemmer = Stemmer.Stemmer("english", maxCacheSize=0)
        self._stem = lru_cache(maxsize=65536)(stemmer.stemWord)

    def tokens(self, text: str) -> list[Token]:
        """Return the words of `text`; the analyser has no dictionary, so all are known."""
        found = []
        for match in _WORD.finditer(text):
            word = fold(match.group())
            if not word.isalnum():
                word = _APOSTROPHE.sub("", word)
            stem = self._stem(word)
            content = word not in _FUNCTION_WORDS
            found.append(Token(match.group(), match.start(), match.end(), (stem,), content))
        return found


def is_english(word: str) -> bool:
    """Tell whether `word`, folded, stands in SymSpell's list of 82,765 English words."""
    return f" {word} " in _words().get(word[:2], "")


@cache
def _words() -> dict[str, str]:
    """Return the words by their first two letters, with blanks around each: a set takes 9 MB."""
    path = files("symspellpy") / "frequency_dictionary_en_82_765.txt"
    found: dict[str, list[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        word = line.partition(" ")[0]
        found.setdefault(word[:2], []).append(word)
    return {start: f" {' '.join(words)} " for start, words in found.items()}
