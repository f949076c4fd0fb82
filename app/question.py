"""A question as the retriever reads it: what it seeks, and the words, names and dates in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.asked import SPOKEN, Asked, asked_for
from app.kana import full_width, in_kanji, is_kana_only
from app.miswritten import Miswritten
from app.spelling import Speller
from ingest.dates import dates
from ingest.english import is_english
from ingest.fields import Fields
from ingest.glossary import Glossary, Mention
from ingest.numerals import numbers
from ingest.scripts import tokens as tokens_of
from ingest.terms import entity_term, word_terms
from ingest.token import Token, fold

IMPLIED = 0.4
"""What the exhibit's main subject counts in a question that names no other."""

_SUBJECTS = ("treaty", "event", "organisation", "person")

CORRECTED = 0.8
"""What a word counts that was only found by correcting its spelling."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing the question names: any of `terms` in a sentence covers it.

    `entity` is the glossary entry it names, or empty; `weight` is lower for what was guessed or
    folded in from an earlier question.
    """

    text: str
    terms: tuple[str, ...]
    entity: str = ""
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Question:
    """An analysed question; `language` is the language it was asked in.

    `text` is as it was typed, `mended` with the spelling corrected; `names_subject` tells whether
    a treaty, an event, an organisation or a person is named.
    """

    text: str
    mended: str
    language: str
    asked: Asked
    concepts: tuple[Concept, ...]
    years: frozenset[str] = field(default_factory=frozenset)
    full_dates: frozenset[str] = field(default_factory=frozenset)
    names_subject: bool = False
    carried: bool = False

    @property
    def entities(self) -> tuple[str, ...]:
        """The glossary entries that the question names, in order."""
        return tuple(c.entity for c in self.concepts if c.entity and c.weight > IMPLIED)

    def weights(self) -> dict[str, float]:
        """Return every term with its weight, for the fields of the question's own language."""
        found: dict[str, float] = {}
        for concept in self.concepts:
            for term in concept.terms:
                found[term] = max(found.get(term, 0.0), concept.weight)
        return found

    def shared_weights(self) -> dict[str, float]:
        """Return the terms that mean the same in every language: entries, dates, numbers."""
        own = self.weights()
        return {term: own[term] for term in own if term[0] == "@" or term[0].isdigit()}


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads questions of one language with the words of an index at hand."""

    language: str
    glossary: Glossary
    fields: Fields | None
    speller: Callable[[], Speller]
    miswritten: Callable[[], Miswritten]
    main_entry: str = ""

    def read(self, typed: str) -> Question:
        """Return `typed` analysed by itself, without its history."""
        text, tokens, guessed = self._tokens(typed)
        mentions = self.glossary.mentions(text, tokens)
        concepts = _concepts(text, tokens, mentions, self.language, guessed)
        kinds = {self.glossary.entries[mention.entry_id].kind for mention in mentions}
        named = not kinds.isdisjoint(_SUBJECTS)
        if concepts and self.main_entry and not named:
            terms = (entity_term(self.main_entry),)
            concepts = (*concepts, Concept("", terms, self.main_entry, IMPLIED))
        found = dates(text)
        years = {str(date.year) for date in found if date.year}
        years |= set(re.findall(r"(?<!\d)1[5-9]\d\d(?!\d)|(?<!\d)20\d\d(?!\d)", fold(text)))
        full = {date.terms()[0] for date in found if date.month and date.day}
        mended = _mended(text, tokens, guessed)
        asked = asked_for(mended, self.language)
        return Question(
            typed,
            mended,
            self.language,
            asked,
            concepts,
            frozenset(years),
            frozenset(full),
            names_subject=named,
        )

    def _tokens(self, typed: str) -> tuple[str, list[Token], frozenset[int]]:
        """Return the text read, its tokens, and the starts of those guessed by their spelling.

        Only in Japanese the text itself changes: wrong characters, or kana without any kanji.
        """
        typed = full_width(typed) if self.language == "ja" else typed
        read = tokens_of(typed, self.language)
        if self.language == "ja" and self.fields is not None:
            text = self.miswritten().mended(typed, read)
            if is_kana_only(text):
                text = in_kanji(text, self.fields.readings)
            return text, read if text == typed else tokens_of(text, "ja"), frozenset()
        found, guessed = [], set()
        for token in read:
            better = self._corrected(token)
            if better is not None:
                guessed.add(token.start)
            found.append(better or token)
        return typed, found, frozenset(guessed)

    def _is_right(self, token: Token) -> bool:
        if self.fields is not None and any(self.fields.words.frequency(t) for t in token.terms):
            return True
        if self.speller().seems(fold(token.text)):
            return False
        return is_english(fold(token.text)) if self.language == "en" else token.known

    def _corrected(self, token: Token) -> Token | None:
        word = SPOKEN.get(self.language, {}).get(fold(token.text))
        if word is None and token.content and token.text.isalpha() and not self._is_right(token):
            word = self.speller().correct(fold(token.text))
        if word is None:
            return None
        read = tokens_of(word, self.language)
        if len(read) != 1:
            return None
        return replace(read[0], text=word, start=token.start, end=token.end, known=False)


def _mended(text: str, tokens: Sequence[Token], guessed: frozenset[int]) -> str:
    for token in reversed(tokens):
        if token.start in guessed:
            text = text[: token.start] + token.text + text[token.end :]
    return text


def _concepts(
    text: str,
    tokens: Sequence[Token],
    mentions: Sequence[Mention],
    language: str,
    guessed: frozenset[int],
) -> tuple[Concept, ...]:
    found = []
    taken: list[tuple[int, int]] = []
    for mention in mentions:
        if overlaps(mention.start, mention.end, taken):
            continue
        taken.append((mention.start, mention.end))
        inside = [t for t in tokens if mention.start <= t.start and t.end <= mention.end]
        words = tuple(term.value for term in word_terms(inside, language))
        terms = (entity_term(mention.entry_id), *words)
        found.append(Concept(text[mention.start : mention.end], terms, mention.entry_id))
    for date in dates(text):
        found.append(Concept(text[date.start : date.end], tuple(date.terms())))
        taken.append((date.start, date.end))
    for number in numbers(text):
        if not overlaps(number.start, number.end, taken):
            found.append(Concept(text[number.start : number.end], (number.value,)))
            taken.append((number.start, number.end))
    free = [token for token in tokens if not overlaps(token.start, token.end, taken)]
    return (*found, *_words(free, language, guessed))


def _words(tokens: Sequence[Token], language: str, guessed: frozenset[int]) -> Iterable[Concept]:
    for token in tokens:
        terms = tuple(dict.fromkeys(t.value for t in word_terms([token], language)))
        if terms:
            weight = CORRECTED if token.start in guessed else 1.0
            yield Concept(token.text, terms, weight=weight)


def overlaps(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    """Tell whether `[start, end)` has a character in common with one of the ranges in `taken`."""
    return any(a < end and start < b for a, b in taken)


def idf_of(concept: Concept, fields: Fields) -> float:
    """Return how telling a concept is: the highest idf among its first term and its entry's."""
    return max(fields.words.idf(term) for term in concept.terms[:2]) if concept.terms else 0.0


Weights = Mapping[str, float]
