"""Dates in any form that visitors and sources write, as year, month and day."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_RU = "янв фев мар апр ма июн июл авг сен окт ноя дек".split()
_EN = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_EN_TAIL = r"(?:uary|ruary|ch|il|e|y|ust|tember|t|ober|ember)?\.?"
_RU_MONTH = (
    r"(?:янв(?:ар[ьяею])?|фев(?:рал[ьяею])?|мар(?:т[ае]?)?|апр(?:ел[ьяею])?|ма[йяею]|июн[ьяею]?"
    r"|июл[ьяею]?|авг(?:уст[ае]?)?|сен(?:т(?:ябр[ьяею])?)?|окт(?:ябр[ьяею])?|ноя(?:бр[ьяею])?"
    r"|дек(?:абр[ьяею])?)\.?"
)
_RU_LETTER = "[А-яЁё]"
# Where case is ignored, a long s and the sign of Kelvin are letters too.
_EN_LETTER = "[A-Za-z\u017f\u212a]"
_EN_MONTH = "(?:" + "|".join(_EN) + ")" + _EN_TAIL
_MONTH_NAME = re.compile(
    r"\b(?:январ[ьяею]|феврал[ьяею]|март[ае]?|апрел[ьяею]|ма[йяею]|июн[ьяею]|июл[ьяею]|август[ае]?"
    r"|сентябр[ьяе]|октябр[ьяе]|ноябр[ьяе]|декабр[ьяе]|January|February|March|April|May|June"
    r"|July|August|September|October(?! Revolution)|November|December)\b"
)
_JA_MONTH = re.compile(r"(?<!\d)(1[0-2]|[1-9])月")
_YEAR = r"(?P<y>1[5-9]\d\d|20\d\d)"
_DAY = r"(?P<d>[0-3]?\d)"
_NUMERAL = "〇一二三四五六七八九十"
_JA_NUMBER = rf"(?:\d{{1,2}}|[{_NUMERAL}]{{1,3}})"
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}

# A range or a pair names its month or year once: «19–22 марта 1924», 「1月7日と14日」.
_JOIN_WORDS = "и|или|по|до|and|or|to|till|until|から|より|〜|~|と|または|および|・|、"
_JOIN = rf"[\s\u00a0]*(?:[–—-]|{_JOIN_WORDS})[\s\u00a0]*"
_DAY_BEFORE = re.compile(rf"(?<![\d.,])([0-3]?\d){_JOIN}$")
_DAY_AFTER = re.compile(rf"{_JOIN}(\d{{1,2}})日")
_JOINED = re.compile(_JOIN)

_PATTERNS = [
    (re.compile(sign), re.compile(pattern, re.IGNORECASE))
    for sign, pattern in (
        (_RU_LETTER, rf"(?<!\d){_DAY}[\s\u00a0]+(?P<m>{_RU_MONTH})(?:[\s\u00a0]+{_YEAR})?(?!\w)"),
        (_RU_LETTER, rf"(?<!\w)(?P<m>{_RU_MONTH})[\s\u00a0]+{_YEAR}(?!\d)"),
        (_EN_LETTER, rf"(?<!\d){_DAY}(?:st|nd|rd|th)?[\s\u00a0]+(?:of[\s\u00a0]+)?"
                     rf"(?P<m>{_EN_MONTH})(?:,?[\s\u00a0]+{_YEAR})?(?!\w)"),
        (_EN_LETTER, rf"(?<!\w)(?P<m>{_EN_MONTH})[\s\u00a0]+{_DAY}(?:st|nd|rd|th)?"
                     rf"(?:,?[\s\u00a0]+{_YEAR})?(?!\w)"),
        (_EN_LETTER, rf"(?<!\w)(?P<m>{_EN_MONTH})[\s\u00a0]+{_YEAR}(?!\d)"),
        ("年", rf"(?:(?P<era>{'|'.join(_ERAS)})(?P<ey>{_JA_NUMBER}|元)年|(?<!\d)(?P<y>\d{{4}})年)"
               rf"(?:\s*(?P<m>{_JA_NUMBER})月(?:\s*(?P<d>{_JA_NUMBER})日)?)?"),
        ("月", rf"(?<![\d{_NUMERAL}年])(?P<m>{_JA_NUMBER})月(?P<d>{_JA_NUMBER})日"),
        (r"\d", rf"(?<!\d){_DAY}[./](?P<m>[01]?\d)[./]{_YEAR}(?!\d)"),
        (r"\d", rf"(?<!\d){_YEAR}[-/.](?P<m>[01]?\d)(?:[-/.](?P<d>[0-3]?\d))?(?!\d)"),
    )
]  # fmt: skip
"""Each with a sign without which nothing can match, as most texts are in one script."""


@dataclass(frozen=True, slots=True)
class Date:
    """A date at `[start, end)` of a text; the parts that the text leaves out are None."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None

    def terms(self) -> list[str]:
        """Return the date as index terms, the most exact first: 1925-01-20, 01-20, 1925-01."""
        found = []
        if self.month and self.day:
            found += [f"{self.year}-{self.month:02}-{self.day:02}"] if self.year else []
            found += [f"{self.month:02}-{self.day:02}"]
        if self.year and self.month:
            found.append(f"{self.year}-{self.month:02}")
        if self.year:
            found.append(str(self.year))
        return found


