"""Numbers that are written in words: «сорок девять», "forty-nine", 「四十九」."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ingest.token import Token

_RU = {
    "два": 2, "двое": 2, "оба": 2, "три": 3, "трое": 3, "четыре": 4, "четверо": 4, "пять": 5,
    "пятеро": 5, "шесть": 6, "семь": 7, "восемь": 8, "девять": 9, "десять": 10, "одиннадцать": 11,
    "двенадцать": 12, "тринадцать": 13, "четырнадцать": 14, "пятнадцать": 15, "шестнадцать": 16,
    "семнадцать": 17, "восемнадцать": 18, "девятнадцать": 19, "двадцать": 20, "тридцать": 30,
    "сорок": 40, "пятьдесят": 50, "шестьдесят": 60, "семьдесят": 70, "восемьдесят": 80,
    "девяносто": 90, "сто": 100, "двести": 200, "триста": 300, "четыреста": 400, "пятьсот": 500,
    "шестьсот": 600, "семьсот": 700, "восемьсот": 800, "девятьсот": 900,
    "тысяча": 1000, "миллион": 10**6, "миллиард": 10**9,
}  # fmt: skip
_EN = {
    "two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9,
    "dozen": 12,
}  # fmt: skip
_HUNDRED = 100
_DIGITS = {kanji: value for value, kanji in enumerate("〇一二三四五六七八九")}
_TENS = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10**4, "億": 10**8}
_KANJI = re.compile(r"[〇一二三四五六七八九十百千万億]+")


def number_words(tokens: Sequence[Token], language: str) -> list[tuple[int, int, str]]:
    """Return start, end and value of the numbers in words, but for «один», which says little.

    `tokens` are of a Russian or an English text; a Japanese one is read by `kanji_numbers`.
    """
    table: Mapping[str, int] = {"ru": _RU, "en": _EN}.get(language, {})
    found: list[tuple[int, int, str]] = []
    run: list[tuple[Token, int]] = []
    for token in tokens:
        value = table.get(token.text.lower()) or next(
            (table[term] for term in token.terms if term in table), None
        )
        if value is not None and (not run or token.start - run[-1][0].end <= 1):
            run.append((token, value))
            continue
        found += _number(run)
        run = [] if value is None else [(token, value)]
    return found + _number(run)


def kanji_numbers(text: str) -> list[tuple[int, int, str]]:
    """Return start, end and value of every run of kanji numerals but a lone 一."""
    return [
        (match.start(), match.end(), str(_kanji(match.group())))
        for match in _KANJI.finditer(text)
        if match.group() not in ("一", "万", "千")
    ]


def _number(run: Sequence[tuple[Token, int]]) -> list[tuple[int, int, str]]:
    if not run:
        return []
    total = part = 0
    for _, value in run:
        if value > _HUNDRED * 9:
            total, part = total + max(part, 1) * value, 0
        elif value == _HUNDRED and part:
            part *= _HUNDRED
        else:
            part += value
    return [(run[0][0].start, run[-1][0].end, str(total + part))]


def _kanji(text: str) -> int:
    if not any(character in _TENS or character in _BIG for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    total = part = digit = 0
    for character in text:
        if character in _DIGITS:
            digit = digit * 10 + _DIGITS[character]
        elif character in _TENS:
            part, digit = part + max(digit, 1) * _TENS[character], 0
        else:
            total, part, digit = total + max(part + digit, 1) * _BIG[character], 0, 0
    return total + part + digit
