"""A process of its own is timed, its words are read, its memory is told, its failure is ours."""

from __future__ import annotations

import subprocess

import pytest

from eval.process import finish, run, start
from ingest.places import ROOT

LARGE = "held = bytearray(200 * 2**20); print(held[0])"


def test_what_a_process_says_is_read_and_what_it_is_told_reaches_it() -> None:
    assert run(["-c", "print(input()[::-1])"], "маяк\n").said == "кяам\n"
    assert run(["-c", "pass"]).said == ""


def test_a_process_runs_in_the_projects_folder() -> None:
    assert run(["-c", "import os; print(os.getcwd())"]).said.strip() == str(ROOT)


def test_the_memory_that_a_process_held_at_most_is_told_in_megabytes() -> None:
    # From a small process, since one that is begun counts what its parent held.
    measured = f"from eval.process import run; print(run(['-c', {LARGE!r}]).peak)"
    assert 200 < float(run(["-c", measured]).said) < 230


def test_the_time_of_a_process_is_its_own() -> None:
    done = run(["-c", "import time; time.sleep(0.2)"])
    assert done.seconds > 0.2


def test_a_process_that_fails_is_an_error_with_its_last_words() -> None:
    with pytest.raises(RuntimeError, match=r"(?s)-c import sys.*ZeroDivisionError") as told:
        run(["-c", "import sys; print('x' * 3000, file=sys.stderr); 1 / 0"])
    assert len(str(told.value)) < 2200


def test_a_finished_process_has_its_exit_code() -> None:
    process = start(["-c", "raise SystemExit(3)"], stdout=subprocess.DEVNULL)
    assert finish(process) > 1
    assert process.returncode == 3
