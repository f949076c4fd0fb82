"""The questions that the corpus lists, and how like them a visitor's question is.

A near miss always lies near a question that is answered; whether it lies nearer to one that no
source answers is what tells them apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from app.alignment import Alignment, Words, is_entity, is_number
from app.asked import Asked, asked_for
from app.question import Question
from app.scores import Array
from ingest.fields import UNANSWERED, Fields

LIKENESS = (
    "cosine", "covered", "gap", "covering", "gap_back", "kind",
    "numbers_missing", "numbers_extra", "names_missing", "names_extra", "length",
)  # fmt: skip
"""How like a known question is, in the order of a row."""

_OPEN = ("what", "list", "yesno")
KINDS: tuple[Asked, ...] = get_args(Asked)
_NEAREST = 8

Rows = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like each of m known questions is: `values` (m, len(LIKENESS)), `score` (m,).

    `order` (m,) are the questions by rising score.
    `odd` says how much more often the question's terms stand in unanswered known questions than
    in answered ones (log odds): their weighted mean, and the highest.
    """

    values: Array
    score: Array
    order: NDArray[np.intp]
    odd: tuple[float, float]

    def best(self, groups: Rows, size: int) -> tuple[Rows, Array]:
        """Return for each of `size` groups its likest question, −1 for none, and the 2nd's score.

        `groups` (m,) names the group of each question; those below 0 are left out.
        """
        first = np.full(size, -1, np.int32)
        second = np.zeros(size, np.float32)
        order = self.order[groups[self.order] >= 0]
        first[groups[order]] = order  # of several values for one place the last one stays
        rest = order[first[groups[order]] != order]
        second[groups[rest]] = self.score[rest]
        return first, second

    def at(self, rows: Rows) -> Array:
        """Return the values of the questions `rows`, (n, len(LIKENESS)), zeros for −1."""
        found = np.zeros((rows.size, len(LIKENESS)), np.float32)
        found[rows >= 0] = self.values[rows[rows >= 0]]
        return found

    def scores(self, rows: Rows) -> Array:
        """Return the scores of the questions `rows`, (n,), 0 for −1."""
        found = np.zeros(rows.size, np.float32)
        found[rows >= 0] = self.score[rows[rows >= 0]]
        return found

    def unanswered_share(self, unanswered: NDArray[np.bool_]) -> float:
        """Return the share of unanswered ones among the likest few, 0 where none is known."""
        nearest = self.order[-_NEAREST:]
        return float(unanswered[nearest].mean()) if nearest.size else 0.0


class Known:
    """The known questions of one language, read once."""

    def __init__(self, fields: Fields, words: Words, language: str) -> None:
        """Read the terms of every known question of `fields`."""
        self._texts = words.rows(fields.questions)
        self._kinds = _kinds([asked_for(text, language) for text in fields.question_texts])
        self._words = words
        self._number = np.array([is_number(term) for term in words.terms], bool)
        self._entity = np.array([is_entity(term) for term in words.terms], bool)
        self.passage_rows = np.asarray(fields.question_rows[:, 0], np.int32)
        self.sentence_rows = np.asarray(fields.question_rows[:, 1], np.int32)
        self.unanswered = self.passage_rows == UNANSWERED
        self.misses = np.where(self.unanswered, 0, -1).astype(np.int32)
        self._odds = self._odds_of_terms()

    def likeness(self, question: Question, alignment: Alignment, cosines: Array) -> Likeness:
        """Return how like `question` each known question is; `cosines` (m,) are their vectors'."""
        covered, gap = alignment.covered(self._texts)
        covering, gap_back = alignment.covering(self._texts)
        asked_numbers, asked_names = marked_terms(question)
        numbers = self._differences(self._number, asked_numbers)
        names = self._differences(self._entity, asked_names)
        kind = self._same_kind(question.asked)
        length = np.diff(self._texts.starts, append=self._texts.ids.size) - 1
        values = np.stack(
            [cosines, covered, gap, covering, gap_back, kind, *numbers, *names, length], axis=1
        ).astype(np.float32)
        strange = np.minimum(numbers[0] + numbers[1], 2)
        score = (
            0.5 * cosines
            + 0.25 * (covered + covering)
            + 0.1 * kind
            - 0.15 * strange
            - 0.1 * np.minimum(names[0], 2)
            - 0.05 * np.minimum(names[1], 2)
        )
        order = np.argsort(score, kind="stable")
        return Likeness(values, score.astype(np.float32), order, self._odd(question, alignment))

    def _differences(self, marked: NDArray[np.bool_], asked: frozenset[str]) -> tuple[Array, Array]:
        """Return how many terms `asked` each text lacks, and how many marked ones it adds."""
        ids = self._texts.ids
        if not self._texts.starts.size:
            return np.zeros(0, np.float32), np.zeros(0, np.float32)
        inside = np.zeros(marked.size, bool)
        inside[[self._words.ids[term] for term in asked if term in self._words.ids]] = True
        shared = np.add.reduceat((marked & inside)[ids].astype(np.float32), self._texts.starts)
        extra = np.add.reduceat((marked & ~inside)[ids].astype(np.float32), self._texts.starts)
        return len(asked) - shared, extra

    def _same_kind(self, asked: Asked) -> Array:
        same = np.where(self._kinds == KINDS.index(asked), 1.0, 0.0)
        loose = np.isin(self._kinds, [KINDS.index(kind) for kind in _OPEN]) | (asked in _OPEN)
        return np.where(loose & (same == 0), 0.5, same).astype(np.float32)

    def _odds_of_terms(self) -> Array:
        size = len(self._words.terms)
        lengths = np.diff(self._texts.starts, append=self._texts.ids.size)
        misses = np.repeat(self.unanswered, lengths)
        no = np.bincount(self._texts.ids[misses], minlength=size) + 0.5
        yes = np.bincount(self._texts.ids[~misses], minlength=size) + 0.5
        odds = np.log(no / (self.unanswered.sum() + 1)) - np.log(
            yes / ((~self.unanswered).sum() + 1)
        )
        return np.where(no + yes > 1, odds, 0.0).astype(np.float32)

    def _odd(self, question: Question, alignment: Alignment) -> tuple[float, float]:
        concepts = [concept for concept in question.concepts if concept.text]
        odds = np.zeros(len(concepts), np.float32)
        for row, concept in enumerate(concepts):
            ids = [self._words.ids[term] for term in concept.terms if term in self._words.ids]
            odds[row] = max((self._odds[number] for number in ids), default=0.0, key=abs)
        total = float(alignment.weights.sum())
        if not total or not self.unanswered.any():
            return 0.0, 0.0
        return float(alignment.weights @ odds) / total, float(odds.max())


def marked_terms(question: Question) -> tuple[frozenset[str], frozenset[str]]:
    """Return the numbers and dates that `question` names, and the entries of the glossary."""
    named = [term for concept in question.concepts if concept.text for term in concept.terms]
    return frozenset(filter(is_number, named)), frozenset(filter(is_entity, named))


def _kinds(asked: Sequence[Asked]) -> NDArray[np.int8]:
    return np.array([KINDS.index(kind) for kind in asked], np.int8)
