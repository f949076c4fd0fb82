"""Vectors come back from a byte a number nearly as they were."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ingest.packed import load_packed, save_packed


def test_a_packed_vector_is_nearly_itself_and_a_quarter_of_its_size(tmp_path: Path) -> None:
    vectors = np.random.default_rng(1925).normal(size=(40, 256)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    save_packed(tmp_path / "vectors", vectors)
    back = load_packed(tmp_path / "vectors")
    assert np.abs((back * vectors).sum(axis=1) - 1).max() < 0.001
    assert np.abs(back @ vectors.T - vectors @ vectors.T).max() < 0.005
    assert (tmp_path / "vectors").stat().st_size < vectors.nbytes / 3


def test_no_vectors_come_back_as_none(tmp_path: Path) -> None:
    save_packed(tmp_path / "vectors", np.zeros((0, 8), np.float32))
    assert load_packed(tmp_path / "vectors").shape == (0, 8)
