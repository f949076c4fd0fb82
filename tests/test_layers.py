"""The line corpus → ingest → app → eval, and the walls around each foreign library."""

from __future__ import annotations

import graphlib
import subprocess
import sys
from pathlib import Path

import grimp

from ingest.places import ROOT


def test_the_layers_and_the_walls_around_foreign_libraries_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_module_stands_in_a_circle() -> None:
    graph = grimp.build_graph("ingest", "app", "eval", cache_dir=None)
    read = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    graphlib.TopologicalSorter(read).prepare()  # raises CycleError, which names the circle


def test_the_corpus_holds_no_code() -> None:
    assert list((ROOT / "corpus").rglob("*.py")) == []
