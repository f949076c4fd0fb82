"""The project's own gate: no answer is worse than in the blessed baseline."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from zlib import crc32

import pytest

from eval.command import main
from eval.evaluation import FOLDER
from eval.readme import shown_table
from eval.record import read_record
from eval.report import table
from ingest.places import ROOT

PARTS = 8
"""The suite asks the facts of one part, so that it stays short; `make eval` asks them all."""


@pytest.fixture
def part(tmp_path: Path) -> Path:
    """Give a folder with an eighth of the set and what is waived, and the whole's baseline."""
    waived = (FOLDER / "waivers.toml").read_text(encoding="utf-8")
    for path in (FOLDER / "questions").rglob("*.jsonl"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if _in_part(json.loads(line), waived)]
        copy = tmp_path / path.relative_to(FOLDER)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text("".join(kept), encoding="utf-8")
    shutil.copy(FOLDER / "baseline.json", tmp_path)
    shutil.copy(FOLDER / "waivers.toml", tmp_path)
    return tmp_path


def _in_part(sample: dict[str, str], waived: str) -> bool:
    return crc32(sample["fact"].encode()) % PARTS == 0 or f'"{sample["id"]}"' in waived


def test_no_answer_is_worse_than_in_the_baseline(
    part: Path, project_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["--set", str(part), "--index", str(project_index)])
    said = capsys.readouterr()
    assert code == 0, said.err + said.out[-6000:]


def test_the_table_in_the_readme_is_the_blessed_one() -> None:
    shown = shown_table(ROOT / "README.md")
    assert shown is not None, "README.md has no table between the comments of eval/readme.py"
    blessed = table(read_record(FOLDER / "baseline.json"))
    assert shown == blessed, "run `nisso eval --bless`, which writes the table"
