"""What a command does not need it does not import: a first answer waits for every second."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.places import ROOT

HEAVY = ("torch", "sentence_transformers", "transformers", "llama_index", "gradio", "plotly")

PROBE = """
import io, json, sys
from nisso import main
sys.stdout, out = io.StringIO(), sys.stdout
try:
    code = main(sys.argv[1:])
except SystemExit as error:
    code = error.code
loaded = [name for name in sys.modules if "." not in name]
out.write(json.dumps([code, sys.stdout.getvalue(), loaded]))
"""


def _run(*arguments: str) -> tuple[int, str, set[str]]:
    """Return the exit code, the output and the top-level modules that a command has loaded."""
    command = [sys.executable, "-c", PROBE, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    code, out, loaded = json.loads(done.stdout)
    return code or 0, out, set(loaded)


def test_help_loads_neither_the_index_nor_a_model() -> None:
    code, out, loaded = _run("--help")
    assert code == 0
    assert "usage: nisso" in out
    assert not loaded & {*HEAVY, "chromadb", "numpy", "pymorphy3", "sudachipy", "uvicorn"}


def test_an_answer_with_the_default_encoder_needs_no_heavy_library(project_index: Path) -> None:
    code, out, loaded = _run("ask", "Кто такой Карахан?", "--json", "--index", str(project_index))
    assert code == 0
    assert json.loads(out)["status"] == "answered"
    assert not loaded & set(HEAVY)
    assert not loaded & {"uvicorn", "fastapi"}


@pytest.mark.parametrize("arguments", [("passages",), ("passage", "article:signing:ru")])
def test_reading_passages_needs_no_encoder_and_no_analyser(
    arguments: tuple[str, ...], project_index: Path
) -> None:
    code, _, loaded = _run(*arguments, "--index", str(project_index))
    assert code == 0
    assert not loaded & {*HEAVY, "model2vec"}
