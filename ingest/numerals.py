"""Numbers as values: Roman numerals, ordinals, grouped digits, millions and 億."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ingest.dates import bare_months, dates

_ROMAN = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})$")
# Not an initial such as «V. E.» or 「V・E」.
_ROMAN_WORD = re.compile(r"(?<![\w.・])(?<!\. )[IVX]+(?![\w・])(?!\. ?[A-ZА-Я]\.)")
_MONTH_DIGITS = re.compile(r"(?<!\d)\d{1,2}月")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_ORDINALS = {
    "ru": "перв втор трет четверт пят шест седьм восьм девят десят".split(),
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth".split(),
}
_RU_ORDINAL = re.compile(
    r"(перв|втор|трет|четверт|пят|шест|седьм|восьм|девят|десят)"
    r"(?:ый|ой|ий|ая|ья|ое|ье|ого|ьего|ому|ьему|ым|ьим|ом|ьем|ую|ью|ей|ьей)$"
)
_KANJI = "一二三四五六七八九十"
_SCALES = {
    "тыс": 10**3, "млн": 10**6, "миллион": 10**6, "млрд": 10**9, "миллиард": 10**9,
    "thousand": 10**3, "million": 10**6, "billion": 10**9,
}  # fmt: skip
_JAPANESE = re.compile(r"(?:(\d[\d,.]*)億)?(?:(\d[\d,.]*)万)?(\d[\d,.]*)?")
_NUMBER = re.compile(
    r"(?P<ja>\d[\d,.]*[万億](?:\d[\d,.]*万)?(?:\d[\d,]*)?)"
    r"|(?P<digits>\d{1,3}(?:[ \u00a0\u202f,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?)"
    r"(?:[ \u00a0-]?(?P<scale>тыс|млн|миллион|млрд|миллиард|thousand|million|billion))?"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `[start, end)` of a text, its value written without grouping or exponent."""

    start: int
    end: int
    value: str


def numbers(text: str) -> list[Number]:
    """Return the numbers written with digits in `text`, in order, scaled by the word after."""
    return [Number(m.start(), m.end(), _value(m)) for m in _NUMBER.finditer(text)]


def ordinal(word: str, language: str) -> int | None:
    """Return the value of a Roman numeral, a kanji numeral or an ordinal up to ten, or None."""
    if _ROMAN.match(word):
        return _roman(word)
    if language == "ja" and len(word) == 1 and word in _KANJI:
        return _KANJI.index(word) + 1
    if language == "ru" and (match := _RU_ORDINAL.match(word.lower())):
        return _ORDINALS["ru"].index(match[1]) + 1
    if language == "en" and word.lower() in _ORDINALS["en"]:
        return _ORDINALS["en"].index(word.lower()) + 1
    return None


def number_set(text: str) -> frozenset[str]:
    """Return every number of `text` as a set, months as 1 to 12 and Roman numerals as digits.

    Two aligned passages agree in their figures when these sets are equal.
    """
    found = {str(month) for month in bare_months(text)}
    blank = list(text)
    for date in dates(text):
        found |= {str(part) for part in (date.year, date.month, date.day) if part}
        blank[date.start : date.end] = " " * (date.end - date.start)
    rest = _MONTH_DIGITS.sub(" ", "".join(blank))
    found |= {number.value for number in numbers(rest)}
    found |= {str(_roman(word)) for word in _ROMAN_WORD.findall(rest)}
    return frozenset(found)


def _roman(word: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in word]
    following = [*values[1:], 0]
    return sum(-a if a < b else a for a, b in zip(values, following, strict=True))


def _value(match: re.Match[str]) -> str:
    if match["ja"]:
        parts = _JAPANESE.match(match["ja"])
        scaled = zip(parts.groups() if parts else (), (10**8, 10**4, 1), strict=False)
        return _plain(sum(Decimal(p.replace(",", "")) * s for p, s in scaled if p))
    digits = match["digits"]
    grouped = re.fullmatch(r"\d{1,3}(?:[ \u00a0\u202f,]\d{3})+", digits)
    digits = re.sub(r"\D", "", digits) if grouped else digits.replace(",", ".")
    return _plain(Decimal(digits) * _SCALES.get(match["scale"] or "", 1))


def _plain(value: Decimal | int) -> str:
    text = f"{Decimal(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
