"""BM25 as computed by hand."""

from __future__ import annotations

from math import log
from pathlib import Path

import numpy as np
import pytest

from ingest.lexical import Field

ROWS = [["oil", "coal", "oil"], ["oil"], ["fish", "coal"], []]
K1, B = 1.2, 0.75
MEAN_LENGTH = (3 + 1 + 2 + 0) / 4


def _field() -> Field:
    return Field.build(ROWS, k1=K1, b=B)


def _by_hand(term: str, row: int) -> float:
    """Return ln(1 + (N − n + ½)/(n + ½)) · tf / (tf + k1·(1 − b + b·length/mean))."""
    n = sum(term in other for other in ROWS)
    frequency = ROWS[row].count(term)
    norm = K1 * (1 - B + B * len(ROWS[row]) / MEAN_LENGTH)
    return log(1 + (len(ROWS) - n + 0.5) / (n + 0.5)) * frequency / (frequency + norm)


@pytest.mark.parametrize("term", ["oil", "coal", "fish"])
def test_the_score_of_a_term_is_bm25(term: str) -> None:
    expected = [_by_hand(term, row) for row in range(4)]
    assert np.allclose(_field().scores({term: 1.0}), expected, atol=1e-6)


def test_scores_in_half_the_bytes_are_off_by_a_2048th_at_most(tmp_path: Path) -> None:
    Field.build(ROWS, k1=K1, b=B, half=True).save(tmp_path / "f")
    query = {"oil": 1.0, "coal": 0.5}
    whole, half = _field().scores(query), Field.load(tmp_path / "f").scores(query)
    assert half.dtype == np.float32
    assert np.all(np.abs(half - whole) <= whole / 2048)
    assert np.any(half != whole)


def test_one_value_written_out() -> None:
    # «fish» in the third of four rows: idf ln(1 + 3.5/1.5), one of two words, mean length 1.5.
    expected = log(1 + 3.5 / 1.5) / (1 + 1.2 * (0.25 + 0.75 * 2 / 1.5))
    assert _field().scores({"fish": 1.0})[2] == pytest.approx(expected, abs=1e-6)


def test_scores_are_weighted_sums() -> None:
    field = _field()
    both = field.scores({"oil": 2.0, "coal": 0.5})
    assert np.allclose(both, 2 * field.scores({"oil": 1}) + 0.5 * field.scores({"coal": 1}))


def test_unknown_terms_and_empty_queries_score_nothing() -> None:
    assert not _field().scores({"snow": 1.0}).any()
    assert not _field().scores({}).any()
    assert _field().scores({}).shape == (4,)


def test_rows_frequencies_and_weights_of_terms() -> None:
    field = _field()
    assert sorted(field.rows("oil")) == [0, 1]
    assert field.frequency("snow") == 0
    assert field.idf("oil") == pytest.approx(log(1 + 2.5 / 2.5))


def test_terms_are_numbered_by_their_letters_so_that_every_build_is_the_same() -> None:
    words = [f"w{number:03}" for number in range(200)]
    assert Field.build([words[::-1]], k1=K1, b=B).vocabulary() == words


def test_a_field_comes_back_from_disk_as_it_was(tmp_path: Path) -> None:
    _field().save(tmp_path / "f")
    again = Field.load(tmp_path / "f")
    assert np.array_equal(again.scores({"oil": 1.0}), _field().scores({"oil": 1.0}))
    assert again.size == 4


@pytest.mark.parametrize("rows", [[], [[], []]])
def test_a_field_without_words_finds_nothing_also_from_disk(
    rows: list[list[str]], tmp_path: Path
) -> None:
    Field.build(rows, k1=K1, b=B).save(tmp_path / "f")
    field = Field.load(tmp_path / "f")
    assert field.scores({"oil": 1.0}).shape == (len(rows),)
    assert field.vocabulary() == []
