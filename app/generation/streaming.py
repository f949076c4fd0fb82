"""Any assistant's answer as it comes: the faces ask here and need not know which one it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import cast

from app.answer import Answer, Citation
from app.assistant import Assistant
from app.gaps import Noting, quiet
from app.generation.answerer import GenerativeAnswerer, open_answerer
from app.generation.events import Event, Finished, Replaced, Said, told
from app.generation.settings import Settings
from app.request import Request


def assistant_with(assistant: Assistant, settings: Settings | None) -> Assistant:
    """Return `assistant`, or what stands in its place when a language model is configured."""
    return cast(Assistant, open_answerer(assistant, settings)) if settings else assistant


def writes(assistant: Assistant) -> bool:
    """Tell whether a language model words the answers of `assistant`."""
    return isinstance(cast(object, quiet(assistant)), GenerativeAnswerer)


def extractive_of(assistant: Assistant) -> Assistant:
    """Return the assistant that quotes, which a model's answerer has behind it."""
    answerer = cast(object, quiet(assistant))
    return answerer.extractive if isinstance(answerer, GenerativeAnswerer) else assistant


def events_of(assistant: Assistant, request: Request) -> Iterator[Event]:
    """Yield the answer to `request` as it is proved, or as it is quoted."""
    answerer = cast(object, quiet(assistant))
    if not isinstance(answerer, GenerativeAnswerer):
        yield from told(assistant.ask(request))
        return
    for event in answerer.stream(request):
        if isinstance(event, Finished) and isinstance(assistant, Noting):
            assistant.note(event.answer)
        yield event


def growing(assistant: Assistant, request: Request) -> Iterator[Answer]:
    """Yield the answer after each sentence of a model, and at the end the whole."""
    texts: list[str] = []
    citations: list[Citation] = []
    for event in events_of(assistant, request):
        if isinstance(event, Said) and event.answerer == "generated":
            texts.append(event.text)
            citations += event.citations
            yield _so_far(request, " ".join(texts), citations)
        elif not isinstance(event, Said):
            yield event.answer


def event_text(event: Event) -> str:
    """Return an event as `text/event-stream` has it: its name and one line of JSON."""
    if isinstance(event, Said):
        rows = [asdict(citation) for citation in event.citations]
        return _lines(
            "sentence", {"text": event.text, "citations": rows, "answerer": event.answerer}
        )
    if isinstance(event, Replaced):
        return _lines("replace", event.answer.to_json())
    first = {"first_sentence_ms": event.tally.first_ms}
    return _lines("done", event.answer.to_json() | first)


def _lines(name: str, row: dict[str, object]) -> str:
    return f"event: {name}\ndata: {json.dumps(row, ensure_ascii=False)}\n\n"


def _so_far(request: Request, text: str, citations: list[Citation]) -> Answer:
    language = citations[0].language if citations else request.screen_language or "en"
    answer = Answer(request.id, request.question, language, "answered", text, tuple(citations))
    return replace(answer, answerer="generated")
