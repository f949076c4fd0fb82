"""Whatever a terminal can show, a command prints to it, and fails in one line if at all."""

from __future__ import annotations

import io
import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from corpora import write

import nisso
from app.request import BadRequest, parse_request, read_batch
from ingest.build import ingest
from ingest.encoder import DEFAULT
from ingest.errors import NissoError
from ingest.places import ROOT
from ingest.terminal import run

ODD = "До 😀 é 日 \u202e"
HALF = os.fsdecode(b"\xff")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an index of a text with letters that few terminals have."""
    folder = tmp_path_factory.mktemp("odd")
    write(folder / "texts", "маяк 😀.md", f"# {ODD}\n\nМаяк построен в 1902 году 😀 é.\n")
    ingest(folder / "texts", folder / "index", DEFAULT)
    return folder / "index"


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch, index: Path) -> Callable[..., tuple[int, str, str]]:
    """Give what runs a command in a terminal of some encoding; return its code and two texts."""

    def ran(encoding: str, *arguments: str) -> tuple[int, str, str]:
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding) for _ in range(2))
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(sys, "stderr", err)
        # What a library logs of half a letter cannot be passed between the suite's processes.
        monkeypatch.setattr(logging.root.manager, "disable", logging.CRITICAL)
        try:
            code = nisso.main([*arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        out.flush()
        err.flush()
        return code, *(one.buffer.getvalue().decode(encoding) for one in (out, err))  # type: ignore[attr-defined]

    return ran


@pytest.mark.parametrize("encoding", ["ascii", "cp1251", "latin-1", "shift_jis", "utf-8"])
@pytest.mark.parametrize(
    "command",
    [
        ["passages"], ["passages", "--json"], ["passage", "маяк 😀"],
        ["passage", "маяк 😀", "--json"], ["search", "маяк é"], ["search", "маяк", "--json"],
        ["ask", ODD], ["ask", ODD, "--json"], ["doctor"], ["doctor", "--json"],
    ],
)  # fmt: skip
def test_every_command_prints_to_a_terminal_of_any_encoding(
    printed: Callable[..., tuple[int, str, str]], index: Path, encoding: str, command: list[str]
) -> None:
    code, out, err = printed(encoding, *command, "--index", str(index))
    assert code == 0 or command[0] == "doctor"
    assert err == ""
    assert out
    if "--json" in command:
        for line in out.splitlines():
            json.loads(line)


def test_json_is_the_same_in_every_encoding(
    printed: Callable[..., tuple[int, str, str]], index: Path
) -> None:
    call = ("passages", "--json", "--index", str(index))
    rows = {json.dumps(json.loads(printed(code, *call)[1])) for code in ("ascii", "utf-8")}
    assert len(rows) == 1
    assert "\\u" not in printed("utf-8", *call)[1]


@pytest.mark.parametrize(
    "command",
    [
        ["ask", HALF], ["search", HALF], ["passage", HALF], ["passage", HALF, "--json"],
        ["ask", "--batch", HALF], ["gaps", HALF], ["ask", "a", "--language", HALF], [HALF],
        ["ingest", "--corpus", HALF], ["ingest", "--embedding", HALF], ["eval", "--set", HALF],
        ["eval", "--json", f"/none/{HALF}"], ["chat", "--password-file", HALF],
        ["chat", "--host", HALF], ["chat", "--embed-in", HALF], ["doctor", "--host", HALF],
        ["ask", "a", "--index", f"http://{HALF}"], ["chat", "--host", "маяк"],
    ],
)  # fmt: skip
def test_half_a_letter_in_an_argument_is_one_line(
    printed: Callable[..., tuple[int, str, str]], index: Path, tmp_path: Path, command: list[str]
) -> None:
    if command[0] not in ("gaps", "eval", HALF) and "--index" not in command:
        place = tmp_path / "new" if command[0] == "ingest" else index
        command = [*command, "--index", str(place)]
    code, _, err = printed("ascii", *command)
    if command[0] != "doctor":
        assert code in (1, 2)
        assert err.splitlines()[-1].startswith("nisso")
    assert "Traceback" not in err


def test_an_id_of_half_a_letter_is_named_with_its_line(tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text('{"id": "a", "question": "q"}\n{"id": "\\ud800", "question": "q"}\n')
    with pytest.raises(BadRequest, match=r"batch\.jsonl:2: `id` holds half a character"):
        read_batch(batch)
    with pytest.raises(BadRequest, match="half a character"):
        parse_request({"id": "\udfff", "question": "q"}, id_required=False)


def test_a_batch_that_another_editor_saved_is_read(tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    rows = '{"id": "a", "question": "кто?"}\r\n\r\n{"id": "b", "question": "где?"}\r\n'
    batch.write_bytes(rows.encode("utf-8-sig"))
    assert [request.question for request in read_batch(batch)] == ["кто?", "где?"]


def test_a_full_disk_a_closed_pipe_and_an_interruption_are_no_traceback(index: Path) -> None:
    command = [sys.executable, str(ROOT / "nisso.py"), "passages", "--index", str(index)]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr.startswith("nisso passages: No space left on device")
    assert done.stderr.count("\n") == 1
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        command, cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        (KeyboardInterrupt(), 130, ""), (NissoError("no index"), 1, "nisso ask: no index\n"),
        (NissoError("no 灯台　in a\nb\x1b[31m"), 1, "nisso ask: no 灯台　in a\\nb\\x1b[31m\n"),
        (OSError(5, "Input/output error", "/a"), 1,
         "nisso ask: Input/output error (/a); mend that and try again\n"),
    ],
)  # fmt: skip
def test_what_stops_a_command_is_its_code_and_at_most_a_line(
    capsys: pytest.CaptureFixture[str], raised: BaseException, code: int, said: str
) -> None:
    def work() -> int:
        raise raised

    assert run("nisso ask", work) == code
    assert capsys.readouterr().err == said
