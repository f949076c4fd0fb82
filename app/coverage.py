"""Which share of a question the passages and sentences cover, by how telling its words are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from app.question import Concept, Question
from ingest.fields import Fields
from ingest.lexical import Field, Rows

_COVERABLE = 0.5
"""For a term that no known question holds."""


@dataclass(frozen=True, slots=True)
class Shares:
    """Which share of the question each passage or sentence covers, by how telling its words are.

    `told` counts what a sentence is known to be asked by, besides its own words.
    """

    sentences: NDArray[np.float32]
    passages: NDArray[np.float32]
    told: NDArray[np.float32]
    told_passages: NDArray[np.float32]
    entities: NDArray[np.float32]
    years_missing: NDArray[np.float32]

    @classmethod
    def of(cls, question: Question, fields: Fields) -> Shares:
        """Return the shares of every passage and sentence that `fields` are of."""
        words, concepts = fields.words, question.concepts
        weights = {concept: concept.weight * tellingness(concept, fields) for concept in concepts}
        passages = fields.sentence_rows[:, 0]
        told = cache(fields.told)
        entities = tuple(concept for concept in concepts if concept.entity and concept.text)
        named = (
            _coverage(entities, words.rows, words.size, weights)
            if entities
            else np.ones(words.size, np.float32)
        )
        return cls(
            _coverage(concepts, fields.sentences.rows, fields.sentences.size, weights),
            _coverage(concepts, words.rows, words.size, weights),
            _coverage(concepts, told, fields.sentences.size, weights),
            _coverage(concepts, lambda term: passages[told(term)], words.size, weights),
            named,
            _years_missing(question, words),
        )


def tellingness(concept: Concept, fields: Fields) -> float:
    """Return how much a concept tells: its idf, times how often passages that answer hold it.

    The idf is taken over sentences and known questions together, so a visitor's everyday verb
    tells little; what the exhibit's main subject adds by itself tells nothing.
    """
    if not concept.text:
        return 0.0
    rows = fields.sentences.size + fields.questions.size
    return max((_telling(term, fields, rows) for term in concept.terms[:2]), default=0.0)


def _telling(term: str, fields: Fields, rows: int) -> float:
    n = fields.sentences.frequency(term) + fields.questions.frequency(term)
    idf = float(np.log(1 + (rows - n + 0.5) / (n + 0.5)))
    return idf * fields.coverable.get(term, _COVERABLE)


def _coverage(
    concepts: Sequence[Concept],
    rows: Callable[[str], Rows],
    size: int,
    weights: Mapping[Concept, float],
) -> NDArray[np.float32]:
    """Return for each of `size` rows the share of the concepts that it covers.

    `rows` gives those that a term covers.
    """
    covered = np.zeros(size, dtype=np.float32)
    total = 0.0
    for concept in concepts:
        weight = weights[concept]
        if not weight:
            continue
        total += weight
        hit = np.zeros(size, dtype=np.float32)
        for term in concept.terms:
            hit[rows(term)] = weight
        covered += hit
    return covered / np.float32(total) if total else covered


def _years_missing(question: Question, field: Field) -> NDArray[np.float32]:
    """Return for each passage the share of the question's years and dates that it lacks."""
    asked = sorted(question.years | question.full_dates)
    missing = np.zeros(field.size, dtype=np.float32)
    for value in asked:
        lacking = np.ones(field.size, dtype=bool)
        lacking[field.rows(value)] = False
        missing[lacking] += np.float32(1 / len(asked))
    return missing


def unknown_share(question: Question, fields: Fields) -> float:
    """Return the share of the question's concepts that stand nowhere in the texts, by weight."""
    if not question.concepts:
        return 1.0
    weights = [c.weight * tellingness(c, fields) for c in question.concepts]
    missing = sum(
        weight
        for weight, concept in zip(weights, question.concepts, strict=True)
        if not any(fields.words.frequency(term) for term in concept.terms)
    )
    return missing / sum(weights) if sum(weights) else 0.0
