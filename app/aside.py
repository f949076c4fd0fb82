"""What a visitor says beside the question, in the same message: thanks, memories, apologies."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.asked import is_explicit, is_order
from ingest.sentences import sentences
from ingest.token import fold

_ASKS = re.compile(r"[?？]\W*$")
_ASKS_IN_JAPANESE = re.compile(
    r"(?<!そうです)(?<!そうでした)(?<!そう)([?？]|か[なね]?|かしら|のは)\W*$"
)


@dataclass(frozen=True, slots=True)
class Message:
    """A message in two: the one sentence that asks, and the rest of it."""

    asks: str
    aside: str


def parted(text: str, language: str) -> Message | None:
    """Return `text` in two; None where it is one sentence, or not just one of several asks.

    A question mark or an order tells what asks; where there is none, its words do.
    """
    said = [text[start:end] for start, end in sentences(text)]
    if len(said) == 1:
        return None
    ends = _ASKS_IN_JAPANESE if language == "ja" else _ASKS
    asking = [one for one in said if ends.search(fold(one)) or is_order(one, language)]
    asking = asking or [one for one in said if is_explicit(one, language)]
    if len(asking) != 1:
        return None
    return Message(asking[0], " ".join(one for one in said if one is not asking[0]))
