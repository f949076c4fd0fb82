"""A word of a text with its place and its normal form: what every analyser returns."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Token:
    """A word at `[start, end)` of the text.

    `terms` are its normal forms, best first; `reading` is its hiragana, Japanese only;
    `content` is False for function words; `known` tells whether a dictionary has the word.
    """

    text: str
    start: int
    end: int
    terms: tuple[str, ...]
    content: bool = True
    known: bool = True
    reading: str = ""


class Analyser(Protocol):
    """Splits a text of one language into tokens, in order; an empty text gives none."""

    def tokens(self, text: str) -> list[Token]:
        """Return the tokens of `text`; offsets are characters of `text` itself."""
        ...


# Old forms of kanji that stand in documents of the time, one character for one character.
_OLD_KANJI = str.maketrans(
    "澤會國條約舊權圓樺邊發關係聲廣澁鐵團對體實學驛黨區讓獨亞戰萬與號辯證齋佛乘龍櫻眞爲應檢數處壓歸收據擧單嶋齊髙濱",
    "沢会国条約旧権円樺辺発関係声広渋鉄団対体実学駅党区譲独亜戦万与号弁証斎仏乗竜桜真為応検数処圧帰収拠挙単島斉高浜",
)

_BASIC_PLANE = 0xFFFF


class _Folded(dict[int, str]):
    """What each character folds to; kept for those of the basic plane, which bounds the memory."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code)).translate(_OLD_KANJI)
        if code <= _BASIC_PLANE:
            self[code] = folded
        return folded


_FOLDED = _Folded()


def fold(text: str) -> str:
    """Return `text` with variants folded, character for character, so that offsets stay true.

    Full-width letters and digits become ASCII, half-width kana full-width, ё becomes е, old
    kanji become new ones, letters lose their macrons and accents (not й), case is folded.
    """
    return text.translate(_FOLDED)


def _fold_character(character: str) -> str:
    if character < "\x80":
        return character.lower()
    if character in "йЙ":
        return "й"
    folded = unicodedata.normalize("NFKC", character).lower()
    if len(folded) != 1:
        return character
    if "\u3041" <= folded <= "\u30ff":
        return folded
    return unicodedata.normalize("NFD", folded)[0]
