"""One message as it is meant: the question in it, without what is said beside it to no purpose."""

from __future__ import annotations

import re
from functools import lru_cache

from app.aside import parted
from app.question import Question, Reader, overlaps
from ingest.dates import dates
from ingest.glossary import Glossary
from ingest.records import Entry
from ingest.scripts import tokens
from ingest.terms import word_terms
from ingest.token import fold

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

    It needs all of it where it names nothing itself, or no subject while a subject, a year or
    the only name stands beside it («Слышала про Цусиму. Когда это было?»), or where a word of it
    points back and no other message came before.
    """
    message = parted(text, reader.language)
    if message is None:
        return reader.read(text)
    question, aside = reader.read(message.asks), reader.read(message.aside)
    if names_topic(question, reader.glossary):
        return question
    tells = aside.names_subject or aside.years or (aside.entities and not question.entities)
    says_nothing = not any(concept.text for concept in question.concepts)
    needed = tells or says_nothing or (first and leans(question))
    return reader.read(text) if needed else question


def leans(question: Question) -> bool:
    """Tell whether a word of `question` points at what came before ("he", «там», 「それ」)."""
    return bool(_COMPILED[question.language].search(fold(question.mended).strip()))


def names_topic(question: Question, glossary: Glossary) -> bool:
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
    """Return the terms of `names` without their dates: whoever says "year" names no treaty."""
    found: set[str] = set()
    for name in names:
        dated = [(date.start, date.end) for date in dates(name)]
        words = [token for token in tokens(name, language)
                 if not overlaps(token.start, token.end, dated)]  # fmt: skip
        found |= {term.value for term in word_terms(words, language)}
    return frozenset(found)
