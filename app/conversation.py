"""What a question takes from the earlier ones, and from what is said beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from app.aside import parted
from app.asked import is_explicit
from app.question import Concept, Question, Reader, overlaps
from ingest.dates import dates
from ingest.glossary import Glossary
from ingest.records import Entry
from ingest.scripts import tokens
from ingest.terms import word_terms
from ingest.token import fold

CARRIED = 0.6
"""What a word of an earlier question counts in a follow-up."""

_CUES = {
    "ru": r"^(а|и|но|ну|тогда|еще|а еще|и еще)\b|\b(он|она|оно|они|его|ее|их|ему|ей|им|этот|эта|"
    r"это|"
    r"этого|этой|этом|эти|этих|тот|та|того|той|там|туда|тогда|такой|потом|затем|после этого|"
    r"подробнее|почему так|еще)\b",
    "en": r"^(and|but|so|then|also|what about|how about)\b|\b(he|she|it|they|him|her|them|his|its|"
    r"their|this|that|these|those|there|then|afterwards|more|else)\b",
    "ja": r"^(では|じゃ|それ|その|で、|あと|また|ほか|他に|そして|もっと|じゃあ)|(それ|その|彼|"
    r"彼女|そこ|あれ|あの|同じ|これ|この)"
    r"|^.{1,10}(は|も)[?？。]?$",
}
_COMPILED = {language: re.compile(pattern) for language, pattern in _CUES.items()}


def read_message(text: str, reader: Reader, *, first: bool) -> Question:
    """Return `text` analysed, without what is said beside the question where it needs none of it.

    It does where it names no subject of its own and what is said beside it does («Слышала про
    Цусиму. Когда это было?»), or where it leans on something and comes `first`.
    """
    message = parted(text, reader.language)
    if message is None:
        return reader.read(text)
    question = reader.read(message.asks)
    if _names_topic(question, reader.glossary):
        return question
    aside = reader.read(message.aside)
    tells = aside.names_subject or aside.years or (aside.entities and not question.entities)
    return reader.read(text) if tells or (first and leans(question)) else question


def leans(question: Question) -> bool:
    """Tell whether a word of `question` points at what came before ("he", «там», 「それ」)."""
    return bool(_COMPILED[question.language].search(fold(question.mended).strip()))


def completed(
    question: Question,
    history: Sequence[str],
    reader: Callable[[str], Reader],
    glossary: Glossary,
) -> Question | None:
    """Return `question` with what the last of `history` names besides; None where it names nothing.

    An earlier question that names no subject of its own is first completed in the same way.
    """
    if not history:
        return None
    before = _earlier(history, reader, question.language, glossary)
    return _completed(question, before, glossary) if before.concepts else None


def _earlier(
    history: Sequence[str], reader: Callable[[str], Reader], language: str, glossary: Glossary
) -> Question:
    *earlier, last = history
    question = read_message(last, reader(language), first=not earlier)
    if _names_topic(question, glossary):
        return question
    return completed(question, earlier, reader, glossary) or question


def _names_topic(question: Question, glossary: Glossary) -> bool:
    """Tell whether `question` names a subject, or the exhibit's own by a word of its name.

    "The treaty" is the exhibit's, though many treaties are known.
    """
    own = {term for concept in question.concepts for term in concept.terms if concept.text}
    implied = [concept.entity for concept in question.concepts if not concept.text]
    return question.names_subject or any(
        own & _name_words(glossary.entries[entry], question.language) for entry in implied
    )


def _name_words(entry: Entry, language: str) -> frozenset[str]:
    """Return the terms of every name that `entry` has in `language`."""
    term = entry.terms.get(language)
    return _terms_of(term.names, language) if term else frozenset()


@lru_cache(maxsize=64)
def _terms_of(names: tuple[str, ...], language: str) -> frozenset[str]:
    found: set[str] = set()
    for name in names:
        years = [(date.start, date.end) for date in dates(name)]
        words = [t for t in tokens(name, language) if not overlaps(t.start, t.end, years)]
        found |= {term.value for term in word_terms(words, language)}
    return frozenset(found)


def _completed(question: Question, before: Question, glossary: Glossary) -> Question:
    # What a question means where it names no subject is what the one before was about.
    own = [concept for concept in question.concepts if concept.text]
    own_terms = {term for concept in own for term in concept.terms}
    own_kinds = {_kind(concept, glossary) for concept in own if concept.entity}
    carried = [
        replace(concept, weight=concept.weight * CARRIED) if concept.text else concept
        for concept in before.concepts
        if not own_terms & set(concept.terms[:1] if concept.entity else concept.terms)
        and not (concept.entity and _kind(concept, glossary) in own_kinds)
    ]
    asked = question.asked
    if not is_explicit(question.mended, question.language):
        asked = before.asked
    return replace(
        question,
        mended=" ".join([*(concept.text for concept in carried if concept.text), question.mended]),
        asked=asked,
        concepts=(*own, *carried),
        years=question.years or before.years,
        full_dates=question.full_dates or before.full_dates,
        carried=True,
    )


def _kind(concept: Concept, glossary: Glossary) -> str:
    kind = glossary.entries[concept.entity].kind
    # A state is named for its people and its government: Japan stands beside Yoshizawa or Tokyo.
    return "actor" if kind in ("person", "organisation", "place") else kind
