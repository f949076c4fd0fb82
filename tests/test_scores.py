"""Passages and sentences are scored by words, each as a share of what could be reached."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from answering_house import question
from corpora import exhibit_folder
from fakes import LetterEncoder

from app.scores import best_by_row, lexical
from ingest.corpus import read_corpus
from ingest.fields import Fields, build_fields
from ingest.glossary import Glossary
from ingest.records import KnownQuestion

ASKED = [KnownQuestion("tower:pay", "en", "What was the salary?", 1)]


@pytest.fixture(scope="module")
def fields(tmp_path_factory: pytest.TempPathFactory) -> Fields:
    """Give the English fields of the tiny exhibit, with one known question."""
    corpus = read_corpus(exhibit_folder(tmp_path_factory.mktemp("scores")))
    own = [passage for passage in corpus.passages() if passage.language == "en"]
    return build_fields(own, ASKED, Glossary(corpus.glossary), LetterEncoder())


def test_the_best_of_what_points_at_a_row_counts_and_nothing_is_zero() -> None:
    values = np.array([0.2, 0.5, -1.0, 0.9, 0.3], np.float32)
    rows = np.array([0, 0, 1, -1, 2], np.int32)
    assert best_by_row(values, rows, 4) == pytest.approx([0.5, 0.0, 0.3, 0.0])
    assert best_by_row(np.zeros(0, np.float32), np.zeros(0, np.int32), 2).tolist() == [0, 0]


def test_the_passage_with_the_word_is_the_only_one_with_a_score(fields: Fields) -> None:
    found = lexical(question("keeper"), fields, "en")
    assert np.flatnonzero(found.words).tolist() == [1]
    assert np.flatnonzero(found.best_sentence).tolist() == [1]
    assert found.sentences[2] > 0
    assert 0 < found.words[1] <= 3


def test_a_known_question_lends_its_words_to_its_passage_and_sentence(fields: Fields) -> None:
    found = lexical(question("salari"), fields, "en")
    assert np.flatnonzero(found.words).tolist() == []
    assert np.flatnonzero(found.best_question).tolist() == [1]
    assert np.flatnonzero(found.sentence_questions).tolist() == [2]
    assert found.questions.size == 1


def test_in_another_language_only_names_and_numbers_match(fields: Fields) -> None:
    russian = replace(question("keeper", "1902", entities=["petrov"]), language="ru")
    found = lexical(russian, fields, "en")
    assert 0 in np.flatnonzero(found.words)
    assert 1 not in np.flatnonzero(found.words)
    assert not found.grams.any()
    assert not found.questions.any()


def test_a_question_of_nothing_scores_nothing(fields: Fields) -> None:
    found = lexical(question(), fields, "en")
    assert not found.words.any() and not found.sentences.any()
