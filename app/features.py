"""What speaks for a sentence as the answer to a question, as numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.alignment import Words
from app.candidate import NAMES, Candidate, Place
from app.coverage import Shares, unknown_share
from app.evidence import Evidence, best_rows
from app.focus import answers_kind
from app.known import KINDS, Known, Likeness, marked_terms
from app.passageterms import PassageReader, TextTerms
from app.question import Question
from app.scores import Array
from ingest.entries import SOURCE as GLOSSARY
from ingest.fields import Fields
from ingest.index import Index
from ingest.records import Passage
from ingest.termlists import TermLists
from ingest.terms import entity_term

PASSAGES = 10
"""How many of the best passages give candidates."""

LIKEST = 5
"""How many passages give candidates because a known question of theirs is among the likest."""

_SUBJECTS = ("treaty", "event")
"""Kinds of entries that a question may mean without naming them."""

_STRAYS = NAMES.index("strays")

_FEW = 2
"""Concepts of a question that leaves its subject open: one word, and what it means."""

_FRAME = frozenset(
    "значить означать выражение термин слово понятие человек объяснить смысл mean meaning term word"
    " person man explain definit defin 意味 言葉 用語 人物 人 説明 単語 意味する".split()
)
"""Terms that only ask who or what something is."""


class Featurer:
    """Gives the candidates for questions of one language; safe to use from several threads."""

    def __init__(self, index: Index, language: str) -> None:
        """Read the terms and the known questions of `language`."""
        self._index = index
        self._language = language
        self._words = Words(index.fields(language), index.encoder)
        self._known = Known(index.fields(language), self._words, language)
        self._passages = PassageReader(index.fields(language), self._words.terms)
        self._main = entity_term(index.exhibit.main_entry)
        main = index.exhibit.main_entry
        self._subjects = frozenset(
            entity_term(entry.id)
            for entry in index.glossary.entries.values()
            if entry.kind in _SUBJECTS and not (main and entry.part_of == main)
        )

    def candidates(self, question: Question, evidence: Evidence, shares: Shares) -> list[Candidate]:
        """Return every sentence of the passages that may answer, the best passage's first."""
        best = best_rows(evidence.fused, PASSAGES)
        near = self._known.near(evidence.question_cosines, evidence.lexical.questions, best)
        likeness = self._known.likeness(question, self._words.align(question, near.texts), near)
        rows = self._rows(evidence, likeness, best)
        if not rows:
            return []
        places = _places(evidence.fields, rows, self._index.passages.at(self._language, rows))
        asked = self._asked(question, evidence, likeness)
        matrix = np.hstack(
            [
                self._direct(question, evidence, shares, places=places),
                self._aligned(question, places),
                self._likenesses(likeness, evidence, places),
                np.tile(asked, (len(places), 1)),
            ]
        )
        named = {entity_term(c.entity) for c in question.concepts if c.text and c.entity}
        names_one = not self._subjects.isdisjoint(named)
        return [
            Candidate(place, row, self._is_of_subject(place), names_one and bool(row[_STRAYS]))
            for place, row in zip(places, matrix, strict=True)
        ]

    def _is_of_subject(self, place: Place) -> bool:
        return self._main in self._passages.read(place.row).sentences[place.ordinal].terms

    def _rows(self, evidence: Evidence, likeness: Likeness, best: NDArray[np.intp]) -> list[int]:
        """Return the rows `best`, then of the passages with the likest known questions."""
        likest, _ = likeness.best(self._known.passage_rows, evidence.fused.size)
        order = np.argsort(-likeness.scores(likest), kind="stable")[:LIKEST]
        found = [*best.tolist(), *order[likest[order] >= 0].tolist()]
        return list(dict.fromkeys(found))

    def _direct(
        self, question: Question, evidence: Evidence, shares: Shares, *, places: Sequence[Place]
    ) -> Array:
        scores = evidence.lexical
        rows = np.array([place.row for place in places])
        at = np.array([place.sentence for place in places])
        top = max(float(evidence.fused.max(initial=0.0)), 1e-6)
        defined = _defined(question)
        return _columns(
            evidence.fused[rows],
            evidence.fused[rows] / top,
            scores.words[rows],
            scores.grams[rows],
            scores.best_sentence[rows],
            scores.best_question[rows],
            evidence.question_dense[rows],
            evidence.dense[rows],
            scores.sentences[at],
            scores.sentence_questions[at],
            evidence.sentence_question_dense[at],
            [evidence.dense_sentences.get((place.row, place.start), 0.0) for place in places],
            shares.sentences[at],
            shares.passages[rows],
            shares.told[at],
            shares.told_passages[rows],
            shares.entities[rows],
            [answers_kind(question, place.text, self._index.glossary) for place in places],
            evidence.same_kind[at],
            [place.ordinal == 0 for place in places],
            [place.ordinal == 0 and place.passage.aligned_id == defined for place in places],
            shares.years_missing[rows],
            [place.rank for place in places],
        )

    def _aligned(self, question: Question, places: Sequence[Place]) -> Array:
        read = {place.row: self._passages.read(place.row) for place in places}
        number = {row: at for at, row in enumerate(read)}
        rows = [number[place.row] for place in places]
        sentences = [read[place.row].sentences[place.ordinal] for place in places]
        passages = [one.whole for one in read.values()]
        parts = TermLists.of([text.numbers for text in sentences])
        wholes = TermLists.of([text.numbers for text in passages])
        alignment = self._words.align(question, parts, wholes)
        covered, gap = alignment.covered(parts)
        over, wide = alignment.covered(wholes)
        marks = marked_terms(question)
        return _columns(
            covered,
            gap,
            over[rows],
            wide[rows],
            *(_missing(asked, sentences) for asked in marks),
            *(_missing(asked, passages)[rows] for asked in marks),
            self._meant(question, sentences),
            self._meant(question, passages)[rows],
            self._strays(question, sentences),
            self._strays(question, passages)[rows],
        )

    def _meant(self, question: Question, texts: Sequence[TextTerms]) -> Array:
        """Return 1 for a text that names what the question means without naming it.

        0 for one that names another treaty or event instead; ½ for any other, and for all where
        the question says more than one word of its own («Кто подписал?» says one).
        """
        implied = {t for concept in question.concepts if not concept.text for t in concept.terms}
        if not implied or len(question.concepts) > _FEW:
            return np.full(len(texts), 0.5, np.float32)
        return np.array([self._means(implied, text.terms) for text in texts], np.float32)

    def _means(self, implied: set[str], text: frozenset[str]) -> float:
        if implied & text:
            return 1.0
        return 0.5 if self._subjects.isdisjoint(text - {self._main}) else 0.0

    def _strays(self, question: Question, texts: Sequence[TextTerms]) -> Array:
        """Return 1 for a text whose treaties and events are none that the question may mean."""
        asked = {term for concept in question.concepts for term in concept.terms} | {self._main}
        named = [self._subjects & text.terms for text in texts]
        return np.array([bool(one) and one.isdisjoint(asked) for one in named], np.float32)

    def _likenesses(self, likeness: Likeness, evidence: Evidence, places: Sequence[Place]) -> Array:
        rows = np.array([place.row for place in places])
        at = np.array([place.sentence for place in places])
        own, second = likeness.best(self._known.sentence_rows, evidence.lexical.sentences.size)
        near, _ = likeness.best(self._known.passage_rows, evidence.fused.size)
        miss, _ = likeness.best(self._known.misses, 1)
        own, near = own[at], near[rows]
        return np.hstack(
            [
                likeness.at(own),
                _columns(likeness.scores(own), second[at]),
                likeness.at(near),
                _columns(likeness.scores(near), likeness.scores(near) - likeness.scores(miss)),
            ]
        )

    def _asked(self, question: Question, evidence: Evidence, likeness: Likeness) -> Array:
        miss, second = likeness.best(self._known.misses, 1)
        return np.hstack(
            [
                likeness.at(miss)[0],
                likeness.scores(miss),
                second,
                likeness.unanswered_share(self._known.unanswered),
                *likeness.odd,
                unknown_share(question, evidence.fields),
                len([concept for concept in question.concepts if concept.text]),
                question.carried,
                bool(question.entities),
                evidence.confidence,
                self._known.unanswered.any(),
                [question.asked == kind for kind in KINDS],
            ]
        ).astype(np.float32)


def _places(fields: Fields, rows: Sequence[int], passages: Sequence[Passage]) -> list[Place]:
    found = []
    for rank, (row, passage) in enumerate(zip(rows, passages, strict=True)):
        first, last = np.searchsorted(fields.sentence_rows[:, 0], [row, row + 1]).tolist()
        for sentence in range(first, last):
            _, start, end = (int(value) for value in fields.sentence_rows[sentence])
            found.append(Place(passage, row, rank, sentence, sentence - first, start, end))
    return found


def _missing(asked: frozenset[str], texts: Sequence[TextTerms]) -> Array:
    return np.array([len(asked - text.terms) for text in texts], np.float32)


def _columns(*columns: Array | Sequence[float]) -> Array:
    return np.stack([np.asarray(column, np.float32) for column in columns], axis=1)


def _defined(question: Question) -> str:
    """Return the glossary passage that says what the question names, if it asks nothing else."""
    entities = set(question.entities)
    others = [c for c in question.concepts if c.text and not c.entity]
    if len(entities) != 1 or question.asked not in ("what", "who", "yesno") or question.carried:
        return ""
    if any(not set(concept.terms) & _FRAME for concept in others):
        return ""
    return f"{GLOSSARY}:{entities.pop()}"
