"""The objects of the JSON interface as its OpenAPI document describes them.

They describe and do not convert: what is sent is what `Answer.to_json` and `passage_json` give.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

Language = Literal["ru", "en", "ja"]
Kind = Literal["source", "translation", "account"]


class ErrorObject(BaseModel):
    """Why a request was not answered, and what to do next."""

    error: str


class QuestionObject(BaseModel):
    """A question; fields that are not named here are ignored."""

    question: str = Field(min_length=1, max_length=1000, description="No control characters.")
    id: str = Field("", description="Comes back in the answer.")
    language: Language | None = Field(
        None, description="The language of the answer; without it the question's script decides."
    )
    history: list[str] | None = Field(
        None, description="Earlier questions of the same visitor, oldest first."
    )


class CitationObject(BaseModel):
    """The words of a passage that a sentence rests on: `quote == passage.text[start:end]`."""

    marker: int
    passage_id: str
    source_id: str
    source_title: str
    language: str
    kind: Kind
    heading: str
    quote: str
    start: int
    end: int
    focus: tuple[int, int] | None
    original_passage_id: str | None
    references: list[str]


class NoteObject(BaseModel):
    """What the answer itself does not say, such as that sources disagree."""

    text: str
    passage_id: str | None


class AnswerObject(BaseModel):
    """One answer; every `[n]` in `answer` has its citation and every citation its marker."""

    id: str
    question: str
    language: str
    status: Literal["answered", "abstained", "smalltalk"]
    answer: str
    citations: list[CitationObject]
    notes: list[NoteObject]
    suggestions: list[str]
    answerer: Literal["extractive", "generated"]
    elapsed_ms: float
    confidence: float


class PassageObject(BaseModel):
    """The unit that is found, cited and shown."""

    id: str
    source_id: str
    source_title: str
    language: str
    kind: Kind
    text: str
    heading: str
    aligned_id: str
    original_passage_id: str | None
    references: list[str]
    disagreements: list[str]
    general: bool


class HealthObject(BaseModel):
    """That a probe question was answered, and how quickly."""

    status: Literal["ok"]
    passages: int
    elapsed_ms: float
