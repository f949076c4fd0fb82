"""A question typed in kana alone, written as the corpus writes the words that sound so."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from ingest.glossary import kana

_HAN = re.compile(r"[\u4e00-\u9fff]")
_KATAKANA = re.compile(r"[ァ-ヺー]{2}")  # on both sides of a cut
_HALF_WIDTH = re.compile(r"[\uff61-\uff9f]+")
_KANA_RUN = re.compile(r"[\u3041-\u3096ー]+")
_FUNCTION = frozenset(
    "は が を に で と の も へ や か て た だ から まで より など って とは では には について"
    " ために たち さん いつ どこ なぜ どう どの どんな どのような いくら いくつ どうして どのくらい"
    " どれくらい いつまで いつまでに いつから こと これ それ この その あの そして また という"
    " です ですか でした でしたか ます ました ましたか ません する した して している していた"
    " しました しましたか いる いた いて いった ある あり あった あります ありますか ありました"
    " された されました されましたか される だった だったの のか たのか たの だの ない"
    " なった なりました なりましたか でき できた おしえて ください くれ".split()
)
_WRITTEN = {
    "だれ": "誰", "なに": "何", "なん": "何", "なんねん": "何年", "なんがつ": "何月",
    "なんにち": "何日", "なんにん": "何人", "なんかい": "何回", "なんじょう": "何条",
    "なんかじょう": "何か条", "なにご": "何語", "なんかこく": "何か国", "なんかげつ": "何か月",
    "ひと": "人", "かいて": "書いて",
}  # fmt: skip
_NUMBERS = "いち に さん よん ご ろく なな はち きゅう じゅう".split()
_NUMBERED = {
    f"だい{number}{kind}": f"第{value}{written}"
    for value, number in enumerate(_NUMBERS, start=1)
    for kind, written in (("じょう", "条"), ("かん", "巻"), ("かい", "回"))
}
_LONGEST = 14
_WORD_COST, _PLAIN_COST, _FUNCTION_COST, _UNKNOWN_COST = 1.0, 0.1, 0.6, 1.2


def is_kana_only(text: str) -> bool:
    """Tell whether a Japanese text has no kanji and a run of kana long enough to hold words."""
    if _HAN.search(text):
        return False
    return max(map(len, _KANA_RUN.findall(kana(text))), default=0) >= 3


def in_kanji(text: str, readings: Mapping[str, str]) -> str:
    """Return `text` with each word of `readings`, and what else has kanji, as they are written.

    The cut with the least cost wins: a known word costs 1, one that is written in hiragana 1.1, a
    function word 0.6, a character that fits nowhere 1.2; so long words beat short ones. A word in
    katakana is never cut.
    """
    written, done = "", 0
    for match in _KANA_RUN.finditer(kana(text)):
        for start, end, word in _cut(match.group(), readings):
            a, b = match.start() + start, match.start() + end
            if _KATAKANA.fullmatch(text[max(a - 1, 0) : a + 1]) or _KATAKANA.fullmatch(
                text[b - 1 : b + 1]
            ):
                continue
            written += text[done:a] + word
            done = b
    return written + text[done:]


def full_width(text: str) -> str:
    """Return `text` with its half-width katakana as wide as any other, marks composed."""
    return _HALF_WIDTH.sub(lambda run: unicodedata.normalize("NFKC", run.group()), text)


def _cut(run: str, readings: Mapping[str, str]) -> list[tuple[int, int, str]]:
    """Return the ranges of `run` that are written otherwise, in order, each with how."""
    best: list[tuple[float, int, str]] = [(0.0, 0, "")]
    for end in range(1, len(run) + 1):
        options = [(best[end - 1][0] + _UNKNOWN_COST, end - 1, "")]
        for start in range(max(0, end - _LONGEST), end):
            options += [
                (best[start][0] + cost, start, word)
                for cost, word in _read(run[start:end], readings)
            ]
        best.append(min(options))
    found = []
    end = len(run)
    while end:
        _, start, word = best[end]
        if word:
            found.append((start, end, word))
        end = start
    return found[::-1]


def _read(sound: str, readings: Mapping[str, str]) -> Iterator[tuple[float, str]]:
    """Yield what `sound` may be and costs; what is no word of the corpus stays as it is."""
    if sound in _FUNCTION:
        yield _FUNCTION_COST, ""
    elif sound in _WRITTEN:
        yield _FUNCTION_COST, _WRITTEN[sound]
    elif sound in _NUMBERED:
        yield _WORD_COST, _NUMBERED[sound]
    elif len(sound) > 1 and sound in readings:
        plain = readings[sound] == sound
        yield _WORD_COST + plain * _PLAIN_COST, readings[sound]
