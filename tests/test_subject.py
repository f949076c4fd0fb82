"""What is evaluated is the project's own core on an index that fits the corpus."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.generation.settings import Settings
from eval.generation import TalliedCore
from eval.run import K
from eval.subject import commit, open_generated, open_subject
from ingest.encoder import DEFAULT
from ingest.folder import folder_hash
from ingest.index import Index
from ingest.places import ROOT


@pytest.fixture
def index(exhibit_index: Path, tmp_path: Path) -> Path:
    """Give the folder of an index of the tiny exhibit."""
    return shutil.copytree(exhibit_index, tmp_path / "index")


def test_the_subject_says_of_itself_what_a_record_keeps(exhibit: Path, index: Path) -> None:
    subject = open_subject(exhibit, index)
    assert (subject.exhibit, subject.languages) == ("Маяк", ("en", "ja", "ru"))
    assert subject.encoder == DEFAULT
    assert subject.settings["k"] == K
    assert set(subject.settings) == {"chunking", "dimension", "k", "threshold"}
    found = subject.core.search_each("keeper", 1, ("en",))["en"]
    assert [hit.passage_id for hit in found] == ["tower:pay:en"]


def test_an_index_that_does_not_fit_the_corpus_is_rebuilt_first(exhibit: Path, index: Path) -> None:
    before = open_subject(exhibit, index).corpus_hash
    (exhibit / "tower/source.toml").open("a", encoding="utf-8").write("# a remark\n")
    after = open_subject(exhibit, index)
    assert after.corpus_hash == folder_hash(exhibit) != before
    assert Index(index).manifest.corpus_hash == after.corpus_hash


def test_a_corpus_without_an_index_gets_one(plain: Path, tmp_path: Path) -> None:
    subject = open_subject(plain, tmp_path / "new")
    assert (subject.exhibit, subject.encoder) == ("plain", DEFAULT)


def test_the_model_that_words_the_answers_is_named_in_the_record(
    exhibit: Path, index: Path
) -> None:
    opened = open_generated(Settings("http://127.0.0.1:9/v1", "tiny"))(exhibit, index)
    assert opened.settings["model"] == "tiny"
    assert isinstance(opened.core, TalliedCore)
    found = opened.core.search_each("keeper", 1, ("en",))["en"]
    assert [hit.passage_id for hit in found] == ["tower:pay:en"]


def test_the_commit_is_gits_and_empty_where_git_cannot_say(tmp_path: Path) -> None:
    assert commit(tmp_path) == ""
    known = commit(ROOT)
    assert known == "" or len(known) == 40
