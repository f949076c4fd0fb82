"""The dense side, in a real Chroma in a temporary folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fakes import LetterEncoder

from ingest.errors import IndexUnusable
from ingest.records import Chunk
from ingest.vectors import VectorIndex, digest

WORDS = ["ab", "abc", "xyz", "bbbb"]
ENCODER = LetterEncoder()


def _chunk(word: str) -> Chunk:
    return Chunk(f"{word}#0", word, f"twin:{word}", "en", 3, 3 + len(word), word)


def _filled(folder: Path) -> VectorIndex:
    store = VectorIndex.create(folder)
    store.add([_chunk(word) for word in WORDS], ENCODER.passages(WORDS))
    return store


def test_the_nearest_come_first_with_their_cosine(tmp_path: Path) -> None:
    store = _filled(tmp_path)
    hits = store.nearest(ENCODER.queries(["ab"])[0], 4)
    assert [hit.aligned_id for hit in hits] == ["twin:ab", "twin:abc", "twin:bbbb", "twin:xyz"]
    # (1,1)·(1,1,1) = 2/√6, (1,1)·(0,1) = 1/√2, and no letter in common.
    cosines = [1, 2 / np.sqrt(6), 1 / np.sqrt(2), 0]
    assert np.allclose([hit.cosine for hit in hits], cosines, atol=1e-5)
    assert (hits[0].language, hits[0].start) == ("en", 3)
    store.close()


def test_equally_near_chunks_stand_in_the_order_of_their_names(tmp_path: Path) -> None:
    store = VectorIndex.create(tmp_path)
    words = [f"{letter}a" for letter in "gbdfce"]
    store.add([_chunk(word) for word in words], ENCODER.passages(["ab"] * 6))
    hits = store.nearest(ENCODER.queries(["ab"])[0], 6)
    assert [hit.aligned_id for hit in hits] == [f"twin:{word}" for word in sorted(words)]
    store.close()


def test_no_more_are_returned_than_asked_for_or_there(tmp_path: Path) -> None:
    store = _filled(tmp_path)
    query = ENCODER.queries(["ab"])[0]
    assert len(store.nearest(query, 2)) == 2
    assert len(store.nearest(query, 100)) == 4
    store.close()


def test_adding_again_replaces_and_does_not_double(tmp_path: Path) -> None:
    store = _filled(tmp_path)
    changed = replace(_chunk("ab"), text="xyz")
    store.add([changed], ENCODER.passages(["xyz"]))
    assert store.count() == 4
    told, vector = store.stored([changed])["ab#0"]
    assert told == digest("xyz") != digest("ab")
    assert np.allclose(vector, ENCODER.passages(["xyz"])[0], atol=1e-6)
    store.close()


def test_stored_vectors_come_back_as_they_went_in_and_unknown_ids_are_left_out(
    tmp_path: Path,
) -> None:
    store = _filled(tmp_path)
    found = store.stored([_chunk("abc"), _chunk("nothing")])
    assert list(found) == ["abc#0"]
    assert np.allclose(found["abc#0"][1], ENCODER.passages(["abc"])[0], atol=1e-6)
    assert store.stored([]) == {}
    store.close()


def test_a_name_too_long_for_the_cloud_is_found_as_any_other(tmp_path: Path) -> None:
    store = VectorIndex.create(tmp_path)
    word = "маяк:" * 30
    store.add([_chunk(word)], ENCODER.passages(["ab"]))
    hit = store.nearest(ENCODER.queries(["ab"])[0], 1)[0]
    assert (hit.aligned_id, hit.language, hit.start) == (f"twin:{word}", "en", 3)
    assert list(store.stored([_chunk(word)])) == [f"{word}#0"]
    store.close()


def test_an_index_opens_again_after_it_was_closed(tmp_path: Path) -> None:
    _filled(tmp_path).close()
    again = VectorIndex.open(tmp_path)
    assert again.count() == 4
    assert again.nearest(ENCODER.queries(["xyz"])[0], 1)[0].aligned_id == "twin:xyz"
    again.close()


def test_a_folder_without_an_index_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusable, match="run `nisso ingest` to rebuild the index"):
        VectorIndex.open(tmp_path / "none")


def test_a_damaged_file_says_what_to_run(tmp_path: Path) -> None:
    _filled(tmp_path / "good").close()
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad/chroma.sqlite3").write_bytes(b"not a database at all, only bytes" * 100)
    with pytest.raises(IndexUnusable, match="run `nisso ingest` to rebuild the index"):
        VectorIndex.open(tmp_path / "bad")
