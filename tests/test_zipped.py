"""What is zipped comes back, and equal values are equal bytes at any time."""

from __future__ import annotations

import gzip
import time
from pathlib import Path

import pytest

from ingest.zipped import read_json, write_json

# Without the time of day, which would be part of the tests' names.
BROKEN = gzip.compress(b"{}", mtime=0)[:10] + b"\xff" * 20
"""A right head, and a body that is none."""


def test_a_value_comes_back(tmp_path: Path) -> None:
    value = {"灯台": ["маяк", 1, None, 0.5]}
    write_json(tmp_path / "v", value)
    assert read_json(tmp_path / "v") == value


def test_equal_values_in_one_order_are_equal_bytes_at_any_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_json(tmp_path / "a", {"b": 1, "a": 2})
    monkeypatch.setattr(time, "time", lambda: 0.0)
    write_json(tmp_path / "b", {"b": 1, "a": 2})
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("damaged", [b"", b"{}", b"\x1f\x8b\x08\x00", BROKEN])
def test_what_is_damaged_is_refused(tmp_path: Path, damaged: bytes) -> None:
    (tmp_path / "v").write_bytes(damaged)
    with pytest.raises((OSError, EOFError, ValueError)):
        read_json(tmp_path / "v")
