"""A word in katakana with a letter too many, too few or wrong, read as the word that was meant.

Names of foreign places and people are written by ear («ポーツマウス»); what a dictionary makes of
them falls into pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from ingest.token import Token, fold

_DASH = re.compile(r"[-－‐–—]")
_DASHED = re.compile(rf"[ァ-ヺー]+(?:{_DASH.pattern}[ァ-ヺー]+)+")
_RUN = re.compile(r"[ァ-ヺー]{4,}")
_LONG = 7
"""From so many letters on two may be wrong."""


class Katakana:
    """The words in katakana of some texts, and which of them was meant by another."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Take every run of katakana in `texts` that is long enough to be told from others."""
        self._words = sorted({run for text in texts for run in _RUN.findall(fold(text))})

    def mended(self, text: str, tokens: Sequence[Token]) -> str:
        """Return `text`, whose words are `tokens`, with such words put right."""
        right = {fold(token.text) for token in tokens if token.known}
        text = _DASHED.sub(lambda run: self._joined(run.group()), text)
        folded, done, found = fold(text), 0, ""
        for match in _RUN.finditer(folded):
            if match.group() not in right:
                found += text[done : match.start()] + self._nearest(match.group())
                done = match.end()
        return found + text[done:]

    def _joined(self, run: str) -> str:
        """Return `run` with long vowels for its dashes, where that is a word or nearly one."""
        word = self._nearest(_DASH.sub("ー", run))
        return word if word in self._words else run

    def _nearest(self, word: str) -> str:
        """Return the one word that is nearest to `word`; `word` where none or several are."""
        slips = 2 if len(word) >= _LONG else 1
        near = process.extract(
            word, self._words, scorer=Levenshtein.distance, score_cutoff=slips, limit=2
        )
        if not near or (len(near) > 1 and near[0][1] == near[1][1]):
            return word
        return str(near[0][0])
