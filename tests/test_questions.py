"""The questions that teach the program are not the questions that examine it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from eval.samples import read_samples
from ingest.places import ROOT
from ingest.records import Corpus
from ingest.sentences import sentences
from ingest.token import fold

LANGUAGES = ("ru", "en", "ja")
NEAR = 90
"""The likeness in a hundred (RapidFuzz's ratio) from which two questions are nearly equal."""


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", fold(text)).strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_known_question_is_near_one_of_the_evaluation(
    language: str, project_corpus: Corpus
) -> None:
    samples, _ = read_samples(ROOT / "eval" / "questions")
    asked = [_plain(sample.question) for sample in samples if sample.language == language]
    known = [_plain(q.question) for q in project_corpus.questions if q.language == language]
    likeness = cdist(known, asked, scorer=fuzz.ratio, score_cutoff=NEAR)
    assert [(known[i], asked[j]) for i, j in np.argwhere(likeness)] == []


def test_every_passage_is_asked_at_least_eight_ways_in_each_language(
    project_corpus: Corpus,
) -> None:
    answered = Counter((q.passage, q.language) for q in project_corpus.questions if q.sentence >= 0)
    passages = {passage.aligned_id for passage in project_corpus.passages()}
    few = [(p, code) for p in passages for code in LANGUAGES if answered[p, code] < 8]
    assert few == []


def test_a_known_question_names_a_sentence_that_there_is(project_corpus: Corpus) -> None:
    count = {p.aligned_id: len(sentences(p.text)) for p in project_corpus.passages()}
    wrong = [q for q in project_corpus.questions if q.sentence > count[q.passage]]
    assert wrong == []


def test_no_question_is_listed_twice(project_corpus: Corpus) -> None:
    listed = Counter((q.language, _plain(q.question)) for q in project_corpus.questions)
    assert [question for question, count in listed.items() if count > 1] == []


def test_the_question_set_has_no_fault() -> None:
    _, faults = read_samples(Path(ROOT / "eval" / "questions"))
    assert faults == []
