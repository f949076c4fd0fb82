"""What speaks for a sentence as the answer to a question, as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.focus import answers_kind
from app.question import Concept, Question
from app.retriever import Evidence
from ingest.glossary import Glossary
from ingest.lexical import Field
from ingest.records import Passage

NAMES = (
    "words", "grams", "best_sentence", "best_question", "dense",
    "sentence", "sentence_question", "sentence_dense",
    "sentence_coverage", "passage_coverage", "entity_coverage",
    "kind", "first", "year_missing",
)  # fmt: skip
"""The features in the order of a candidate's vector."""

PASSAGES = 10
"""How many of the best passages give candidates."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """The sentence `[start, end)` of a passage with its features, shape (len(NAMES),)."""

    passage: Passage
    row: int
    sentence: int
    start: int
    end: int
    features: NDArray[np.float32]

    @property
    def text(self) -> str:
        """The sentence itself."""
        return self.passage.text[self.start : self.end]

    def value(self, name: str) -> float:
        """Return the feature called `name`."""
        return float(self.features[NAMES.index(name)])


def candidates(
    question: Question, evidence: Evidence, passages: Sequence[tuple[int, Passage]], glossary: Glossary
) -> list[Candidate]:
    """Return every sentence of `passages`, given with their rows, as a candidate, in order."""
    fields, scores = evidence.fields, evidence.lexical
    in_sentences = _coverage(question.concepts, fields.sentences, fields.words)
    in_passages = _coverage(question.concepts, fields.words, fields.words)
    entities = tuple(concept for concept in question.concepts if concept.entity)
    with_entities = _coverage(entities, fields.words, fields.words)
    years = _years_missing(question, fields.words)
    found = []
    for row, passage in passages:
        first = int(np.searchsorted(fields.sentence_rows[:, 0], row))
        sentence = first
        while sentence < len(fields.sentence_rows) and fields.sentence_rows[sentence, 0] == row:
            _, start, end = (int(value) for value in fields.sentence_rows[sentence])
            text = passage.text[start:end]
            values = (
                scores.words[row],
                scores.grams[row],
                scores.best_sentence[row],
                scores.best_question[row],
                evidence.dense[row] * evidence.confidence,
                scores.sentences[sentence],
                scores.sentence_questions[sentence],
                evidence.dense_sentences.get((row, start), 0.0) * evidence.confidence,
                in_sentences[sentence],
                in_passages[row],
                with_entities[row] if entities else 1.0,
                answers_kind(question, text, glossary),
                sentence == first,
                years[row],
            )
            features = np.array(values, dtype=np.float32)
            found.append(Candidate(passage, row, sentence, start, end, features))
            sentence += 1
    return found


def _coverage(concepts: Sequence[Concept], field: Field, idf_field: Field) -> NDArray[np.float32]:
    """Return for each row the share of the concepts it covers, weighted by how telling they are."""
    covered = np.zeros(field.size, dtype=np.float32)
    total = 0.0
    for concept in concepts:
        weight = concept.weight * max((idf_field.idf(term) for term in concept.terms[:2]), default=0)
        total += weight
        hit = np.zeros(field.size, dtype=bool)
        for term in concept.terms:
            hit[field.rows(term)] = True
        covered[hit] += np.float32(weight)
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
