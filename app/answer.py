"""The answer as data: what was asked, what is said, and the exact words it rests on."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from ingest.records import Passage

Status = Literal["answered", "abstained", "smalltalk"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote `[start, end)` of a passage; `focus` is the answering part, relative to the quote.

    `quote` equals `passage.text[start:end]` to the character. `references` are the works that
    the quoted words rest on, in a reader's form.
    """

    marker: int
    passage_id: str
    source_id: str
    source_title: str
    language: str
    kind: str
    heading: str
    quote: str
    start: int
    end: int
    focus: tuple[int, int] | None
    original_passage_id: str | None
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What the answer itself does not say, such as that sources disagree."""

    text: str
    passage_id: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; only a screen or the command line turns it into text.

    An extractive `text` is the quotes joined by a space, each followed by its marker `[n]`.
    `confidence` is the probability, from 0 to 1, that the sources answer the question.
    """

    id: str
    question: str
    language: str
    status: Status
    text: str
    citations: tuple[Citation, ...] = ()
    notes: tuple[Note, ...] = ()
    suggestions: tuple[str, ...] = ()
    answerer: str = "extractive"
    elapsed_ms: float = 0.0
    confidence: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """Return the answer object that scripts rely on."""
        values = asdict(self)
        values["answer"] = values.pop("text")
        return values


def passage_json(passage: Passage, references: list[str]) -> dict[str, Any]:
    """Return the passage object that scripts rely on; `references` in a reader's form."""
    return {
        "id": passage.id,
        "source_id": passage.source_id,
        "source_title": passage.source_title,
        "language": passage.language,
        "kind": passage.kind,
        "text": passage.text,
        "heading": passage.heading,
        "aligned_id": passage.aligned_id,
        "original_passage_id": passage.original_passage_id,
        "references": references,
        "disagreements": list(passage.disagreements),
        "general": passage.general,
    }
