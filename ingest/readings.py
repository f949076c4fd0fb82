"""How Japanese words are written that are known by their sound alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import partial

from ingest.glossary import Glossary, kana
from ingest.scripts import tokens

_SHORTEST = 2
_HAN = re.compile(r"[\u4e00-\u9fff]")
_KANA = re.compile(r"[\u3041-\u3096]+")
_WORD = re.compile(r"[\u3005\u3041-\u30ff\u4e00-\u9fff]+")


def readings(
    passages: Iterable[str], questions: Iterable[str], glossary: Glossary
) -> dict[str, str]:
    """Return how the words of `passages` and the names of `glossary` are written, by hiragana.

    What neither says is written as in `questions`; hiragana is for what nobody writes otherwise.
    """
    return {**_written(questions), **_names(glossary), **_written(passages)}


def _names(glossary: Glossary) -> dict[str, str]:
    """Return for each reading of an entry the name that can sound so, of about that length."""
    found: dict[str, str] = {}
    for entry in glossary.entries.values():
        if term := entry.terms.get("ja"):
            for reading in map(kana, term.readings):
                fits = [name for name in term.names if _may_sound(name, reading)]
                found[reading] = min(fits or [term.label], key=partial(_off, reading=reading))
    return found


def _may_sound(name: str, reading: str) -> bool:
    """Tell whether `name` has a kanji, and its kana stand in `reading`."""
    return bool(_HAN.search(name)) and all(run in reading for run in _KANA.findall(kana(name)))


def _off(name: str, *, reading: str) -> int:
    """Return by how many kana `name` is likely longer or shorter: a kanji has about two."""
    return abs(len(name) + len(_HAN.findall(name)) - len(reading))


def _written(texts: Iterable[str]) -> dict[str, str]:
    found: dict[str, Counter[str]] = {}
    for text in texts:
        for token in tokens(text, "ja"):
            if token.content and len(token.reading) >= _SHORTEST and _WORD.fullmatch(token.text):
                found.setdefault(token.reading, Counter())[token.text] += 1
    return {
        reading: min(words, key=lambda word: (word == reading, -words[word], word))
        for reading, words in found.items()
    }
