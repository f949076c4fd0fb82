"""The answering words within a sentence: the date, the name, the number that was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from app.question import Question, overlaps
from ingest.dates import Date, dates
from ingest.glossary import Glossary, Mention
from ingest.numerals import numbers
from ingest.scripts import tokens as tokens_of
from ingest.token import fold

Range = tuple[int, int]

_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)(?:\s*(?:года|году|год|г\.|年))?")
_DURATION = re.compile(
    r"\d[\d\s\u00a0,.]*(?:[–-]\d+\s*)?(?:год\w*|лет|месяц\w*|недел\w*|дн\w+|years?|months?|weeks?|days?"
    r"|年間|年|[かヶヵカ]月間?|週間|日間)(?!\d)"
)
_REASON = re.compile(
    r"\b(потому|поскольку|так как|из-за|ввиду|вследствие|чтобы|ради|причин\w*|объясня\w*|поэтому)\b"
    r"|\b(because|since|owing|due to|in view|so that|in order|reason|therefore|for lack)\b"
    r"|(ため|から|ので|理由|によって|考慮|ゆえ|せい)",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<![.!?»”\"]\s)(?<!^)\b[A-ZА-ЯЁ][\w’'-]+(?:\s+[A-ZА-ЯЁ][\w’'-]+)*")
_KATAKANA = re.compile(r"[ァ-ヴー・＝]{3,}|[\u4e00-\u9fff]{2,4}(?=は|が|と|に|の|、)")
_JAPANESE = re.compile(r"[\u3005-\u30ff\u4e00-\u9fff]")
_WHO = ("person", "organisation")
_WHERE = ("place",)
_KEPT = 4096
"""Sentences of the corpus, never a visitor's, of which what was found is kept."""


def answers_kind(question: Question, sentence: str, glossary: Glossary) -> float:
    """Return 1 where `sentence` holds what the question seeks, 0 where not, ½ if it seeks no kind.

    What the question itself names does not count as an answer to it.
    """
    if question.asked in ("what", "yesno", "list"):
        return 0.5
    return 1.0 if focus(question, sentence, glossary) else 0.0


def focus(question: Question, sentence: str, glossary: Glossary) -> Range | None:
    """Return where in `sentence` the answering words stand, None where the kind is not found."""
    found = list(_found(question, sentence, glossary))
    if not found:
        return None
    if question.asked in ("who", "where"):
        return _together(found, sentence)
    return found[0]


def _found(question: Question, sentence: str, glossary: Glossary) -> Iterable[Range]:
    match question.asked:
        case "when":
            return _dates(question, sentence)
        case "duration":
            spans = [found.span() for found in _DURATION.finditer(sentence)]
            return spans or _dates(question, sentence)
        case "number":
            return _numbers(question, sentence)
        case "who":
            return _names(question, sentence, glossary, _WHO)
        case "where":
            return _names(question, sentence, glossary, _WHERE)
        case "why":
            return [found.span() for found in _REASON.finditer(sentence)]
    return []


def _dates(question: Question, sentence: str) -> list[Range]:
    found = [
        (date.start, date.end)
        for date in _dates_in(sentence)
        if not (set(date.terms()[:1]) & (question.full_dates | question.years))
    ]
    if found:
        return found
    return [m.span() for m in _YEAR.finditer(sentence) if m[1] not in question.years]


@lru_cache(maxsize=_KEPT)
def _dates_in(sentence: str) -> Sequence[Date]:
    return tuple(dates(sentence))


@lru_cache(maxsize=_KEPT)
def _mentions_in(sentence: str, language: str, glossary: Glossary) -> Sequence[Mention]:
    # A Japanese name in an English sentence would wake the Japanese dictionary for nothing.
    own = sentence if language == "ja" else _JAPANESE.sub(" ", sentence)
    return tuple(glossary.mentions(own, tokens_of(own, language)))


def _numbers(question: Question, sentence: str) -> list[Range]:
    known = {term for concept in question.concepts for term in concept.terms}
    spans = [(date.start, date.end) for date in _dates_in(sentence)]
    spans += [match.span() for match in _YEAR.finditer(sentence)]
    return [
        (number.start, number.end)
        for number in numbers(sentence)
        if number.value not in known and not overlaps(number.start, number.end, spans)
    ]


def _names(
    question: Question, sentence: str, glossary: Glossary, kinds: Sequence[str]
) -> list[Range]:
    asked = set(question.entities)
    mentions = _mentions_in(sentence, question.language, glossary)
    found = [
        (mention.start, mention.end)
        for mention in mentions
        if glossary.entries[mention.entry_id].kind in kinds and mention.entry_id not in asked
    ]
    if found:
        return found
    words = {fold(word) for word in re.findall(r"\w+", question.mended)}
    pattern = _KATAKANA if question.language == "ja" else _NAME
    taken = [(m.start, m.end) for m in mentions] + [(d.start, d.end) for d in _dates_in(sentence)]
    return [
        match.span()
        for match in pattern.finditer(sentence)
        if not words & {fold(word) for word in match.group().split()}
        and not overlaps(*match.span(), taken)
    ]


def _together(found: Sequence[Range], sentence: str) -> Range:
    """Join neighbouring ranges: «Лев Карахан от СССР и Кэнкити Ёсидзава» is one answer."""
    start, end = found[0]
    for a, b in found[1:]:
        if a - end > 60 or re.search(r"[.;。]", sentence[end:a]):
            break
        end = b
    return start, end
