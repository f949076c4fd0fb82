"""A question typed in kana alone, read as the words of the corpus that sound so."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ingest.glossary import kana
from ingest.token import Token

_HAN = re.compile(r"[\u4e00-\u9fff]")
_KANA_RUN = re.compile(r"[\u3041-\u3096ー]+")
_FUNCTION = frozenset(
    "は が を に で と の も へ や か から まで より など って とは では には について いつ だれ"
    " どこ なに なん なぜ どう どの どんな どのような いくら いくつ なんねん なんがつ なんにち"
    " です ですか でした でしたか ます ました ましたか した しました しましたか する して いる"
    " ある あった あります ありますか された されました されましたか される だった だったの のか"
    " たのか おしえて ください くれ ください いった いつまで いつまでに いつから こと これ それ"
    " その この あの そして また という どうして どのくらい どれくらい なんにん なった なりました"
    " なりましたか".split()
)
_LONGEST = 14
_WORD_COST, _FUNCTION_COST, _UNKNOWN_COST = 1.0, 0.6, 1.2


def is_kana_only(text: str) -> bool:
    """Tell whether a Japanese text has no kanji and a run of kana long enough to hold words."""
    if _HAN.search(text):
        return False
    return max(map(len, _KANA_RUN.findall(kana(text))), default=0) >= 3


def read_kana(text: str, readings: Mapping[str, tuple[str, ...]]) -> list[Token]:
    """Return the words of `readings` that `text` is best cut into, function words left out.

    The cut with the least cost wins: a known word costs 1, a function word 0.6, a character that
    fits nowhere 1.2; so long words beat short ones.
    """
    folded = kana(text)
    found: list[Token] = []
    for match in _KANA_RUN.finditer(folded):
        for start, end in _cut(match.group(), readings):
            a, b = match.start() + start, match.start() + end
            word = folded[a:b]
            found.append(Token(text[a:b], a, b, readings[word], reading=word))
    return found


def _cut(run: str, readings: Mapping[str, tuple[str, ...]]) -> list[tuple[int, int]]:
    best: list[tuple[float, int, bool]] = [(0.0, 0, False)]
    for end in range(1, len(run) + 1):
        options = [(best[end - 1][0] + _UNKNOWN_COST, end - 1, False)]
        for start in range(max(0, end - _LONGEST), end):
            word = run[start:end]
            if word in _FUNCTION:
                options.append((best[start][0] + _FUNCTION_COST, start, False))
            elif len(word) > 1 and word in readings:
                options.append((best[start][0] + _WORD_COST, start, True))
        best.append(min(options))
    ranges = []
    end = len(run)
    while end:
        _, start, is_word = best[end]
        if is_word:
            ranges.append((start, end))
        end = start
    return ranges[::-1]
