"""A question's words stand in a text as themselves, or by a word of near meaning."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from answering_house import question
from fakes import LetterEncoder

from app.alignment import Words
from ingest.corpus import read_corpus
from ingest.fields import Fields, build_fields
from ingest.glossary import Glossary
from ingest.termlists import TermLists


@pytest.fixture
def fields(exhibit: Path) -> Fields:
    """Give the English fields of the tiny exhibit, without known questions."""
    corpus = read_corpus(exhibit)
    own = [passage for passage in corpus.passages() if passage.language == "en"]
    return build_fields(own, [], Glossary(corpus.glossary), LetterEncoder())


@pytest.fixture
def words(fields: Fields) -> Words:
    """Give the terms of the tiny exhibit in English."""
    return Words(fields, LetterEncoder())


def _texts(words: Words, *rows: list[str]) -> TermLists:
    return TermLists.build(rows, words.ids)


def test_a_text_covers_the_words_it_holds(words: Words) -> None:
    texts = _texts(words, ["keeper", "paid"], ["petrov", "built"])
    covered, gap = words.align(question("keeper"), texts).covered(texts)
    assert covered[0] == pytest.approx(1.0)
    assert gap[0] == pytest.approx(0.0)
    assert covered[1] < 1.0
    assert gap[1] > 0.0


def test_a_word_of_the_same_letters_is_near_but_not_the_word_itself(words: Words) -> None:
    texts = _texts(words, ["keeper"])
    covered, _ = words.align(question("peeker"), texts).covered(texts)
    assert covered[0] == pytest.approx(0.9)


def test_a_question_covers_a_text_back(words: Words) -> None:
    texts = _texts(words, ["keeper"], ["keeper", "roubl"])
    covering, gap = words.align(question("keeper"), texts).covering(texts)
    assert covering[0] == pytest.approx(1.0)
    assert covering[1] < 1.0
    assert gap[1] > gap[0] == pytest.approx(0.0)


def test_a_rarer_word_tells_more(words: Words) -> None:
    alignment = words.align(question("lighthous", "keeper"))
    assert alignment.weights[1] > alignment.weights[0] > 0


def test_a_question_of_no_words_covers_nothing(words: Words) -> None:
    texts = _texts(words, ["keeper"])
    alignment = words.align(question(), texts)
    assert alignment.covered(texts)[0].tolist() == [0.0]
    assert alignment.covering(_texts(words))[0].shape == (0,)


def test_an_encoder_without_vectors_for_words_leaves_the_words_themselves(fields: Fields) -> None:
    class Sentences(LetterEncoder):
        def words(self, texts: object) -> None:
            return None

    words = Words(fields, Sentences())
    alignment = words.align(question("peeker"), _texts(words, ["keeper"]))
    assert np.count_nonzero(alignment.likeness) == 0
