"""What a visitor says beside the question, in the same message: thanks, memories, apologies."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.asked import is_explicit, is_order
from ingest.sentences import sentences
from ingest.token import fold

# Over folded text.
_ASKS = re.compile(r"\?\W*$")
_ASKS_IN_JAPANESE = re.compile(r"(\?|か[なね]?|かしら|のは)\W*$")
_REACTION = {
    "ru": re.compile(r"\W*(да|правда|серьезно|неужели|вот как)\W*"),
    "en": re.compile(r"\W*(oh|yes|really|right|is that so|no kidding)\W*"),
    "ja": re.compile(r"\W*((へえ|ああ|おや)\W*)?(そう(なん)?|本当)(です|でした)?か?[なね]?\W*"),
}
"""Sentences that ask for nothing, though they end like a question."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message in two: the one sentence that asks, and the rest of it."""

    asks: str
    aside: str


def parted(text: str, language: str) -> Message | None:
    """Return `text` in two; None where it is one sentence, or not just one of several asks.

    A question mark, an order or a wish tells what asks; where there is none, its words do.
    """
    said = [text[start:end] for start, end in sentences(text)]
    if len(said) == 1:
        return None
    asking = [one for one in said if _asks(one, language)]
    asking = asking or [one for one in said if is_explicit(one, language)]
    if len(asking) != 1:
        return None
    return Message(asking[0], " ".join(one for one in said if one is not asking[0]))


def _asks(sentence: str, language: str) -> bool:
    text = fold(sentence)
    ends = _ASKS_IN_JAPANESE if language == "ja" else _ASKS
    reacts = _REACTION[language].fullmatch(text)
    return is_order(sentence, language) or bool(ends.search(text) and not reacts)
