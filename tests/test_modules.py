"""Each module has its test module, or says through which one it is tested."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

from conftest import LONGEST

from ingest.places import ROOT

TESTS = Path(__file__).parent
THROUGH = {
    "app/abstention.py": "test_extractive.py",
    "app/generation/attempt.py": "test_generation_answers.py",
    "app/generation/clauses.py": "test_generation_attacks.py",
    "app/generation/composition.py": "test_generation_answers.py",
    "app/generation/coverage.py": "test_generation_parts.py",
    "app/generation/elements.py": "test_generation_attacks.py",
    "app/generation/entailment.py": "test_generation_judge.py",
    "app/generation/facts.py": "test_generation_properties.py",
    "app/generation/operators.py": "test_generation_attacks.py",
    "app/generation/order.py": "test_generation_attacks.py",
    "app/generation/roles.py": "test_generation_attacks.py",
    "app/generation/voices.py": "test_generation_attacks.py",
    "app/web/asking.py": "test_web_api.py",
    "app/web/furniture.py": "test_web_page.py",
    "app/web/kiosk/browse.py": "test_kiosk.py",
    "app/web/kiosk/dialogs.py": "test_kiosk.py",
    "app/web/kiosk/page.py": "test_kiosk.py",
    "app/web/kiosk/routes.py": "test_kiosk.py",
    "app/web/kiosk/screen.py": "test_kiosk.py",
    "app/web/measure.py": "test_web_guard.py",
    "app/web/page.py": "test_web_page.py",
    "app/web/passages.py": "test_fragments.py",
    "app/web/proxies.py": "test_web_guard.py",
    "app/web/schemas.py": "test_web_api.py",
    "app/web/sources.py": "test_sources_page.py",
    "ingest/parts.py": "test_build.py",
    "ingest/verify.py": "test_survival.py",
}


def modules() -> set[str]:
    """Return the modules of the three layers, packages and their entrances aside."""
    found = [path for layer in ("ingest", "app", "eval") for path in (ROOT / layer).rglob("*.py")]
    return {
        path.relative_to(ROOT).as_posix()
        for path in found
        if "node_modules" not in path.parts and not path.name.startswith("__")
    }


def imported() -> set[str]:
    """Return the modules that a test module imports, or one thing from."""
    names: set[str] = set()
    for path in TESTS.glob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return {f"{name.replace('.', '/')}.py" for name in names}


def named() -> set[str]:
    """Return the modules that a test module is named after, and no other module is called so."""
    stems = Counter(Path(name).stem for name in modules())
    alone = {name for name in modules() if stems[Path(name).stem] == 1}
    return {name for name in alone if (TESTS / f"test_{Path(name).stem}.py").exists()}


def test_a_module_is_tested_by_name_or_says_through_what() -> None:
    assert modules() - imported() - named() - set(THROUGH) == set()


def test_no_excuse_outlives_its_reason() -> None:
    assert set(THROUGH) - modules() == set()
    assert set(THROUGH) & imported() == set()
    assert {name for name in THROUGH.values() if not (TESTS / name).is_file()} == set()


def test_what_begins_first_exists() -> None:
    assert [name for name in LONGEST if not (TESTS / f"test_{name}.py").is_file()] == []
