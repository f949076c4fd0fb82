"""What the retriever knows of a question: found passages, and the scores behind them."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.scores import Array, Lexical
from ingest.fields import Fields
from ingest.vectors import Hit


@dataclass(frozen=True, slots=True)
class Found:
    """A passage and its score; higher is better, and scores of one search compare."""

    passage_id: str
    source_id: str
    language: str
    score: float


@dataclass(frozen=True, slots=True)
class Embedded:
    """What the encoder says of a question: the nearest chunks, best first, of every language.

    They may still be on their way. `cosines` has one value for each known question of the language
    asked in, or of every language where the index does not have that one.
    """

    confidence: float
    nearest: Future[list[Hit]]
    cosines: Mapping[str, Array]


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that the retriever knows of one language for a question.

    `fused` and `dense` have a value for each passage, `dense_sentences` one for each sentence
    range (passage row, start) that was among the nearest. `question_cosines` has one for each known
    question, `question_dense` and `sentence_question_dense` the best of them for each passage and
    sentence; `same_kind` marks the sentences known to answer a question of this kind.
    """

    language: str
    fields: Fields
    lexical: Lexical
    fused: Array
    dense: Array
    dense_sentences: Mapping[tuple[int, int], float]
    question_cosines: Array
    question_dense: Array
    sentence_question_dense: Array
    same_kind: Array
    confidence: float


def best_rows(scores: Array, k: int) -> NDArray[np.intp]:
    """Return the rows of the `k` highest of `scores` that are above 0, the highest first."""
    count = min(k, int(np.count_nonzero(scores > 0)))
    if not count:
        return np.zeros(0, np.intp)
    best = np.argpartition(-scores, count - 1)[:count]
    return best[np.lexsort((best, -scores[best]))]
