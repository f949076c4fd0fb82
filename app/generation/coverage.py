"""Whether what a sentence states stands in the words that are to prove it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from app.generation.elements import related
from app.generation.facts import Facts, Figure, folded
from ingest.dates import Date
from ingest.token import Token

Gap = Literal["", "date", "number", "name", "word", "turn", "role", "order"]
"""What is not proved; empty where all is."""

# Words that state nothing by themselves; kept short, as each is taken on trust.
_NEUTRAL = {
    "ru": frozenset(
        "также тоже согласно источник текст отрывок состояться называться происходить произойти"
        " стать дата однако итак".split()
    ),
    "en": frozenset("also accord sourc passag text happen date howev".split()),
    "ja": frozenset(
        "又 因る 資料 史料 本文 行う 為る 有る 居る 於く 対する 関する 此れ 其れ 等 為".split()
    ),
}


def gap(said: Facts, ground: Facts, language: str) -> Gap:
    """Return the first thing in `said` that `ground` does not say, empty where it says all."""
    if not all(_dated(date, ground) for date in said.dates) or said.years - ground.years:
        return "date"
    if said.months - ground.months - {date.month or 0 for date in ground.dates}:
        return "date"
    if not all(_counted(figure, ground.figures) for figure in said.figures):
        return "number"
    if said.entities - ground.entities:
        return "name"
    return "word" if any(uncovered(said, ground, language)) else ""


def uncovered(said: Facts, ground: Facts, language: str) -> list[Token]:
    """Return the content words of `said`, outside glossary names, that `ground` lacks."""
    terms = frozenset(term for word in ground.words for term in word.terms)
    surface = folded(ground.text)
    taken = [(mention.start, mention.end) for mention in said.mentions]
    return [
        word
        for word in said.words
        if not any(a < word.end and word.start < b for a, b in taken)
        and not _NEUTRAL[language] & set(word.terms)
        and not _covered(word, terms, surface, language)
        and not _is_name_part(word, ground)
    ]


def _is_name_part(word: Token, ground: Facts) -> bool:
    """Tell whether a word stands within a glossary name of the ground as well."""
    return any(
        folded(word.text) in folded(ground.text[mention.start : mention.end]).split()
        for mention in ground.mentions
    )


def _covered(word: Token, terms: frozenset[str], surface: str, language: str) -> bool:
    if word.terms[0] in terms:
        return True
    if language != "ja" and len(word.terms) > 1:
        return terms.issuperset(word.terms[1:])  # «советско-японский»: each part has to be there
    if language == "ja":
        return len(word.text) > 1 and folded(word.text) in surface
    if word.start and word.text[:1].isupper():
        return False  # a name is there or it is not
    return any(related(word.terms[0], term) for term in terms)


def _dated(date: Date, ground: Facts) -> bool:
    if not date.month:
        return not date.year or str(date.year) in ground.years
    return any(
        found.month == date.month
        and (date.day is None or found.day == date.day)
        and (date.year is None or found.year == date.year)
        for found in ground.dates
    )


def _counted(figure: Figure, found: Iterable[Figure]) -> bool:
    """Tell whether the number is there, and counts the same where both say what it counts."""
    units = {other.unit for other in found if other.value == figure.value}
    return bool(units) and (not figure.unit or "" in units or figure.unit in units)
