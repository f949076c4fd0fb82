"""What speaks for a sentence as the answer to a question, as numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.focus import answers_kind
from app.question import Concept, Question
from app.retriever import Evidence
from ingest.entries import SOURCE as GLOSSARY
from ingest.fields import Fields
from ingest.glossary import Glossary
from ingest.lexical import Field
from ingest.records import Passage

NAMES = (
    "fused", "fused_share", "words", "grams", "best_sentence", "best_question",
    "question_dense", "dense",
    "sentence", "sentence_question", "sentence_question_dense", "sentence_dense",
    "sentence_coverage", "passage_coverage", "told_coverage", "told_passage", "entity_coverage",
    "kind", "same_kind", "first", "defines", "year_missing",
)  # fmt: skip
"""The features in the order of a candidate's vector."""

_COVERABLE = 0.5
"""For a term that no known question holds."""

_FRAME = frozenset(
    "значить означать выражение термин слово понятие человек объяснить смысл mean meaning term word"
    " person man explain definit defin 意味 言葉 用語 人物 人 説明 単語 意味する".split()
)
"""Terms that only ask who or what something is."""

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
    question: Question,
    evidence: Evidence,
    passages: Sequence[tuple[int, Passage]],
    glossary: Glossary,
) -> list[Candidate]:
    """Return every sentence of `passages`, given with their rows, as a candidate, in order."""
    fields, scores = evidence.fields, evidence.lexical
    shares = Shares.of(question, evidence)
    defined = _defined(question)
    top = max(float(evidence.fused.max(initial=0.0)), 1e-6)
    found = []
    for row, passage in passages:
        first = int(np.searchsorted(fields.sentence_rows[:, 0], row))
        sentence = first
        while sentence < len(fields.sentence_rows) and fields.sentence_rows[sentence, 0] == row:
            _, start, end = (int(value) for value in fields.sentence_rows[sentence])
            values = (
                evidence.fused[row],
                evidence.fused[row] / top,
                scores.words[row],
                scores.grams[row],
                scores.best_sentence[row],
                scores.best_question[row],
                evidence.question_dense[row],
                evidence.dense[row],
                scores.sentences[sentence],
                scores.sentence_questions[sentence],
                evidence.sentence_question_dense[sentence],
                evidence.dense_sentences.get((row, start), 0.0),
                shares.sentences[sentence],
                shares.passages[row],
                shares.told[sentence],
                shares.told_passages[row],
                shares.entities[row],
                answers_kind(question, passage.text[start:end], glossary),
                evidence.same_kind[sentence],
                sentence == first,
                sentence == first and passage.aligned_id == defined,
                shares.years_missing[row],
            )
            features = np.array(values, dtype=np.float32)
            found.append(Candidate(passage, row, sentence, start, end, features))
            sentence += 1
    return found


def _defined(question: Question) -> str:
    """Return the glossary passage that says what the question names, if it asks nothing else."""
    entities = set(question.entities)
    others = [c for c in question.concepts if c.text and not c.entity]
    if len(entities) != 1 or question.asked not in ("what", "who", "yesno") or question.carried:
        return ""
    if any(not set(concept.terms) & _FRAME for concept in others):
        return ""
    return f"{GLOSSARY}:{entities.pop()}"


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
    def of(cls, question: Question, evidence: Evidence) -> Shares:
        """Return the shares of every passage and sentence of the evidence's language."""
        fields = evidence.fields
        words, concepts = fields.words, question.concepts
        weights = {concept: concept.weight * tellingness(concept, fields) for concept in concepts}
        rows = fields.sentence_rows[:, 0]
        entities = tuple(concept for concept in concepts if concept.entity and concept.text)
        named = _coverage(entities, words, weights) if entities else np.ones(words.size, np.float32)
        return cls(
            _coverage(concepts, fields.sentences, weights),
            _coverage(concepts, words, weights),
            _coverage(concepts, fields.told, weights),
            _coverage(concepts, fields.told, weights, rows, words.size),
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
    field: Field,
    weights: Mapping[Concept, float],
    passage_rows: NDArray[np.int32] | None = None,
    size: int | None = None,
) -> NDArray[np.float32]:
    """Return for each row the share of the concepts that it covers.

    With `passage_rows`, the passage of each row of `field`, a passage of the `size` passages
    covers what its rows cover.
    """
    size = field.size if size is None else size
    covered = np.zeros(size, dtype=np.float32)
    total = 0.0
    for concept in concepts:
        weight = weights[concept]
        total += weight
        hit = np.zeros(size, dtype=bool)
        for term in concept.terms:
            rows = field.rows(term)
            hit[rows if passage_rows is None else passage_rows[rows]] = True
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
