"""One visitor's conversation on the chat page: what was asked, and how it is shown."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.answerable import with_answerable
from app.assistant import Assistant
from app.generation.streaming import growing
from app.request import LONGEST_QUESTION, BadRequest, Request, checked
from app.web.render import answer_html, message_html
from app.web.strings import words
from app.web.timeline import lit_events

_MOST_TURNS = 12
_log = logging.getLogger("nisso.web")


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with its answer as the page shows them, and the events the answer is about."""

    question: str
    html: str
    lit: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Visit:
    """A conversation; lives in the page's per-visitor state and nowhere else."""

    language: str
    turns: tuple[Turn, ...] = ()
    asked: int = 0


def answered(question: str, visit: Visit, assistant: Assistant) -> Visit:
    """Return `visit` with `question` answered, or with why it was not; the oldest turns go."""
    number = visit.asked + 1
    turn = _turn(question, visit, assistant, key=str(number))
    return replace(visit, turns=(*visit.turns, turn)[-_MOST_TURNS:], asked=number)


def answering(question: str, visit: Visit, assistant: Assistant) -> Iterator[Visit]:
    """Yield `visit` with the answer so far, sentence by sentence; the last one is as `answered`."""
    number = visit.asked + 1
    try:
        request = _request(checked(question), visit)
        for grown in growing(assistant, request):
            answer = with_answerable(assistant, grown)
            html = answer_html(answer, assistant.index, key=str(number))
            turn = Turn(request.question, html, lit_events(answer, assistant.index))
            yield replace(visit, turns=(*visit.turns, turn)[-_MOST_TURNS:], asked=number)
    except Exception:  # told in the visitor's language, as for any question
        yield answered(question, visit, assistant)


def _request(text: str, visit: Visit) -> Request:
    history = tuple(turn.question for turn in visit.turns if turn.question)
    return Request(text, history=history, screen_language=visit.language)


def _turn(question: str, visit: Visit, assistant: Assistant, *, key: str) -> Turn:
    own = words(visit.language)
    try:
        return _answer(checked(question), visit, assistant, key=key)
    except BadRequest:
        why = own.too_long if len(question) > LONGEST_QUESTION else own.unreadable
    except Exception as error:  # a visitor is told in their own language, the log gets the kind
        _log.error("a question failed: %s", type(error).__name__)
        why = own.failed
    shown = question[:LONGEST_QUESTION].encode("utf-8", "replace").decode("utf-8")
    return Turn("", message_html(shown, why, visit.language))


def _answer(text: str, visit: Visit, assistant: Assistant, *, key: str) -> Turn:
    answer = with_answerable(assistant, assistant.ask(_request(text, visit)))
    html = answer_html(answer, assistant.index, key=key)
    return Turn(text, html, lit_events(answer, assistant.index))
