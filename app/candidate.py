"""A sentence that may answer a question, and the names of what speaks for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.known import KINDS, LIKENESS
from ingest.records import Passage

_DIRECT = (
    "fused", "fused_share", "words", "grams", "best_sentence", "best_question",
    "question_dense", "dense",
    "sentence", "sentence_question", "sentence_question_dense", "sentence_dense",
    "sentence_coverage", "passage_coverage", "told_coverage", "told_passage", "entity_coverage",
    "kind", "same_kind", "first", "defines", "year_missing", "place",
)  # fmt: skip
_ALIGNED = (
    "covered", "gap", "passage_covered", "passage_gap",
    "numbers_missing", "names_missing", "passage_numbers_missing", "passage_names_missing",
    "meant", "passage_meant", "strays", "passage_strays",
)  # fmt: skip
_KNOWN = (
    *(f"known_{name}" for name in LIKENESS), "known_likeness", "known_second",
    *(f"near_{name}" for name in LIKENESS), "near_likeness", "lead",
)  # fmt: skip
_ASKED = (
    *(f"miss_{name}" for name in LIKENESS), "miss_likeness", "miss_second", "miss_share",
    "odd", "oddest", "unknown", "concepts", "carried", "named", "confidence", "listed",
    *(f"asks_{kind}" for kind in KINDS),
)  # fmt: skip
NAMES = (*_DIRECT, *_ALIGNED, *_KNOWN, *_ASKED)
"""The features in the order of a candidate's vector; those of `_ASKED` are the question's own."""


@dataclass(frozen=True, slots=True)
class Place:
    """The sentence `[start, end)` of a passage; `rank` is the passage's, from 0."""

    passage: Passage
    row: int
    rank: int
    sentence: int
    ordinal: int
    start: int
    end: int

    @property
    def text(self) -> str:
        """The sentence itself."""
        return self.passage.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, with its features, shape (len(NAMES),).

    `of_subject` tells that it names the exhibit's own subject, `elsewhere` that of the treaties and
    events it names none, and the question another.
    """

    place: Place
    features: NDArray[np.float32]
    of_subject: bool = False
    elsewhere: bool = False

    @property
    def passage(self) -> Passage:
        """The passage that holds the sentence."""
        return self.place.passage

    @property
    def start(self) -> int:
        """Where in the passage the sentence begins."""
        return self.place.start

    @property
    def end(self) -> int:
        """Where in the passage the sentence ends."""
        return self.place.end

    @property
    def text(self) -> str:
        """The sentence itself."""
        return self.place.text

    def value(self, name: str) -> float:
        """Return the feature called `name`."""
        return float(self.features[NAMES.index(name)])
