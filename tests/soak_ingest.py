"""Fifty writers killed at random moments, and as many that run out of space: `make soak`.

`test_survival.py` holds the short form.
"""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from corpora import plain_folder
from ingest_house import (
    SEED,
    ingested,
    killed_after,
    killed_at,
    left_over,
    limited,
    moments,
    rewritten,
    words_in_service,
)

from ingest.build import ingest
from ingest.encoder import DEFAULT

_KILLS = 50
_FULL = 20


@pytest.fixture
def home(tmp_path: Path) -> tuple[Path, Path]:
    """Give plain texts in version 0 and an index of them."""
    texts = plain_folder(tmp_path / "plain")
    rewritten(texts, 0)
    ingest(texts, tmp_path / "index", DEFAULT)
    return texts, tmp_path / "index"


def test_fifty_writers_killed_at_random_moments_lose_nothing(home: tuple[Path, Path]) -> None:
    texts, index = home
    rewritten(texts, 1)
    began = time.perf_counter()
    assert ingested(texts, index).returncode == 0
    whole = time.perf_counter() - began
    in_service, ended = 1, []
    for number, seconds in enumerate(moments(_KILLS, whole), start=2):
        rewritten(texts, number)
        ended.append(killed_after(seconds, texts, index))
        words = words_in_service(index)
        assert f"Version {in_service} " in words or f"Version {number} " in words
        in_service = number if f"Version {number} " in words else in_service
    print(f"{ended.count(-9)} of {_KILLS} were killed, {ended.count(0)} were done by then")  # noqa: T201
    assert ended.count(-9) > _KILLS // 2
    ingest(texts, index, DEFAULT)
    assert f"Version {_KILLS + 1} " in words_in_service(index)
    assert left_over(index) == []


@pytest.mark.parametrize("event", ["open", "os.rename", "os.mkdir", "sqlite3.connect"])
def test_a_writer_killed_at_any_of_its_steps_loses_nothing(
    event: str, home: tuple[Path, Path]
) -> None:
    texts, index = home
    draw = random.Random(SEED)
    in_service = 0
    for number in range(1, 8):
        rewritten(texts, number)
        step = draw.randrange(3000) if event == "open" else draw.randrange(12)
        killed_at(event, step, texts, index)
        words = words_in_service(index)
        assert f"Version {in_service} " in words or f"Version {number} " in words
        in_service = number if f"Version {number} " in words else in_service


def test_a_disk_that_is_full_at_any_size_loses_nothing(home: tuple[Path, Path]) -> None:
    texts, index = home
    draw = random.Random(SEED)
    rewritten(texts, 1)
    largest = max(path.stat().st_size for path in index.rglob("*"))
    for _ in range(_FULL):
        done = ingested(texts, index, before=limited(int(largest ** draw.uniform(0.6, 0.97))))
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert "Version 0 " in words_in_service(index)
        assert left_over(index) == []
    ingest(texts, index, DEFAULT)
    assert "Version 1 " in words_in_service(index)
