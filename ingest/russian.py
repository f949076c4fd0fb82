"""Russian words to dictionary forms, by pymorphy3."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

import pymorphy3
import Stemmer

from ingest.token import Token, fold

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W\d_]+)*")
_FUNCTION_POS = frozenset(("PREP", "CONJ", "PRCL", "NPRO", "INTJ"))
_FUNCTION_WORDS = frozenset(
    "какой который чей сколько когда где куда откуда почему зачем как что кто это этот тот такой"
    " весь быть свой самый там тут тогда именно ли мочь являться".split()
)
# Snowball takes the end of such a name for a suffix: «Карахан» → «караха», «Караханом» → «карахан».
_LIKE_A_SUFFIX = re.compile(r"(.+[аеиоы][нв])а?")


@dataclass(frozen=True, slots=True)
class Form:
    """What the form of a word says: its part of speech, its voice, and every case it may stand in.

    `voice` is "actv", "pssv", "refl", or empty for what is no verb; `cases` are pymorphy's names,
    the rare ones joined to the six of the schools.
    """

    pos: str
    voice: str
    cases: frozenset[str]


class RussianAnalyser:
    """Lemmas for words of the dictionary, Snowball stems for names that it does not know."""

    def __init__(self) -> None:
        """Open the dictionary that comes with pymorphy3."""
        self._morph = _morphology()
        self._snowball = Stemmer.Stemmer("russian", maxCacheSize=0).stemWord
        self._word = lru_cache(maxsize=65536)(self._analyse)

    def tokens(self, text: str) -> list[Token]:
        """Return the words of `text`; a word with a hyphen also gives its parts as terms."""
        found = []
        for match in _WORD.finditer(text):
            terms, content, known = self._word(fold(match.group()))
            found.append(Token(match.group(), match.start(), match.end(), terms, content, known))
        return found

    def _stem(self, word: str) -> str:
        name = _LIKE_A_SUFFIX.fullmatch(word)
        return str(self._snowball(f"{name[1]}у" if name else word))

    def _analyse(self, word: str) -> tuple[tuple[str, ...], bool, bool]:
        parts = [word, *word.split("-")] if "-" in word else [word]
        terms, content, known = [], True, True
        for index, part in enumerate(parts):
            if not _is_named(part):
                terms.append(part)
                known = known and index > 0
                continue
            parse = self._morph.parse(part)[0]
            in_dictionary = self._morph.word_is_known(part) or not part.isalpha()
            lemma = fold(parse.normal_form) if in_dictionary else self._stem(part)
            terms.append(lemma)
            if index == 0:
                known = in_dictionary
                function = parse.tag.POS in _FUNCTION_POS and in_dictionary
                content = not (function or lemma in _FUNCTION_WORDS)
        return tuple(dict.fromkeys(terms)), content, known


_CASES = {"gen2": "gent", "gen1": "gent", "acc2": "accs", "loc1": "loct", "loc2": "loct"}
_VERBS = frozenset(("VERB", "INFN", "GRND", "PRTF", "PRTS"))


@cache
def _morphology() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer()


def _is_named(word: str) -> bool:
    """Tell whether Unicode's tables name each letter of `word`: pymorphy3 fails at any other."""
    return all(unicodedata.name(letter, "") for letter in word)


@lru_cache(maxsize=16384)
def form_of(word: str) -> Form:
    """Return what pymorphy3 says of the form of `word`, its likeliest reading first."""
    if not _is_named(word.lower()):
        return Form("None", "", frozenset())
    readings = _morphology().parse(word.lower())
    tag = readings[0].tag
    cases = frozenset(_CASES.get(r.tag.case, r.tag.case) for r in readings if r.tag.case)
    if tag.POS not in _VERBS:
        return Form(str(tag.POS), "", cases)
    reflexive = word.lower().endswith(("ся", "сь"))
    return Form(str(tag.POS), "refl" if reflexive else str(tag.voice or "actv"), cases)
