"""A generated answer in a terminal: each proved sentence at once, then its sources and the time."""

from __future__ import annotations

from collections.abc import Iterator

from app.assistant import Assistant
from app.generation.events import Finished, Replaced, Said
from app.generation.streaming import events_of
from app.request import Request
from app.text import answer_text

_WRITTEN = {
    "ru": "Написано машиной по показанным отрывкам.",
    "en": "Written by a machine from the passages shown.",
    "ja": "示した資料をもとに機械が書いたものです。",
}
_REPLACED = {
    "ru": "Модель не договорила; отвечают источники:",
    "en": "The model broke off; the sources answer:",
    "ja": "モデルの回答が途切れたため、資料の言葉でお答えします。",
}


def terminal_text(assistant: Assistant, request: Request) -> Iterator[str]:
    """Yield the answer to `request` piece by piece, and at the end how long the first took."""
    for event in events_of(assistant, request):
        if isinstance(event, Said):
            yield f"{event.text}\n"
        elif isinstance(event, Replaced):
            yield f"\n{_REPLACED[event.answer.language]}\n{event.answer.text}\n"
        else:
            yield from _end(event)


def _end(event: Finished) -> Iterator[str]:
    answer, tally = event.answer, event.tally
    yield answer_text(answer).removeprefix(answer.text).lstrip("\n")
    if answer.answerer == "generated":
        yield f"\n{_WRITTEN[answer.language]}\n"
    if tally.failure:
        yield f"\n(extractive: {tally.failure})\n"
    first = f"{tally.first_ms:.0f}" if tally.first_ms is not None else "–"
    yield f"\n{first} ms to the first sentence, {answer.elapsed_ms:.0f} ms in all\n"
