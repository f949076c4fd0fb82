"""The project's own gate: no answer is worse than in the blessed baseline."""

from __future__ import annotations

import pytest

from eval.command import main
from eval.evaluation import FOLDER
from eval.readme import shown_table
from eval.record import read_record
from eval.report import table
from ingest.places import ROOT

_SET = FOLDER / "questions"
needs_set = pytest.mark.skipif(
    not any(_SET.rglob("*.jsonl")), reason="there are no eval/questions yet"
)


@needs_set
def test_no_answer_is_worse_than_in_the_baseline(capsys: pytest.CaptureFixture[str]) -> None:
    code = main([])
    said = capsys.readouterr()
    assert code == 0, said.err + said.out[-6000:]


@needs_set
def test_the_table_in_the_readme_is_the_blessed_one() -> None:
    shown = shown_table(ROOT / "README.md")
    assert shown is not None, "README.md has no table between the comments of eval/readme.py"
    blessed = table(read_record(FOLDER / "baseline.json"))
    assert shown == blessed, "run `nisso eval --bless`, which writes the table"
