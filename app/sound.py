"""How a word sounds: what whoever writes by ear gets right."""

from __future__ import annotations

import re
from itertools import groupby

# Unstressed vowels fall together, final and paired consonants lose their voice, signs are silent.
_RUSSIAN = (
    (r"[ьъ]", ""),
    (r"[тд]с", "ц"),
    (r"чт", "шт"),
    (r"[сз]ч", "щ"),
    (r"([сз])[тд]н", r"\1н"),
    (r"[оеу]?го$", "во"),
    (r"[йи][оеаяуюи]", "и"),
)
_RUSSIAN_LETTERS = str.maketrans("оыяеёэюйбвгджзщ", "аиаииииипфктшсш")


def sound(word: str, language: str) -> str:
    """Return the key of a folded word: words that sound alike share it; itself for Japanese."""
    if language == "en":
        from jellyfish import metaphone

        return metaphone(word)
    return _russian(word) if language == "ru" else word


def _russian(word: str) -> str:
    for pattern, spoken in _RUSSIAN:
        word = re.sub(pattern, spoken, word)
    return "".join(letter for letter, _ in groupby(word.translate(_RUSSIAN_LETTERS)))
