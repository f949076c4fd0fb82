"""The sentences of a passage, with their offsets."""

from __future__ import annotations

import re

# A run of stops is looked at from its first one only, and once: a text may be nothing else.
_END = re.compile(r"(?<![.!?…])[.!?…]++[»”\")\]’]*+(?=\s)|[。！？]+[」』）)]*|\n+")
_NEXT = re.compile(r"\s*(\S?)")
_TAIL = 60
"""Characters before a full stop that may say that it ends an abbreviation."""
_ABBREVIATION = re.compile(
    r"(?:^|[\s(«\"“])(?:[A-ZА-ЯЁa-zа-яё]|см|т\.\s?[екндп]|г|гг|в|вв|с|стр|т|тт|ст|им|ок|др|пр|"
    r"млн|млрд|тыс|руб|проф|акад|рис|табл|No|vol|pp?|[Aa]rt|ed|eds|cf|ca|c|Mr|Mrs|Ms|Dr|St|"
    r"vs|e\.g|i\.e|Co|Ltd|Inc|Gen|Adm|Jr|Sr|U\.S|U\.K)\.$"
)
_NUMBERED = re.compile(r"(?:[Aa]rticles?|[Pp]oint|[Сс]тать\w*|[Пп]ункт\w*) [IVX]\.$")
# 「…。」と彼は言った: a particle goes on with the sentence that holds the quotation.
_HIRAGANA = re.compile(r"[\u3041-\u309f]")
_OPEN = "「『（("
_CLOSE = "」』）)"


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the half-open ranges of the sentences of `text`, in order, blanks trimmed.

    A full stop ends no sentence after an initial or an abbreviation, before a lower-case
    letter, or inside Japanese brackets; together the ranges hold every non-blank character.
    """
    found: list[tuple[int, int]] = []
    start = counted = depth = 0
    for match in _END.finditer(text):
        if match.end() <= start:
            continue
        if match[0][0] in "。！？":
            depth += _depth(text[counted : match.end()])
            counted = match.end()
        if _ends(text, start, match, depth):
            found.append((start, match.end()))
            start = counted = match.end()
            depth = 0
    found.append((start, len(text)))
    return [trimmed for a, b in found if (trimmed := _trim(text, a, b))]


def _depth(text: str) -> int:
    return sum(map(text.count, _OPEN)) - sum(map(text.count, _CLOSE))


def _ends(text: str, start: int, match: re.Match[str], depth: int) -> bool:
    mark = match.group()
    if mark.startswith("\n"):
        return True
    if mark[0] in "。！？":
        if mark[-1] in "」』" and _HIRAGANA.match(text, match.end()):
            return False
        return depth <= 0
    following = _NEXT.match(text, match.end())
    if following and following[1].islower():
        return False
    head = text[max(start, match.end() - _TAIL) : match.end()]
    if mark != "." or _NUMBERED.search(head):
        return True
    return not _ABBREVIATION.search(head)


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    part = text[start:end]
    if not part.strip():
        return None
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())
