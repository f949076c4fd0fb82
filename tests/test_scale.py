"""A corpus of any size is made the same each time, is accepted, and its figures are printed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval import scale
from eval.enlarged import enlarge
from eval.process import Done
from eval.scale import table
from ingest.corpus import read_corpus
from ingest.folder import folder_hash
from ingest.language import language_of


def test_the_same_seed_makes_the_same_corpus_and_ingest_accepts_it(
    exhibit: Path, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        enlarge(exhibit, tmp_path / name, 600)
    enlarge(exhibit, tmp_path / "other", 600, seed=1)
    hashes = {folder_hash(tmp_path / name) for name in ("one", "two")}
    assert len(hashes) == 1
    assert folder_hash(tmp_path / "other") not in hashes
    passages = read_corpus(tmp_path / "one").passages()
    assert 598 <= len(passages) <= 600
    assert len({passage.text for passage in passages}) == len(passages)


def test_a_figure_is_shown_with_its_limit() -> None:
    shown = table({"index, MB": 12.5, "search p50, ratio": 1.75})
    assert shown.splitlines() == [
        "index, MB                     12.50",
        "search p50, ratio              1.75   at most 5",
    ]


@pytest.mark.parametrize(("ratio", "code"), [(5.0, 0), (5.1, 1)])
def test_a_broken_limit_fails_the_measurement(
    capsys: pytest.CaptureFixture[str], ratio: float, code: int
) -> None:
    figures = {"index, MB": 9000.0, "search p50, ratio": ratio}
    assert scale.shown(figures) == code
    *shown, row = capsys.readouterr().out.splitlines()
    assert len(shown) == 2
    assert json.loads(row) == figures


def test_the_languages_are_asked_in_turn() -> None:
    rows = scale._questions()
    assert len(rows) == len({row["id"] for row in rows}) == 60
    spoken = [row["id"][:2] for row in rows]
    assert all({*spoken[n : n + 3]} == {"ru", "en", "ja"} for n in range(0, 60, 3))
    assert sum(language_of(row["question"]) == row["id"][:2] for row in rows) >= 58


def test_the_first_questions_of_a_process_are_not_counted() -> None:
    said = "".join(json.dumps({"elapsed_ms": float(n)}) + "\n" for n in range(20))
    assert scale._times(Done(1.0, 1.0, said)) == [15, 16, 17, 18, 19]
