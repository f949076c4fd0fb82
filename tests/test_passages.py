"""Passages are kept and come back whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.corpus import read_corpus
from ingest.errors import IndexUnusable
from ingest.passages import Passages


@pytest.fixture
def kept(exhibit: Path, tmp_path: Path) -> Passages:
    """Give the passages of the tiny exhibit, written and opened."""
    Passages.write(tmp_path / "passages.db", read_corpus(exhibit).passages())
    return Passages(tmp_path / "passages.db")


def test_every_passage_comes_back_as_it_was(kept: Passages, exhibit: Path) -> None:
    before = {passage.id: passage for passage in read_corpus(exhibit).passages()}
    assert {passage.id: passage for passage in kept} == before
    assert len(kept) == len(before)
    assert kept.get("tower:built:ja") == before["tower:built:ja"]


def test_an_unknown_id_gives_none(kept: Passages) -> None:
    assert kept.get("tower:burnt:ja") is None
    assert kept.twins("tower:burnt") == {}


@pytest.mark.parametrize("text", ["' OR 1=1 --", '"', "%", "\x00", ""])
def test_an_id_is_only_ever_a_value(text: str, kept: Passages) -> None:
    assert kept.get(text) is None


def test_twins_share_their_aligned_id(kept: Passages) -> None:
    twins = kept.twins("tower:pay")
    assert sorted(twins) == ["en", "ja", "ru"]
    assert twins["ja"].id == "tower:pay:ja"


def test_rows_count_within_a_language_in_reading_order(kept: Passages) -> None:
    rows = kept.rows("ru")
    assert [rows[key] for key in ("tower:built", "tower:pay", "disagreements:year")] == [0, 1, 2]
    assert [passage.aligned_id for passage in kept.at("ru", [2, 0])] == [
        "disagreements:year",
        "tower:built",
    ]
    assert kept.languages() == ["en", "ja", "ru"]


@pytest.mark.parametrize("name", ["what?mode=rw", "a#b", "a%20b", "a b"])
def test_a_folder_may_have_any_name(name: str, exhibit: Path, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    path = tmp_path / name / "passages.db"
    Passages.write(path, read_corpus(exhibit).passages())
    assert Passages(path).get("tower:built:ja") is not None


def test_a_missing_or_damaged_file_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusable, match="run `nisso ingest`"):
        Passages(tmp_path / "none.db")
    (tmp_path / "bad.db").write_bytes(b"nothing that SQLite knows" * 50)
    with pytest.raises(IndexUnusable, match="run `nisso ingest`"):
        Passages(tmp_path / "bad.db")
