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
from ingest.termlists import TermLists

LIKENESS = (
    "cosine", "covered", "gap", "covering", "gap_back", "kind",
    "numbers_missing", "numbers_extra", "names_missing", "names_extra", "length",
)  # fmt: skip
"""How like a known question is, in the order of a row."""

_OPEN = ("what", "list", "yesno")
KINDS: tuple[Asked, ...] = get_args(Asked)
_IS_OPEN = np.array([kind in _OPEN for kind in KINDS])
_NEAREST = 8
LOOKED_AT = 300
"""So many of the nearest are compared word by word; one further off is no question's likest."""

Rows = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Near:
    """The known questions worth comparing: their numbers (n,), rising, terms and cosines (n,)."""

    rows: NDArray[np.intp]
    texts: TermLists
    cosines: Array


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like a few known questions are: `values` (n, len(LIKENESS)), `score` (n,).

    `rows` (n,) are those questions' numbers, rising; `order` (n,) their places in it by rising
    score.
    `odd` says how much more often the question's terms stand in unanswered known questions than
    in answered ones (log odds): their weighted mean, and the highest.
    """

    rows: NDArray[np.intp]
    values: Array
    score: Array
    order: NDArray[np.intp]
    odd: tuple[float, float]

    def best(self, groups: Rows, size: int) -> tuple[Rows, Array]:
        """Return the place of the likest question of each of `size` groups, and the 2nd's score.

        −1 stands for none. `groups` (m,) names the group of each known question; those below 0 are
        left out.
        """
        first = np.full(size, -1, np.int32)
        second = np.zeros(size, np.float32)
        groups = groups[self.rows]
        order = self.order[groups[self.order] >= 0]
        first[groups[order]] = order  # of several values for one place the last one stays
        rest = order[first[groups[order]] != order]
        second[groups[rest]] = self.score[rest]
        return first, second

    def at(self, places: Rows) -> Array:
        """Return the values at `places`, (k, len(LIKENESS)), zeros for −1."""
        found = np.zeros((places.size, len(LIKENESS)), np.float32)
        found[places >= 0] = self.values[places[places >= 0]]
        return found

    def scores(self, places: Rows) -> Array:
        """Return the scores at `places`, (k,), 0 for −1."""
        found = np.zeros(places.size, np.float32)
        found[places >= 0] = self.score[places[places >= 0]]
        return found

    def unanswered_share(self, unanswered: NDArray[np.bool_]) -> float:
        """Return the share of unanswered ones among the likest few, 0 where none is known."""
        nearest = self.rows[self.order[-_NEAREST:]]
        return float(unanswered[nearest].mean()) if nearest.size else 0.0


class Known:
    """The known questions of one language, read once."""

    def __init__(self, fields: Fields, words: Words, language: str) -> None:
        """Read the terms of every known question of `fields`."""
        self._texts = fields.question_terms
        self._kinds = kinds_of(fields.question_texts, language)
        self._words = words
        self._number = np.array([is_number(term) for term in words.terms], bool)
        self._entity = np.array([is_entity(term) for term in words.terms], bool)
        self.passage_rows = np.asarray(fields.question_rows[:, 0], np.int32)
        self.sentence_rows = np.asarray(fields.question_rows[:, 1], np.int32)
        self.unanswered = self.passage_rows == UNANSWERED
        self.misses = np.where(self.unanswered, 0, -1).astype(np.int32)
        self._odds = self._odds_of_terms()

    def near(self, cosines: Array, shared: Array, passages: NDArray[np.intp]) -> Near:
        """Return the known questions nearest to what was asked, and all of `passages`.

        `cosines` (m,) are those of their vectors, `shared` (m,) say how many words they share.
        """
        rough = cosines + shared
        wanted = np.zeros(
            max(self.passage_rows.max(initial=-1), passages.max(initial=-1)) + 2, bool
        )
        wanted[passages] = True
        chosen = wanted[self.passage_rows]  # −1, no passage, is the last place
        count = min(LOOKED_AT, rough.size)
        if count:
            chosen[np.argpartition(-rough, count - 1)[:count]] = True
        rows = np.flatnonzero(chosen)
        return Near(rows, self._texts.at(rows), cosines[rows])

    def likeness(self, question: Question, alignment: Alignment, near: Near) -> Likeness:
        """Return how like `question` each of the questions `near` is."""
        covered, gap = alignment.covered(near.texts)
        covering, gap_back = alignment.covering(near.texts)
        asked_numbers, asked_names = marked_terms(question)
        numbers = self._differences(self._number, asked_numbers, near.texts)
        names = self._differences(self._entity, asked_names, near.texts)
        kind = self._same_kind(question.asked, near.rows)
        length = near.texts.lengths - 1
        values = np.stack(
            [near.cosines, covered, gap, covering, gap_back, kind, *numbers, *names, length],
            axis=1,
        ).astype(np.float32)
        strange = np.minimum(numbers[0] + numbers[1], 2)
        score = (
            0.5 * near.cosines
            + 0.25 * (covered + covering)
            + 0.1 * kind
            - 0.15 * strange
            - 0.1 * np.minimum(names[0], 2)
            - 0.05 * np.minimum(names[1], 2)
        )
        order = np.argsort(score, kind="stable")
        odd = self._odd(question, alignment)
        return Likeness(near.rows, values, score.astype(np.float32), order, odd)

    def _differences(
        self, marked: NDArray[np.bool_], asked: frozenset[str], texts: TermLists
    ) -> tuple[Array, Array]:
        """Return how many terms `asked` each text lacks, and how many marked ones it adds."""
        if not len(texts):
            return np.zeros(0, np.float32), np.zeros(0, np.float32)
        inside = np.zeros(marked.size, bool)
        inside[[self._words.ids[term] for term in asked if term in self._words.ids]] = True
        shared = np.add.reduceat((marked & inside)[texts.ids].astype(np.float32), texts.starts)
        extra = np.add.reduceat((marked & ~inside)[texts.ids].astype(np.float32), texts.starts)
        return len(asked) - shared, extra

    def _same_kind(self, asked: Asked, rows: NDArray[np.intp]) -> Array:
        kinds = self._kinds[rows]
        same = np.where(kinds == KINDS.index(asked), 1.0, 0.0)
        loose = _IS_OPEN[kinds] | (asked in _OPEN)
        return np.where(loose & (same == 0), 0.5, same).astype(np.float32)

    def _odds_of_terms(self) -> Array:
        size = len(self._words.terms)
        misses = np.repeat(self.unanswered, self._texts.lengths)
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


def kinds_of(questions: Sequence[str], language: str) -> NDArray[np.int8]:
    """Return which of KINDS each of `questions` asks for, (n,)."""
    return np.array([KINDS.index(asked_for(text, language)) for text in questions], np.int8)
