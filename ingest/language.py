"""The language of a text, found from its script and its function words.

The question's frame decides, not the names in it: «Кто такой 後藤新平?» is Russian.
"""

from __future__ import annotations

import re

LANGUAGES = ("ru", "en", "ja")

_CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+(?:['’][A-Za-z]+)?")
_KANA = re.compile(r"[\u3041-\u30ff]")
_HIRAGANA = re.compile(r"[\u3041-\u309f]")
_HAN = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf々〆]")
_LETTER = re.compile(r"[^\W\d_]")

_RUSSIAN_WORDS = frozenset(
    "а в во вы где для до его ей ему если есть же за зачем и из или их к как какая какие каким"
    " каких какого какое какой каком какую ко когда кого кому кто куда ли мне на над не о об они"
    " от откуда по почему при про с сколько со так там то того тот у чего чей чем чему что это"
    " этот я был была были было такой такая такое".split()
)
_ENGLISH_WORDS = frozenset(
    "a about an and any are at be by can could did do does for from give had has have how i in is"
    " it its list me much name of on or please say tell that the them then there they this to was"
    " were what when where which who whom whose why will with would you your many long".split()
)


def language_of(text: str, default: str | None = None) -> str | None:
    """Return "ru", "en" or "ja"; `default` where the text has letters of none of them.

    Function words outweigh names in another script; without them the script with the most
    letters decides, a Han or kana character counting as a syllable of two letters.
    """
    ja = 2 * (len(_KANA.findall(text)) + len(_HAN.findall(text)))
    russian = _CYRILLIC.findall(text)
    latin = _LATIN.findall(text)
    frame = {
        "ru": sum(w.lower() in _RUSSIAN_WORDS for w in russian),
        "en": sum(w.lower() in _ENGLISH_WORDS for w in latin),
        "ja": int(len(_HIRAGANA.findall(text)) >= 2),
    }
    spoken = [language for language, hits in frame.items() if hits]
    if len(spoken) == 1:
        return spoken[0]
    letters = {"ru": sum(map(len, russian)), "en": sum(map(len, latin)), "ja": ja}
    if not any(letters.values()):
        return default
    candidates = spoken or list(LANGUAGES)
    return max(candidates, key=lambda language: (frame[language] > 0, letters[language]))


def has_foreign_letters(text: str) -> bool:
    """Tell whether most letters belong to a script that none of the three languages uses."""
    letters = _LETTER.findall(text)
    known = len("".join(_CYRILLIC.findall(text))) + len("".join(_LATIN.findall(text)))
    known += len(_KANA.findall(text)) + len(_HAN.findall(text))
    return len(letters) > 2 * known
