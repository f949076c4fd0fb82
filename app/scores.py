"""How well each passage and each sentence of one language fits a question, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.question import Question
from ingest.fields import Fields
from ingest.lexical import Field
from ingest.terms import grams

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Lexical:
    """Scores from words, each a share of what a perfect row could reach, about 0 to 1.

    `words`, `grams`, `best_sentence` and `best_question` have a value for each passage;
    `sentences` and `sentence_questions` one for each sentence, `questions` one for each known
    question.
    """

    words: Array
    grams: Array
    best_sentence: Array
    best_question: Array
    sentences: Array
    sentence_questions: Array
    questions: Array


def lexical(question: Question, fields: Fields, language: str) -> Lexical:
    """Return the scores of the passages and sentences of `language` for `question`.

    In a language other than the question's only entries, dates and numbers can match.
    """
    same = language == question.language
    weights = question.weights() if same else question.shared_weights()
    words = _share(fields.words, weights)
    sentences = _share(fields.sentences, weights)
    surface = dict.fromkeys(grams(question.mended, language), 1.0) if same else {}
    known = (
        _share(fields.questions, weights) if same else np.zeros(fields.questions.size, np.float32)
    )
    return Lexical(
        words,
        _share(fields.grams, surface),
        best_by_row(sentences, fields.sentence_rows[:, 0], words.size),
        best_by_row(known, fields.question_rows[:, 0], words.size),
        sentences,
        best_by_row(known, fields.question_rows[:, 1], sentences.size),
        known,
    )


def _share(field: Field, weights: Mapping[str, float]) -> Array:
    ceiling = sum(weight * field.idf(term) for term, weight in weights.items())
    if not ceiling:
        return np.zeros(field.size, dtype=np.float32)
    return field.scores(weights) / np.float32(ceiling)


def best_by_row(values: Array, rows: NDArray[np.int32], size: int) -> Array:
    """Return for each of `size` rows the highest of the `values` that point at it, 0 for none."""
    best = np.zeros(size + 1, dtype=np.float32)  # −1 is the last place, which is dropped
    np.maximum.at(best, rows, values)
    return best[:-1]
