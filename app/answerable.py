"""What is offered is answered: a question that a visitor can touch is tried before it is shown.

All of them come from the corpus, never from a visitor: what was found out may be remembered.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from weakref import WeakKeyDictionary

from app.answer import Answer
from app.assistant import Assistant
from app.gaps import quiet
from app.generation.streaming import extractive_of
from app.request import Request

_FOUND: WeakKeyDictionary[Assistant, dict[tuple[str, str], bool]] = WeakKeyDictionary()
_log = logging.getLogger("nisso.offers")


def with_answerable(assistant: Assistant, answer: Answer) -> Answer:
    """Return `answer` with those of its suggestions that are answered when they are asked."""
    kept = answerable(assistant, answer.suggestions, answer.language)
    return replace(answer, suggestions=kept)


def answerable(assistant: Assistant, questions: Sequence[str], language: str) -> tuple[str, ...]:
    """Return those of the corpus's `questions` that are answered in `language`, in their order."""
    asked = quiet(extractive_of(assistant))  # no model is asked whether it would answer
    found = _FOUND.setdefault(asked, {})
    for text in questions:
        if (text, language) not in found:
            found[text, language] = _is_answered(asked, text, language)
    return tuple(text for text in questions if found[text, language])


def _is_answered(assistant: Assistant, text: str, language: str) -> bool:
    answered = assistant.ask(Request(text, language=language)).status == "answered"
    if not answered:
        _log.warning("not offered, for it finds no answer: %s", text)
    return answered
