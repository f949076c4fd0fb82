"""A Japanese word with one wrong character, read as the word of the corpus that was meant.

Whoever converts kana by the wrong homophone, or takes one character for one that looks like it,
writes a word of the right length («国祭連盟»); what a dictionary makes of it falls into odd pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import pairwise

from app.katakana import Katakana
from ingest.fields import Fields
from ingest.glossary import Glossary
from ingest.scripts import tokens as tokens_of
from ingest.token import Token, fold

_HAN = re.compile(r"[一-鿿]")
_WRITTEN = re.compile(r"[一-鿿ァ-ヺー]{2,}")
_MOST_TOKENS, _PAIR, _FAMILY_NAME, _FULL_NAME = 5, 2, 2, 4
_HOLE = "\0"
_ALONE = frozenset(
    "一二三四五六七八九十百千万億何数第半両各全毎約年月日時次回目度名人者国側領庁省暦語中間内外上下前後先再"
    "新旧小長東西南北春夏秋冬境印港島町村市県州"
    "兵船海冊銭駅"
)
"""Characters that make words of their own or end them, so that they are no odd piece."""


class Miswritten:
    """Finds words of one text that differ in a single character from a word of the corpus."""

    def __init__(self, words: Mapping[str, int], people: Iterable[str] = ()) -> None:
        """Take the folded words that can be meant, each with how often it stands in the texts.

        `people` are the folded full names among them: who writes one other character in a given
        name means that person, though the dictionary has both halves. Of another family name it
        may be somebody else.
        """
        self._people = {name for name in people if len(name) >= _FULL_NAME}
        self._katakana = Katakana(words)
        self._words = {word: count for word, count in words.items() if _WRITTEN.fullmatch(word)}
        self._alone = _ALONE | {word for word in words if _HAN.fullmatch(word)}
        self._meant: dict[str, list[str]] = {}
        for word in self._words:
            for hole, _ in _holes(word):
                self._meant.setdefault(hole, []).append(word)

    def mended(self, text: str, tokens: Sequence[Token]) -> str:
        """Return `text`, whose words are `tokens`, with such words put right."""
        written = self._katakana.mended(text, tokens)
        if written != text:
            text, tokens = written, tokens_of(written, "ja")
        folded = fold(text)
        found = sorted(self._places(folded, tokens), key=lambda place: (len(place[1]), -place[0]))
        for start, word in found:  # the longest last, so that it stays
            end = start + len(word)
            text = text[:start] + word + text[end:]
        return text

    def _places(self, text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
        for first in range(len(tokens)):
            for last in range(first, min(len(tokens), first + _MOST_TOKENS)):
                window = tokens[first : last + 1]
                if any(a.end != b.start for a, b in pairwise(window)):
                    break
                word = self._word(text, window)
                if word:
                    yield window[0].start, word

    def _word(self, text: str, window: Sequence[Token]) -> str | None:
        written = text[window[0].start : window[-1].end]
        if not _WRITTEN.fullmatch(written) or written in self._words:
            return None
        kept = self._alone if len(written) == _PAIR else _ALONE
        odd = any(self._is_odd(token) for token in window)
        holes = [
            hole
            for at, (hole, gone) in enumerate(_holes(written))
            if gone not in kept and (odd or at >= _FAMILY_NAME)
        ]
        meant = {word for hole in holes for word in self._meant.get(hole, ())}
        return self._most_used(meant if odd else meant & self._people)

    def _most_used(self, words: Set[str]) -> str | None:
        """Return the most frequent of `words`; None where there is none, or more than one."""
        most = max(map(self._words.__getitem__, words), default=0)
        found = [word for word in words if self._words[word] == most]
        return found[0] if len(found) == 1 else None

    def _is_odd(self, token: Token) -> bool:
        """Tell whether no dictionary has `token`, or it is left over from a broken word."""
        left_over = len(token.text) == 1 and bool(_HAN.match(token.text))
        return not token.known or (left_over and fold(token.text) not in self._alone)


def _holes(word: str) -> Iterator[tuple[str, str]]:
    """Yield `word` with a hole for each of its characters, and that character."""
    for at, gone in enumerate(word):
        yield word[:at] + _HOLE + word[at + 1 :], gone


def miswritten_of(fields: Fields | None, glossary: Glossary) -> Miswritten:
    """Return what puts a wrong character right, by the words of the Japanese texts and names."""
    if fields is None:
        return Miswritten({})
    entries = [entry for entry in glossary.entries.values() if "ja" in entry.terms]
    names = [fold(name) for entry in entries for name in entry.terms["ja"].names]
    words = {word: fields.words.frequency(word) for word in fields.words.vocabulary()}
    people = [fold(entry.terms["ja"].label) for entry in entries if entry.kind == "person"]
    return Miswritten({**dict.fromkeys(names, 1), **words}, people)
