"""In the default setting nothing leaves this computer: shown where nothing could."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
ALONE = ("unshare", "--map-root-user", "--net")


@pytest.fixture(scope="module")
def visit(exhibit_index: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Give what a visit to the served exhibit found, with every way out of the process closed."""
    folder = tmp_path_factory.mktemp("guard")
    shutil.copy(HERE / "offline_guard.py", folder / "sitecustomize.py")
    attempts = folder / "attempts"
    attempts.touch()
    environment = {k: v for k, v in os.environ.items() if not k.startswith("NISSO_")}
    environment |= {"PYTHONPATH": str(folder), "NISSO_TEST_ATTEMPTS": str(attempts)}
    command = [sys.executable, str(HERE / "offline_visit.py"), str(exhibit_index)]
    if alone_works():
        command = [*ALONE, *command]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stderr[-2000:]
    tried = [line for line in attempts.read_text().splitlines() if "192.0.2.1" not in line]
    return {**json.loads(done.stdout), "tried": tried, "control": attempts.read_text()}


def alone_works() -> bool:
    """Tell whether this system lets anyone have a network namespace."""
    if shutil.which(ALONE[0]) is None:
        return False
    return subprocess.run([*ALONE, "true"], capture_output=True).returncode == 0


def test_every_page_and_question_works_without_a_network(visit: dict[str, Any]) -> None:
    assert set(visit["pages"].values()) == {200}
    assert visit["answers"] == ["answered"] * 3
    assert visit["ask"][0] == 0
    assert "50 рублей" in visit["ask"][1]


def test_nothing_even_tries_to_leave(visit: dict[str, Any]) -> None:
    assert visit["tried"] == []
    assert visit["left"] == 0


def test_an_attempt_to_leave_would_have_been_noticed(visit: dict[str, Any]) -> None:
    assert "192.0.2.1" in visit["control"]
    assert visit["noticed"] > 0 or not visit["alone"]


def test_a_question_that_had_begun_is_answered_before_the_server_stops(
    visit: dict[str, Any],
) -> None:
    assert visit["last"] == "HTTP/1.1 200 OK"
    assert visit["code"] == 0


def test_the_log_of_a_visit_holds_no_question(visit: dict[str, Any]) -> None:
    rows = [json.loads(line) for line in visit["log"].splitlines()]
    assert {"place": "/api/ask", "code": 200}.items() <= rows[-1].items()
    assert "lighthouse" not in visit["log"]
    assert "маяк" not in visit["log"]


def test_the_doctor_finds_the_installation_able_to_answer(visit: dict[str, Any]) -> None:
    code, told, errors = visit["doctor"]
    assert (code, errors) == (0, "")
    assert "✓ index" in told
