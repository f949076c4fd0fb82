"""A module has one noun and a function fits a screen; whatever is larger says why."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from ingest.places import ROOT

LONGEST_MODULE, LONGEST_FUNCTION, MOST_ARGUMENTS = 250, 40, 5
LARGER = {
    "ingest/chroma.py": "all that knows Chroma stays in one file, embedded and on a server",
    "app/web/api.py:api_router": "each route is a function of a few lines inside its router",
    "ingest/fields.py:build_fields": "one pass over the passages fills five fields at once",
    "ingest/train.py:train": "one loop, read from top to bottom",
}


def modules() -> list[Path]:
    found = [path for layer in ("ingest", "app", "eval") for path in (ROOT / layer).rglob("*.py")]
    return [path for path in found if "node_modules" not in path.parts] + [ROOT / "nisso.py"]


@cache
def functions(path: Path) -> list[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    name = path.relative_to(ROOT).as_posix()
    return [(f"{name}:{node.name}", node) for node in ast.walk(tree) if isinstance(node, kinds)]


def larger() -> set[str]:
    """Return the modules and functions beyond the limits."""
    long_modules = {
        path.relative_to(ROOT).as_posix()
        for path in modules()
        if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST_MODULE
    }
    long_functions = {
        name
        for path in modules()
        for name, node in functions(path)
        if (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    }
    return long_modules | long_functions


def test_what_is_larger_than_the_limits_says_why() -> None:
    assert larger() - set(LARGER) == set()


def test_no_excuse_outlives_its_reason() -> None:
    assert set(LARGER) - larger() == set()


def test_no_function_takes_a_crowd_of_arguments() -> None:
    crowded = {
        name
        for path in modules()
        for name, node in functions(path)
        if len([a for a in node.args.posonlyargs + node.args.args if a.arg not in ("self", "cls")])
        > MOST_ARGUMENTS
    }
    assert crowded == set()
