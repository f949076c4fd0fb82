"""A passage's terms stand sentence by sentence, and once for the whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import LetterEncoder

from app.passageterms import PassageReader, PassageTerms
from ingest.corpus import read_corpus
from ingest.fields import build_fields
from ingest.glossary import Glossary
from ingest.termlists import numbered


@pytest.fixture
def built(exhibit: Path) -> PassageTerms:
    """Give the terms of the passage that tells who built the lighthouse, and when."""
    corpus = read_corpus(exhibit)
    glossary = Glossary(corpus.glossary)
    own = [passage for passage in corpus.passages() if passage.language == "en"]
    fields = build_fields(own, [], glossary, LetterEncoder())
    row = [passage.aligned_id for passage in own].index("tower:built")
    return PassageReader(fields, numbered(fields.words, fields.questions)).read(row)


def test_each_sentence_has_its_own_terms(built: PassageTerms) -> None:
    first, second = built.sentences
    assert "1902-05-20" in first.terms
    assert "@petrov" in second.terms - first.terms


def test_the_whole_holds_the_terms_of_every_sentence(built: PassageTerms) -> None:
    first, second = built.sentences
    assert first.terms | second.terms <= built.whole.terms


def test_the_numbers_of_a_text_begin_with_that_of_no_term(built: PassageTerms) -> None:
    for text in (*built.sentences, built.whole):
        assert text.numbers[0] == 0
        assert text.numbers.size == len(text.terms) + 1
