"""The terms of a passage, sentence by sentence, as the features compare them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from app.alignment import Numbers, Words
from ingest.glossary import Glossary
from ingest.records import Passage
from ingest.sentences import sentences
from ingest.terms import entity_term, terms

_KEPT = 4096


@dataclass(frozen=True, slots=True)
class TextTerms:
    """The terms of a text, and their numbers as a text of `Words`."""

    terms: frozenset[str]
    numbers: Numbers


@dataclass(frozen=True, slots=True)
class PassageTerms:
    """A passage's sentences in order, and the whole with its heading and what it is about."""

    sentences: tuple[TextTerms, ...]
    whole: TextTerms


class PassageReader:
    """Reads the terms of passages of one language, the last few thousand of them once."""

    def __init__(self, words: Words, glossary: Glossary) -> None:
        """Keep what numbers the terms and what finds entries."""
        self._words = words
        self._glossary = glossary
        self.read = lru_cache(maxsize=_KEPT)(self._read)

    def _read(self, passage: Passage) -> PassageTerms:
        found = [self._values(passage, passage.text[a:b]) for a, b in sentences(passage.text)]
        names = {entity_term(entity) for entity in passage.entities}
        whole = names.union(self._values(passage, passage.heading), *found)
        return PassageTerms(tuple(map(self._text, found)), self._text(whole))

    def _values(self, passage: Passage, text: str) -> set[str]:
        return {term.value for term in terms(text, passage.language, self._glossary)}

    def _text(self, values: Iterable[str]) -> TextTerms:
        return TextTerms(frozenset(values), self._words.text(values))