def dates(text: str) -> list[Date]:
    """Return the dates in `text` that name a month or a Japanese year, in order."""
    found: list[Date] = []
    for sign, pattern in _PATTERNS:
        for match in pattern.finditer(text) if sign.search(text) else ():
            if any(d.start < match.end() and match.start() < d.end for d in found):
                continue
            date = _date(match)
            if date:
                found.append(date)
    return _completed(text, sorted(found, key=lambda date: date.start))


def _completed(text: str, found: list[Date]) -> list[Date]:
    """Give the dates of a range the month or the year that the text says only once."""
    whole: list[Date] = []
    following: Date | None = None
    for date in reversed(found):
        if following and not date.year and _JOINED.fullmatch(text, date.end, following.start):
            date = replace(date, year=following.year)
        following = date
        whole.insert(0, date)
        if date.month and date.day and (match := _DAY_BEFORE.search(text, 0, date.start)):
            whole.insert(
                0, replace(date, start=match.start(1), end=match.end(1), day=int(match[1]))
            )
    return _completed_forward(text, whole)


def _completed_forward(text: str, found: list[Date]) -> list[Date]:
    whole: list[Date] = []
    for date in found:
        before = whole[-1] if whole else None
        if before and not date.year and "月" in text[date.start : date.end]:
            date = replace(date, year=before.year)
        whole.append(date)
        if date.month and date.day and (match := _DAY_AFTER.match(text, date.end)):
            whole.append(replace(date, start=match.start(1), end=match.end(), day=int(match[1])))
    return whole


def bare_months(text: str) -> set[int]:
    """Return the months that `text` names in full, with or without a day or a year."""
    named = {_month(match.group()) for match in _MONTH_NAME.finditer(text)}
    return named | {int(match[1]) for match in _JA_MONTH.finditer(text)}


def kanji_number(text: str) -> int:
    """Return the value of digits or of kanji numerals below 100."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return int("".join(str(_NUMERAL.index(c)) for c in text))
    return (_NUMERAL.index(tens) if tens else 1) * 10 + (_NUMERAL.index(ones) if ones else 0)


def _date(match: re.Match[str]) -> Date | None:
    parts = match.groupdict()
    year = int(parts["y"]) if parts.get("y") else None
    if parts.get("era"):
        era_year = 1 if parts["ey"] == "元" else kanji_number(parts["ey"])
        year = _ERAS[parts["era"]] + era_year
    month = _month(parts["m"]) if parts.get("m") else None
    day = kanji_number(parts["d"]) if parts.get("d") else None
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    return Date(match.start(), match.end(), year, month, day)


def _month(text: str) -> int:
    for number, (russian, english) in enumerate(zip(_RU, _EN, strict=True), start=1):
        # «март» begins like «май»: the longer beginnings come first in the year.
        if text.lower().startswith((russian, english)):
            return number
    return kanji_number(text)
