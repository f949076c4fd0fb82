"""What a text states that can be compared: dates, numbers, names, the words between them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.generation.numberwords import kanji_numbers, number_words
from ingest.dates import Date, bare_months, dates
from ingest.glossary import Glossary, Mention
from ingest.numerals import numbers, ordinal
from ingest.scripts import tokens as tokens_of
from ingest.token import Token, fold

_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_YEAR_WORD = re.compile(r"\s*(?:года|году|годом|годов|год|гг?\.|years?\b|年)")
_PERCENT = {"ru": " процент ", "en": " per cent ", "ja": "パーセント"}
_CONTRACTED = re.compile(r"(?<=\w)n['’]t\b")
_PERCENTS = re.compile(r"\s?[%％]|\bpercent\b|\bпроцент\w*")
_ROMAN = re.compile(r"(?<![\w.])[IVX]+(?![\w])")
_JA_UNIT, _UNIT = 6, 25


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is no date, with the word that follows it (what it counts), folded."""

    value: str
    start: int
    end: int
    unit: str


@dataclass(frozen=True, slots=True)
class Facts:
    """A text taken apart; places are characters of `text`, which is the text made comparable.

    `tokens` are all its words, `words` those with content; `bare_years` stand without a month.
    """

    text: str
    dates: tuple[Date, ...]
    figures: tuple[Figure, ...]
    years: frozenset[str]
    bare_years: tuple[Date, ...]
    months: frozenset[int]
    mentions: tuple[Mention, ...]
    tokens: tuple[Token, ...]
    words: tuple[Token, ...]

    @property
    def entities(self) -> frozenset[str]:
        """The glossary entries that the text names."""
        return frozenset(mention.entry_id for mention in self.mentions)


def facts_of(text: str, language: str, glossary: Glossary) -> Facts:
    """Return what `text` states; its words are the content words outside dates and numbers."""
    text = _CONTRACTED.sub(" not", _PERCENTS.sub(_PERCENT[language], text))
    tokens = tokens_of(text, language)
    found_dates = dates(text)
    taken = [(date.start, _with_year_word(text, date.end)) for date in found_dates]
    years = {str(date.year) for date in found_dates if date.year}
    bare: list[Date] = []
    for match in _YEAR.finditer(text):
        if not _inside(match.start(), match.end(), taken):
            years.add(match[1])
            bare.append(Date(match.start(), match.end(), int(match[1]), None, None))
            taken.append((match.start(), _with_year_word(text, match.end())))
    figures = _figures(text, language, tokens, taken)
    taken += [(start, end) for start, end, _ in figures]
    mentions = tuple(glossary.mentions(text, tokens))
    words = tuple(t for t in tokens if t.content and not _inside(t.start, t.end, taken))
    return Facts(
        text,
        tuple(found_dates),
        tuple(Figure(value, a, b, _unit(text, language, b, words)) for a, b, value in figures),
        frozenset(years),
        tuple(bare),
        frozenset(bare_months(text)),
        mentions,
        tuple(tokens),
        words,
    )


def _figures(
    text: str, language: str, tokens: list[Token], taken: list[tuple[int, int]]
) -> list[tuple[int, int, str]]:
    found = [(n.start, n.end, n.value) for n in numbers(text)]
    found += [
        (m.start(), m.end(), str(value))
        for m in _ROMAN.finditer(text)
        if (value := ordinal(m.group(), language)) is not None
    ]
    found += kanji_numbers(text) if language == "ja" else number_words(tokens, language)
    if language != "ja":
        found += [
            (t.start, t.end, str(value))
            for t in tokens
            if t.text.isalpha() and (value := ordinal(t.text, language)) is not None
        ]
    rest = sorted(set(found))
    return [(a, b, value) for a, b, value in rest if not _inside(a, b, taken)]


def _unit(text: str, language: str, end: int, words: tuple[Token, ...]) -> str:
    """Return the first content word soon after a number, empty where none follows closely."""
    reach = _JA_UNIT if language == "ja" else _UNIT
    for word in words:
        if end <= word.start <= end + reach:
            return "" if re.search(r"[.,;:。、()（）]", text[end : word.start]) else word.terms[0]
    return ""


def _with_year_word(text: str, end: int) -> int:
    match = _YEAR_WORD.match(text, end)
    return match.end() if match else end


def _inside(start: int, end: int, ranges: list[tuple[int, int]]) -> bool:
    return any(a < end and start < b for a, b in ranges)


def folded(text: str) -> str:
    """Return `text` as it is compared letter by letter."""
    return fold(text)
