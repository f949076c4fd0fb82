"""Which words are verbs, and which voice they stand in: active, passive, or none."""

from __future__ import annotations

import re
from itertools import pairwise

from app.generation.elements import Element, Statement

_JA_VERB = re.compile(r"[\u3041-\u3096](?:[たてで、。]|$)|.(?:し|す|さ)[るたてれせ、。]?")
BE = frozenset("was were is are been being be".split())
_IRREGULAR = frozenset(
    "given taken made held sent paid sold left built won lost shown known drawn written begun seen"
    " told kept brought met led put set cut bought found fought understood forgotten chosen broken"
    " spoken withdrawn overthrown borne laid said thought".split()
)
_PAST = frozenset(
    "met ran beat became began gave took came went wrote saw knew broke chose rose fell struck"
    " drove got lent spoke stood bore flew shot withdrew overthrew forgot understood".split()
)
FINITE = frozenset("was were is are had has have did does do".split())
AUXILIARY = frozenset("to shall must will would did does do not should could can may".split())
_REDUCED = frozenset("by in at on between under with for of from to".split())


def voiced(word: Element, said: Statement, ground: Statement) -> bool:
    """Tell whether a verb has a voice that the ground gives it; what is no verb has none."""
    mine = _voice(word, said)
    theirs = {_voice(other, ground) for other in ground.like(word)}
    if not mine or not theirs or mine in theirs:
        return True
    return "" in theirs or (mine == "pssv" and "reduced" in theirs)


def _voice(word: Element, of: Statement) -> str:
    text = of.text[word.start : word.end]
    if of.language == "ja":
        found = re.match(r"(?:さ|せら|ば|ら|か|ま|わ|た|が|な)?れ|(?:し|す)", of.text[word.end :])
        return "" if not found else "actv" if found.group() in ("し", "す") else "pssv"
    if of.language == "ru":
        from ingest.russian import form_of

        return form_of(text).voice
    if not like_participle(text.lower()):
        return ""
    before = [t.text.lower() for t in of.tokens if t.end <= word.start][-2:]
    if before[-1:] and (before[-1] in BE or (before[0] in BE and before[-1].endswith("ly"))):
        return "pssv"
    after = [t.text.lower() for t in of.tokens if t.start >= word.end][:1]
    stops = re.match(r"\s*[,.;:)]", of.text[word.end :])
    return "reduced" if stops or (after and after[0] in _REDUCED) else "actv"


def like_participle(word: str) -> bool:
    """Tell whether an English word in small letters may be a past participle."""
    return word in _IRREGULAR or (word.endswith("ed") and len(word) > 4)


def verbs_of(of: Statement) -> list[Element]:
    """Return the words that are verbs, as far as their form or the word before tells."""
    if of.language == "ja":
        return [e for e in of.of("word") if _JA_VERB.match(of.text, e.end - 1)]
    if of.language == "ru":
        from ingest.russian import form_of

        return [e for e in of.of("word") if form_of(of.text[e.start : e.end]).voice]
    before = {t.start: b.text.lower() for b, t in pairwise(of.tokens)}
    return [
        e
        for e in of.of("word")
        if like_participle(of.text[e.start : e.end].lower())
        or of.text[e.start : e.end].lower() in _PAST
        or before.get(e.start, "") in AUXILIARY
    ]
