"""What is offered is answered: a question that a visitor can touch is tried before it is shown.

All of them come from the corpus, never from a visitor: what was found out may be remembered.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from threading import Lock
from weakref import WeakKeyDictionary

from app.answer import Answer
from app.assistant import Assistant
from app.gaps import quiet
from app.generation.streaming import extractive_of
from app.request import Request

_FOUND: WeakKeyDictionary[Assistant, dict[tuple[str, str], bool]] = WeakKeyDictionary()
_TRYING = Lock()
_log = logging.getLogger("nisso.offers")


def with_answerable(assistant: Assistant, answer: Answer) -> Answer:
    """Return `answer` with those of its suggestions that are answered when they are asked.

    One answer's are tried at a time; another that comes meanwhile keeps those that were tried
    before, so that in a crowd nobody waits for what others may touch.
    """
    if not _TRYING.acquire(blocking=False):
        return replace(answer, suggestions=_known(assistant, answer.suggestions, answer.language))
    try:
        kept = answerable(assistant, answer.suggestions, answer.language)
    finally:
        _TRYING.release()
    return replace(answer, suggestions=kept)


def answerable(assistant: Assistant, questions: Sequence[str], language: str) -> tuple[str, ...]:
    """Return those of the corpus's `questions` that are answered in `language`, in their order."""
    asked, found = _found(assistant)
    for text in questions:
        if (text, language) not in found:
            found[text, language] = _is_answered(asked, text, language)
    return _known(assistant, questions, language)


def _known(assistant: Assistant, questions: Sequence[str], language: str) -> tuple[str, ...]:
    _, found = _found(assistant)
    return tuple(text for text in questions if found.get((text, language)))


def _found(assistant: Assistant) -> tuple[Assistant, dict[tuple[str, str], bool]]:
    """Return who is asked whether it would answer, which is no model, and what it said so far."""
    asked = quiet(extractive_of(assistant))
    return asked, _FOUND.setdefault(asked, {})


def _is_answered(assistant: Assistant, text: str, language: str) -> bool:
    answered = assistant.ask(Request(text, language=language)).status == "answered"
    if not answered:
        _log.warning("not offered, for it finds no answer: %s", text)
    return answered
