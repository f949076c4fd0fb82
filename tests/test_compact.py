"""Many vectors are kept in fewer numbers, few as they are, and cosines stay cosines."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ingest.compact import DIRECTIONS, Compact
from ingest.unit import Vectors, unit


def _flat(count: int, *, size: int = 256, inside: int = 80) -> Vectors:
    """Give `count` unit vectors of `size` numbers that lie in a space of `inside` dimensions."""
    chance = np.random.default_rng(1925)
    return unit((chance.normal(size=(count, inside)) @ chance.normal(size=(inside, size)))
                .astype(np.float32))  # fmt: skip


def test_what_lies_in_few_directions_loses_nothing() -> None:
    vectors = _flat(400)
    compact = Compact.build(vectors)
    assert compact.vectors.shape == (400, DIRECTIONS)
    assert np.abs(compact.cosines(vectors[7]) - vectors @ vectors[7]).max() < 1e-4


def test_few_vectors_are_kept_as_they_are() -> None:
    vectors = _flat(3)
    compact = Compact.build(vectors)
    assert np.array_equal(compact.vectors, vectors)
    other = _flat(9)[8]
    assert np.allclose(compact.cosines(other), vectors @ other, atol=1e-6)


def test_a_vector_comes_back_from_disk_nearly_itself_in_a_fraction_of_its_size(
    tmp_path: Path,
) -> None:
    vectors = _flat(600, inside=256)
    before = Compact.build(vectors)
    before.save(tmp_path)
    after = Compact.load(tmp_path)
    assert np.abs((after.vectors * before.vectors).sum(axis=1) - 1).max() < 0.001
    assert after.cosines(vectors[5])[5] > 0.999
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) < vectors.nbytes / 2


def test_a_vector_of_nothing_is_like_none() -> None:
    assert not Compact.build(_flat(300)).cosines(np.zeros(256, np.float32)).any()


def test_no_vectors_come_back_as_none(tmp_path: Path) -> None:
    Compact.build(np.zeros((0, 8), np.float32)).save(tmp_path)
    again = Compact.load(tmp_path)
    assert again.vectors.shape == (0, 8)
    assert again.cosines(np.ones(8, np.float32)).shape == (0,)
