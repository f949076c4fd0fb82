"""The line corpus → ingest → app → eval, and the walls around each foreign library."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from ingest.places import ROOT


def test_the_layers_and_the_walls_around_foreign_libraries_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_corpus_holds_no_code() -> None:
    assert list((ROOT / "corpus").rglob("*.py")) == []
