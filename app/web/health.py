"""Whether the service can answer: it asks itself a question it must know."""

from __future__ import annotations

import time

from app.assistant import Assistant
from app.gaps import quiet
from app.generation.streaming import extractive_of
from app.request import LONGEST_QUESTION, Request
from app.web.texts import texts_of
from ingest.errors import NissoError


class Unready(NissoError):
    """No probe question is answered."""


def probe(assistant: Assistant) -> float:
    """Return the milliseconds that a probe question took; raise Unready where none is answered.

    The questions are the exhibit's own examples; a folder without any is asked for its first
    passage's words, which the search must find.
    """
    begun = time.perf_counter()
    try:
        ready = _answers(assistant)
    except Exception as error:  # a probe reports whatever is wrong
        raise Unready(f"a probe question failed ({type(error).__name__}); see the log") from error
    if not ready:
        raise Unready("no probe question is answered; run `nisso doctor`, then `nisso ingest`")
    return round(1000 * (time.perf_counter() - begun), 1)


def _answers(assistant: Assistant) -> bool:
    assistant = extractive_of(quiet(assistant))
    language = assistant.index.exhibit.default_language
    examples = texts_of(assistant.index, language).examples
    if not examples:
        return _finds_itself(assistant)
    return any(assistant.ask(Request(text)).status == "answered" for text in examples)


def _finds_itself(assistant: Assistant) -> bool:
    first = next(iter(assistant.index.passages), None)
    if first is None:
        return False
    return bool(assistant.search(first.text[:LONGEST_QUESTION], 1, None))
