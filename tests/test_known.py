"""A visitor's question is held against the questions that the corpus lists."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from answering_house import nothing, question
from fakes import LetterEncoder

from app.alignment import Words
from app.known import LIKENESS, LOOKED_AT, Known, Likeness, marked_terms
from app.question import Question
from ingest.corpus import read_corpus
from ingest.fields import UNANSWERED, build_fields
from ingest.glossary import Glossary
from ingest.records import KnownQuestion

QUESTIONS = [
    KnownQuestion("tower:built", "en", "When was the lighthouse built?", 1),
    KnownQuestion("tower:built", "en", "Who built the lighthouse in 1902?", 2),
    KnownQuestion("tower:pay", "en", "What was the keeper paid?", 1),
    KnownQuestion("tower:pay", "en", "Was the keeper married?", UNANSWERED),
]


@pytest.fixture
def house(exhibit: Path) -> tuple[Words, Known]:
    """Give the words and the known questions of the tiny exhibit in English."""
    corpus = read_corpus(exhibit)
    glossary = Glossary(corpus.glossary)
    own = [passage for passage in corpus.passages() if passage.language == "en"]
    fields = build_fields(own, QUESTIONS, glossary, LetterEncoder())
    words = Words(fields, LetterEncoder())
    return words, Known(fields, words, "en")


def _likeness(words: Words, known: Known, asked: Question) -> Likeness:
    near = known.near(nothing(4), nothing(4), np.array([], int))
    return known.likeness(asked, words.align(asked, near.texts), near)


def _value(likeness: Likeness, row: int, name: str) -> float:
    return float(likeness.values[row, LIKENESS.index(name)])


def test_the_likest_question_is_the_one_of_the_same_words(house: tuple[Words, Known]) -> None:
    words, known = house
    asked = question("keeper", "paid")
    likeness = _likeness(words, known, asked)
    assert int(np.argmax(likeness.score)) == 2
    assert _value(likeness, 2, "covered") == pytest.approx(1.0)
    assert _value(likeness, 2, "covering") == pytest.approx(1.0)


def test_a_near_miss_is_like_the_one_that_no_source_answers(house: tuple[Words, Known]) -> None:
    words, known = house
    asked = question("keeper", "marri")
    likeness = _likeness(words, known, asked)
    best, _ = likeness.best(known.misses, 1)
    assert best.tolist() == [3]
    assert likeness.score[3] == likeness.score.max()
    assert likeness.odd[1] > 0


def test_each_sentence_and_passage_has_its_likest_question(house: tuple[Words, Known]) -> None:
    words, known = house
    asked = question("built", asked="who")
    likeness = _likeness(words, known, asked)
    by_sentence, _ = likeness.best(known.sentence_rows, 4)
    by_passage, second = likeness.best(known.passage_rows, 2)
    assert by_sentence.tolist() == [0, 1, 2, -1]
    assert by_passage[1] == 2
    assert second[0] == min(likeness.score[0], likeness.score[1])
    assert second[1] == 0


def test_what_asks_for_the_same_kind_of_thing_is_liker(house: tuple[Words, Known]) -> None:
    words, known = house
    asked = question("built", asked="when")
    likeness = _likeness(words, known, asked)
    assert _value(likeness, 0, "kind") == 1.0
    assert _value(likeness, 1, "kind") == 0.0


def test_another_year_is_counted_on_both_sides(house: tuple[Words, Known]) -> None:
    words, known = house
    asked = question("built", "1903")
    likeness = _likeness(words, known, asked)
    assert _value(likeness, 1, "numbers_missing") == 1.0
    assert _value(likeness, 1, "numbers_extra") == 1.0
    assert _value(likeness, 0, "numbers_extra") == 0.0


def test_no_question_stands_for_no_group(house: tuple[Words, Known]) -> None:
    words, known = house
    asked = question("keeper")
    likeness = _likeness(words, known, asked)
    assert likeness.at(np.array([-1])).tolist() == [[0.0] * len(LIKENESS)]
    assert likeness.scores(np.array([-1])).tolist() == [0.0]


def test_numbers_and_names_are_told_from_words() -> None:
    asked = question("keeper", "1902", entities=["petrov"])
    assert marked_terms(asked) == ({"1902"}, {"@petrov"})


def test_of_many_questions_the_nearest_and_those_of_the_passages_are_compared(
    exhibit: Path,
) -> None:
    corpus = read_corpus(exhibit)
    own = [passage for passage in corpus.passages() if passage.language == "en"]
    many = [
        KnownQuestion("tower:built", "en", f"Who was keeper number {number}?", 1)
        for number in range(LOOKED_AT + 10)
    ]
    fields = build_fields(own, [*many, QUESTIONS[2]], Glossary(corpus.glossary), LetterEncoder())
    known = Known(fields, Words(fields, LetterEncoder()), "en")
    cosines = np.linspace(0, 1, LOOKED_AT + 11, dtype=np.float32)
    pay = cosines.size - 1
    near = known.near(cosines[::-1].copy(), nothing(cosines.size), known.passage_rows[[pay]])
    assert near.rows.tolist() == [*range(LOOKED_AT), pay]
    assert near.cosines[0] == 1.0
