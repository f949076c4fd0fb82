"""The terms under which a text is found: normal forms, glossary entries, dates, numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.dates import dates
from ingest.glossary import Glossary
from ingest.numerals import numbers, ordinal
from ingest.scripts import tokens as tokens_of
from ingest.token import Token, fold


@dataclass(frozen=True, slots=True)
class Term:
    """An index term and the place `[start, end)` of the text that gave it."""

    value: str
    start: int
    end: int


def entity_term(entry_id: str) -> str:
    """Return the index term that stands for a glossary entry in every language."""
    return f"@{entry_id}"


def terms(text: str, language: str, glossary: Glossary) -> list[Term]:
    """Return the terms of `text`: content words, then entries, dates and scaled numbers."""
    tokens = tokens_of(text, language)
    found = word_terms(tokens, language)
    found += [
        Term(entity_term(m.entry_id), m.start, m.end) for m in glossary.mentions(text, tokens)
    ]
    found += [Term(t, d.start, d.end) for d in dates(text) for t in d.terms() if "-" in t]
    found += [
        Term(n.value, n.start, n.end) for n in numbers(text) if not _plain(text, n.start, n.end)
    ]
    return found


def word_terms(tokens: Sequence[Token], language: str) -> list[Term]:
    """Return the terms of the content words; ordinals and Roman numerals count as numbers."""
    found = []
    for index, token in enumerate(tokens):
        value = ordinal(token.text, language)
        if value is not None and (token.content or _after_content(tokens, index)):
            found.append(Term(str(value), token.start, token.end))
        elif token.content:
            found += [Term(term, token.start, token.end) for term in token.terms]
    return found


def grams(text: str, language: str) -> list[str]:
    """Return the surface of `text` in small pieces: what a normal form may hide.

    Japanese: pairs of characters; otherwise whole folded words.
    """
    folded = fold(text)
    if language != "ja":
        return [fold(token.text) for token in tokens_of(text, language) if token.content]
    return [a + b for a, b in pairwise(folded) if a.isalnum() and b.isalnum()]


def _after_content(tokens: Sequence[Token], index: int) -> bool:
    if index == 0:
        return False
    before = tokens[index - 1]
    return before.content and tokens[index].start - before.end <= 1


def _plain(text: str, start: int, end: int) -> bool:
    return text[start:end].isdecimal()
