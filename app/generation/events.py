"""What happens while an answer is given, in order: sentences, perhaps a replacement, the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.answer import Answer, Citation


@dataclass(frozen=True, slots=True)
class Said:
    """A proved sentence with its markers, and the citations that no sentence before had."""

    text: str
    citations: tuple[Citation, ...]
    answerer: str = "extractive"


@dataclass(frozen=True, slots=True)
class Replaced:
    """Everything said so far is taken back; this answer stands for it."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Tally:
    """How a generated answer came about; times in milliseconds from the question.

    `kept` sentences are the model's own, `replaced` ones gave way to a verbatim one, `dropped`
    ones to nothing. `failure` says why the model was not asked or not heard out.
    """

    kept: int = 0
    replaced: int = 0
    dropped: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    first_ms: float | None = None
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Finished:
    """The whole answer, which is what counts."""

    answer: Answer
    tally: Tally = Tally()


Event = Said | Replaced | Finished


def told(answer: Answer, tally: Tally | None = None) -> Iterator[Event]:
    """Yield the events of an answer that is there already: quote by quote where it is quotes."""
    quotes = [f"{citation.quote} [{citation.marker}]" for citation in answer.citations]
    if quotes and " ".join(quotes) == answer.text:
        for text, citation in zip(quotes, answer.citations, strict=True):
            yield Said(text, (citation,))
    else:
        yield Said(answer.text, answer.citations)
    yield Finished(answer, tally or Tally())
