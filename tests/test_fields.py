"""The lexical fields of a language have a row for each passage, sentence and known question."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fakes import LetterEncoder

from ingest.corpus import read_corpus
from ingest.fields import UNANSWERED, Fields, build_fields
from ingest.glossary import Glossary
from ingest.records import KnownQuestion
from ingest.termlists import numbered
from ingest.terms import entity_term

QUESTIONS = [
    KnownQuestion("tower:built", "en", "Who was the mason?", 2),
    KnownQuestion("tower:pay", "en", "How was life?", 0),
    KnownQuestion("tower:pay", "en", "Was the keeper married?", UNANSWERED),
    KnownQuestion("tower:burnt", "en", "When did it burn?", 1),
]


@pytest.fixture
def fields(exhibit: Path) -> Fields:
    """Give the English fields of the tiny exhibit."""
    corpus = read_corpus(exhibit)
    own = [passage for passage in corpus.passages() if passage.language == "en"]
    return build_fields(own, QUESTIONS, Glossary(corpus.glossary), LetterEncoder())


def test_passages_and_sentences_have_rows(fields: Fields) -> None:
    assert fields.words.size == 6
    assert list(fields.words.rows("keeper")) == [1]
    assert fields.sentence_rows[:3].tolist() == [[0, 0, 40], [0, 41, 62], [1, 0, 57]]
    assert list(fields.sentences.rows("roubl")) == [2]


def test_a_passage_is_found_by_the_entries_that_its_table_names(fields: Fields) -> None:
    assert 0 in fields.words.rows(entity_term("petrov"))


def test_a_known_question_points_at_its_passage_and_sentence(fields: Fields) -> None:
    assert fields.question_rows.tolist() == [[0, 1], [1, -1], [-1, -1]]
    assert fields.question_vectors.vectors.shape == (3, 32)


def test_a_question_of_no_passage_is_left_out(fields: Fields) -> None:
    assert "When did it burn?" not in fields.question_texts


def test_a_sentence_is_told_by_the_words_of_its_questions(fields: Fields) -> None:
    assert list(fields.told("mason")) == [1]
    assert list(fields.told("life")) == [2]
    assert not fields.told("marri").size
    assert not fields.sentences.rows("mason").size


def test_the_terms_of_a_row_are_listed_by_number(fields: Fields) -> None:
    terms = numbered(fields.words, fields.questions)
    lists = (fields.passage_terms, fields.sentence_terms, fields.question_terms)
    assert [len(one) for one in lists] == [6, fields.sentences.size, 3]
    assert {terms[number] for number in fields.question_terms.row(0)} == {"", "mason"}
    assert "keeper" in {terms[number] for number in fields.passage_terms.row(1)}


@pytest.mark.parametrize("mapped", [False, True])
def test_fields_come_back_from_disk(fields: Fields, tmp_path: Path, *, mapped: bool) -> None:
    fields.save(tmp_path / "en")
    again = Fields.load(tmp_path / "en", mapped=mapped)
    assert np.array_equal(again.question_rows, fields.question_rows)
    assert again.question_terms.ids.tolist() == fields.question_terms.ids.tolist()
    assert list(again.question_texts) == list(fields.question_texts)
    assert np.array_equal(again.words.scores({"keeper": 1}), fields.words.scores({"keeper": 1}))


def test_the_right_words_of_known_questions_are_kept(fields: Fields) -> None:
    assert {"mason", "married", "keeper"} <= set(fields.question_words)


def test_the_editors_own_questions_are_told_from_those_of_other_hands(exhibit: Path) -> None:
    corpus = read_corpus(exhibit)
    own = [passage for passage in corpus.passages() if passage.language == "en"]
    asked = [
        replace(question, hand=hand) for question, hand in zip(QUESTIONS, (1, 2), strict=False)
    ]
    fields = build_fields(own, asked, Glossary(corpus.glossary), LetterEncoder())
    assert fields.question_edited.tolist() == [True, False]
    assert fields.question_rows.dtype == np.int16
