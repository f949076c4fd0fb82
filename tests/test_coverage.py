"""How much of a question a text covers, by how telling the question's words are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from answering_house import question
from corpora import exhibit_folder
from fakes import LetterEncoder

from app.coverage import Shares, tellingness, unknown_share
from app.question import Concept
from ingest.corpus import read_corpus
from ingest.fields import Fields, build_fields
from ingest.glossary import Glossary
from ingest.records import KnownQuestion


@pytest.fixture(scope="module")
def fields(tmp_path_factory: pytest.TempPathFactory) -> Fields:
    """Give the English fields of the tiny exhibit, with one known question."""
    asked = [KnownQuestion("tower:pay", "en", "What was the salary?", 1)]
    corpus = read_corpus(exhibit_folder(tmp_path_factory.mktemp("coverage")))
    own = [passage for passage in corpus.passages() if passage.language == "en"]
    return build_fields(own, asked, Glossary(corpus.glossary), LetterEncoder())


def test_a_passage_with_all_the_words_covers_all_and_one_with_none_nothing(fields: Fields) -> None:
    shares = Shares.of(question("keeper", "month"), fields)
    assert shares.passages[:2].tolist() == [0, 1]
    assert shares.sentences[:3].tolist() == [0, 0, 1]


def test_a_rarer_word_covers_more_of_the_question(fields: Fields) -> None:
    shares = Shares.of(question("lighthous", "roubl"), fields)
    assert 0 < shares.passages[0] < 0.5 < shares.passages[1]


def test_a_sentence_is_told_by_what_it_is_asked(fields: Fields) -> None:
    shares = Shares.of(question("salari"), fields)
    assert shares.passages[1] == 0
    assert shares.told_passages[1] == 1
    assert shares.told[2] == 1


def test_named_entries_are_covered_apart_and_a_question_of_none_is_covered_wholly(
    fields: Fields,
) -> None:
    assert Shares.of(question("keeper"), fields).entities.tolist() == [1.0] * 6
    named = Shares.of(question(entities=["petrov"]), fields).entities
    assert (named[0], named[1]) == (1, 0)


def test_a_year_that_a_passage_lacks_is_missing(fields: Fields) -> None:
    asked = replace(question("built"), years=frozenset(("1902", "1903")))
    missing = Shares.of(asked, fields).years_missing
    assert missing[0] == pytest.approx(0.5)
    assert missing[1] == pytest.approx(1.0)
    assert not Shares.of(question("built"), fields).years_missing.any()


def test_the_subject_that_was_not_said_tells_nothing(fields: Fields) -> None:
    assert tellingness(Concept("", ("keeper",), "tower"), fields) == 0
    assert tellingness(Concept("keeper", ("keeper",)), fields) > 0
    assert tellingness(Concept("keeper", ()), fields) == 0


def test_words_that_stand_nowhere_are_the_unknown_share(fields: Fields) -> None:
    assert unknown_share(question(), fields) == 1
    assert unknown_share(question("keeper"), fields) == 0
    assert unknown_share(question("zebra"), fields) == 1
    assert 0 < unknown_share(question("keeper", "zebra"), fields) < 1
    implied = replace(question(), concepts=(Concept("", ("@tower",), "tower", 0.4),))
    assert unknown_share(implied, fields) == 0
