"""How far the words of a question stand in a text: the same terms, or words near in meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.question import Concept, Question
from app.scores import Array
from ingest.encoder import Encoder
from ingest.fields import Fields
from ingest.termlists import TermLists, numbered
from ingest.unit import Vectors

_NEAR = 0.9
"""What a word of the very same vector counts: near is never the word itself."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """A question's concepts beside some terms: `likeness` (c, t) is 1 for the term itself.

    `columns` (v,) names the column of each of those t terms by its number; no text that is
    compared may hold another. `weights` (c,) and `telling` (v,) say how much a concept and a term
    tell.
    """

    likeness: Array
    columns: NDArray[np.int32]
    weights: Array
    telling: Array

    def covered(self, texts: TermLists) -> tuple[Array, Array]:
        """Return what share of the question each text covers, and the weight of the widest gap."""
        size = len(texts)
        total = float(self.weights.sum())
        if not size or not total:
            return np.zeros(size, np.float32), np.zeros(size, np.float32)
        likeness = self.likeness[:, self.columns[texts.ids]]
        best = np.maximum.reduceat(likeness, texts.starts, axis=1)
        gap = ((1 - best) * self.weights[:, None]).max(axis=0)
        return np.asarray(self.weights @ best / total, np.float32), np.asarray(gap, np.float32)

    def covering(self, texts: TermLists) -> tuple[Array, Array]:
        """Return what share of each text the question covers, and the weight of the widest gap."""
        if not len(texts):
            return np.zeros(0, np.float32), np.zeros(0, np.float32)
        best = self.likeness.max(axis=0, initial=0.0)[self.columns[texts.ids]]
        weight = self.telling[texts.ids]
        total = np.add.reduceat(weight, texts.starts)
        share = np.add.reduceat(best * weight, texts.starts) / np.maximum(total, 1e-6)
        gap = np.maximum.reduceat((1 - best) * weight, texts.starts)
        return np.asarray(share, np.float32), np.asarray(gap, np.float32)


class Words:
    """Every term of one language's sentences and known questions, with its vector."""

    def __init__(self, fields: Fields, encoder: Encoder) -> None:
        """Give each term a number from 1; 0 is no term."""
        self._encoder = encoder
        self._fields = fields
        self.terms = numbered(fields.words, fields.questions)
        self.ids = {term: number for number, term in enumerate(self.terms)}
        self._vectors = np.zeros((len(self.terms), encoder.dimension), np.float32)
        words = [number for number, term in enumerate(self.terms) if is_word(term)]
        vectors = encoder.words([self.terms[number] for number in words])
        if vectors is not None:
            self._vectors[words] = vectors
        self.telling = np.array([0.0, *map(self._telling, self.terms[1:])], np.float32)

    def align(self, question: Question, *compared: TermLists) -> Alignment:
        """Return the concepts that `question` names, beside the terms of the texts `compared`."""
        concepts = [concept for concept in question.concepts if concept.text]
        inside = np.zeros(len(self.terms), bool)
        for texts in compared:
            inside[texts.ids] = True
        numbers = np.flatnonzero(inside)
        columns = np.zeros(len(self.terms), np.int32)
        columns[numbers] = np.arange(numbers.size)
        likeness = self._near(concepts, numbers)
        weights = np.zeros(len(concepts), np.float32)
        for row, concept in enumerate(concepts):
            same = [self.ids[term] for term in concept.terms if term in self.ids]
            likeness[row, columns[[number for number in same if inside[number]]]] = 1.0
            weights[row] = concept.weight * max(map(self._telling, concept.terms[:2]), default=0.0)
        return Alignment(likeness, columns, weights, self.telling)

    def _near(self, concepts: Sequence[Concept], numbers: NDArray[np.intp]) -> Array:
        """Return how near in meaning each concept is to the terms `numbers`, (c, t)."""
        near = np.zeros((len(concepts), numbers.size), np.float32)
        words = [
            (row, term)
            for row, concept in enumerate(concepts)
            for term in concept.terms
            if is_word(term)
        ]
        vectors = self._vectors_of([term for _, term in words])
        if vectors is None:
            return near
        cosines = np.asarray(vectors @ self._vectors[numbers].T, np.float32)
        for (row, _), found in zip(words, cosines, strict=True):
            np.maximum(near[row], _NEAR * found, out=near[row])
        return near

    def _vectors_of(self, words: Sequence[str]) -> Vectors | None:
        """Return a vector a word, (n, d); the encoder reads only those that no text holds."""
        strange = [word for word in words if word not in self.ids]
        read = self._encoder.words(strange)
        if read is None:
            return None
        found = self._vectors[[self.ids.get(word, 0) for word in words]]
        found[[row for row, word in enumerate(words) if word not in self.ids]] = read
        return found

    def _telling(self, term: str) -> float:
        """Return ln(1 + (N − n + ½)/(n + ½)) over sentences and known questions together."""
        fields = self._fields
        rows = fields.sentences.size + fields.questions.size
        n = fields.sentences.frequency(term) + fields.questions.frequency(term)
        return float(np.log(1 + (rows - n + 0.5) / (n + 0.5)))


def is_word(term: str) -> bool:
    """Tell whether `term` is a word, not an entry of the glossary, a date or a number."""
    return bool(term) and not is_entity(term) and not is_number(term)


def is_entity(term: str) -> bool:
    """Tell whether `term` stands for an entry of the glossary."""
    return term.startswith("@")


def is_number(term: str) -> bool:
    """Tell whether `term` is a date or a number."""
    return term[:1].isdigit()
