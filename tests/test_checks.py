"""The doctor looks at each matter, says how it stands, and what to do where it does not."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import checks
from app.checks import Finding
from app.command import main
from app.doctor import _lines
from app.web.kiosk import keyboard


@pytest.fixture
def listening() -> Iterator[int]:
    """Give a port of loopback that something listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


@pytest.fixture(autouse=True)
def _no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NISSO_LLM_URL", "NISSO_LLM_MODEL"):
        monkeypatch.delenv(name, raising=False)


def test_what_is_installed_is_what_is_asked_for() -> None:
    found = checks.versions()
    assert (found.state, found.advice) == ("good", "")
    assert f"Python {sys.version_info.major}." in found.told


def test_a_missing_and_an_old_package_are_told_and_an_extra_is_not_asked_for() -> None:
    wanted = ["numpy>=1", "numpy<1", "no-such-package>=2", "no-such-extra>=2; extra == 'test'"]
    old, missing = checks._wrong_packages(wanted)
    assert old.startswith("numpy is ") and old.endswith(", wanted <1")
    assert missing == "no-such-package is missing"


def test_an_old_python_is_told_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "_OLDEST", (99, 0))
    found = checks.versions()
    assert (found.state, found.advice) == ("bad", "install Python 3.11 or newer")


def test_an_index_that_answers_is_good_and_one_that_is_not_there_names_itself(
    exhibit_index: Path, tmp_path: Path
) -> None:
    found = checks.index(exhibit_index)
    assert (found.state, found.told) == ("good", "18 passages, a probe question is answered")
    missing = checks.index(tmp_path)
    assert (missing.state, missing.advice) == ("bad", f"run `nisso ingest` with --index {tmp_path}")
    assert "no index in" in missing.told


def test_the_projects_own_index_may_be_older_than_its_corpus(
    exhibit_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "INDEX", exhibit_index)
    found = checks.index(exhibit_index)
    assert (found.state, found.told) == ("warning", "older than the corpus")
    assert found.advice == "run `nisso ingest`"


def test_the_encoder_is_the_one_of_the_index(exhibit_index: Path, tmp_path: Path) -> None:
    found = checks.encoder(exhibit_index)
    assert found.state == "good"
    assert found.told.endswith(" dimensions")
    assert checks.encoder(tmp_path).advice == f"run `nisso ingest` with --index {tmp_path}"


def test_no_model_is_needed_and_half_a_setting_is_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks.model().state == "good"
    monkeypatch.setenv("NISSO_LLM_URL", "http://127.0.0.1:1/v1")
    found = checks.model()
    assert (found.state, found.advice) == ("bad", "set both NISSO_LLM_URL and NISSO_LLM_MODEL")


def test_a_model_is_good_where_something_answers_at_its_address(
    listening: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NISSO_LLM_MODEL", "tiny")
    monkeypatch.setenv("NISSO_LLM_URL", f"http://127.0.0.1:{listening}/v1")
    assert checks.model() == Finding("model", "good", f"tiny at http://127.0.0.1:{listening}/v1")
    monkeypatch.setenv("NISSO_LLM_URL", "http://127.0.0.1:1/v1")
    found = checks.model()
    assert (found.state, found.told.split(" (")[0]) == (
        "warning", "nothing answers at http://127.0.0.1:1/v1",
    )  # fmt: skip


def test_a_script_without_a_font_names_the_package_that_brings_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lister = tmp_path / "fc-list"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert checks.fonts().state == "good", "where fonts cannot be listed nothing is said"
    for script, advice in (
        ("echo Some Sans", ""),
        ('[ "$1" = :lang=ja ] || echo Some Sans', "apt-get install fonts-noto-cjk"),
        ("exit 0", "apt-get install fonts-noto-cjk fonts-noto-core"),
    ):
        lister.write_text(f"#!/bin/sh\n{script}\n")
        lister.chmod(0o755)
        found = checks.fonts()
        assert (found.state, found.advice) == ("warning" if advice else "good", advice)


def test_a_kiosk_without_a_keyboard_is_told_how_to_get_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert checks.keyboard().state == ("good" if keyboard.is_installed() else "warning")
    monkeypatch.setitem(keyboard._FILES, "keyboard.js", ("no-such.js", "text/javascript"))
    found = checks.keyboard()
    assert (found.state, found.advice) == ("warning", "install Node.js, then run `make kiosk`")


def test_a_free_port_is_good_and_a_taken_one_may_be_nisso_itself(listening: int) -> None:
    taken = checks.port("127.0.0.1", listening)
    assert taken.state == "warning"
    assert taken.told.startswith(f"127.0.0.1:{listening} cannot be listened on (")
    assert checks.port("127.0.0.1", 0).state == "good"
    assert checks.port("127.0.0.1", 70_000).state == "warning"
    assert checks.port("192.0.2.1", 0).state == "warning"


def test_a_disk_too_full_for_a_second_index_is_bad(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = checks.disk(tmp_path / "not" / "yet")
    assert found.told.endswith(f" MB free at {tmp_path}")
    monkeypatch.setattr(checks, "_FREE", 0)
    assert checks.disk(tmp_path).state == "good"
    monkeypatch.setattr(checks, "_FREE", 2**60)
    assert checks.disk(tmp_path).state == "bad"


def test_the_doctor_prints_a_line_a_matter_and_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor", "--index", str(tmp_path), "--port", "0"]) == 1
    lines = capsys.readouterr().out.splitlines()
    matters = [line[2:].split()[0] for line in lines if not line.startswith(" ")]
    assert matters == [
        "versions", "index", "encoder", "model", "fonts", "keyboard", "port", "disk",
    ]  # fmt: skip
    index = next(n for n, line in enumerate(lines) if line.startswith("✗ index"))
    assert lines[index + 1].strip() == f"→ run `nisso ingest` with --index {tmp_path}"


def test_a_script_reads_the_doctor_an_object_a_line(
    exhibit_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["doctor", "--index", str(exhibit_index), "--port", "0", "--json"])
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert all(set(row) == {"matter", "state", "told", "advice"} for row in rows)
    assert code == int(any(row["state"] == "bad" for row in rows))


def test_a_matter_that_stands_well_takes_one_line() -> None:
    assert _lines(Finding("disk", "good", "enough")) == "✓ disk      enough\n"
    assert _lines(Finding("disk", "warning", "full", "free some")) == (
        "! disk      full\n            → free some\n"
    )
