"""How far the words of a question stand in a text: the same terms, or words near in meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.question import Question
from app.scores import Array
from ingest.encoder import Encoder
from ingest.fields import Fields
from ingest.lexical import Field

_NEAR = 0.9
"""What a word of the very same vector counts: near is never the word itself."""

Numbers = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts as the numbers of their terms, end to end: text i begins at `starts[i]` of `ids`.

    Every text begins with 0, the number of no term, so that none is empty.
    """

    ids: Numbers
    starts: Numbers


@dataclass(frozen=True, slots=True)
class Alignment:
    """A question's concepts beside every term: `likeness` (c, v) is 1 for the term itself.

    `weights` (c,) and `telling` (v,) say how much a concept and a term tell.
    """

    likeness: Array
    weights: Array
    telling: Array

    def covered(self, texts: Texts) -> tuple[Array, Array]:
        """Return what share of the question each text covers, and the weight of the widest gap."""
        size = texts.starts.size
        total = float(self.weights.sum())
        if not size or not total:
            return np.zeros(size, np.float32), np.zeros(size, np.float32)
        best = np.maximum.reduceat(self.likeness[:, texts.ids], texts.starts, axis=1)
        gap = ((1 - best) * self.weights[:, None]).max(axis=0)
        return np.asarray(self.weights @ best / total, np.float32), np.asarray(gap, np.float32)

    def covering(self, texts: Texts) -> tuple[Array, Array]:
        """Return what share of each text the question covers, and the weight of the widest gap."""
        if not texts.starts.size:
            return np.zeros(0, np.float32), np.zeros(0, np.float32)
        best = self.likeness.max(axis=0, initial=0.0)[texts.ids]
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
        self.terms = ("", *sorted({*fields.words.vocabulary(), *fields.questions.vocabulary()}))
        self.ids = {term: number for number, term in enumerate(self.terms)}
        self._vectors = np.zeros((len(self.terms), encoder.dimension), np.float32)
        words = [number for number, term in enumerate(self.terms) if is_word(term)]
        vectors = encoder.words([self.terms[number] for number in words])
        if vectors is not None:
            self._vectors[words] = vectors
        self.telling = np.array([0.0, *map(self._telling, self.terms[1:])], np.float32)

    def texts(self, rows: Sequence[Sequence[str]]) -> Texts:
        """Return `rows`, each the terms of a text, as numbers; unknown terms are left out."""
        ids: list[int] = []
        starts = []
        for row in rows:
            starts.append(len(ids))
            ids.append(0)
            ids += {self.ids[term] for term in row if term in self.ids}
        return Texts(np.array(ids, np.int32), np.array(starts, np.int32))

    def rows(self, field: Field) -> Texts:
        """Return the rows of `field` as texts; a term counts once in each."""
        numbers = np.array([self.ids[term] for term in field.vocabulary()], np.int32)
        rows, terms = field.rows_of_terms()
        counts = np.bincount(rows, minlength=field.size)
        starts = np.cumsum(counts + 1) - (counts + 1)
        ids = np.zeros(int(counts.sum()) + field.size, np.int32)
        ids[np.arange(rows.size) + rows + 1] = numbers[terms]
        return Texts(ids, np.asarray(starts, np.int32))

    def align(self, question: Question) -> Alignment:
        """Return the concepts that `question` names, beside every term."""
        concepts = [concept for concept in question.concepts if concept.text]
        likeness = np.zeros((len(concepts), len(self.terms)), np.float32)
        weights = np.zeros(len(concepts), np.float32)
        for row, concept in enumerate(concepts):
            words = [term for term in concept.terms if is_word(term)]
            vectors = self._encoder.words(words) if words else None
            if vectors is not None:
                near = np.asarray(vectors @ self._vectors.T, np.float32).max(axis=0)
                likeness[row] = _NEAR * np.maximum(near, 0)
            likeness[row, [self.ids[term] for term in concept.terms if term in self.ids]] = 1.0
            weights[row] = concept.weight * max(map(self._telling, concept.terms[:2]), default=0.0)
        return Alignment(likeness, weights, self.telling)

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
