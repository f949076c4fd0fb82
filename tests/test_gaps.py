"""The opt-in log of questions without an answer, and the command that reads it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import cast

import httpx
import pytest
from web_house import QUESTIONS, served, small

from app import gapreport
from app.arguments import parser
from app.assistant import Assistant
from app.command import main
from app.gapreport import Gap, grouped, read_gaps
from app.gaps import GapLog, Noting, quiet
from app.request import Request
from app.web.settings import Settings
from ingest.errors import NissoError


def rows(path: Path) -> list[dict[str, str]]:
    """Return what the file holds."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_nothing_is_kept_unless_it_is_asked_for(tmp_path: Path) -> None:
    before = set(tmp_path.rglob("*"))
    visited = small(tmp_path / "index")
    with served(visited) as address:
        httpx.post(f"{address}/web/answer", json={"question": "Кто смотритель?"})
    new = {path.name for path in set(tmp_path.rglob("*")) - before}
    assert new <= {"index", "passages.db"}


def test_a_gap_is_language_question_and_hour_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "new" / "gaps.jsonl"
    with served(small(tmp_path / "index"), Settings(gaps=file)) as address:
        for question in ("Кто смотритель?", QUESTIONS["ru"]):
            httpx.post(f"{address}/web/answer", json={"question": question, "screen": "ja"})
        httpx.get(f"{address}/api/ask", params={"question": "Who keeps it?", "id": "visitor-7"})
        httpx.get(f"{address}/healthz")
    found = rows(file)
    assert [(row["language"], row["question"]) for row in found] == [
        ("ru", "Кто смотритель?"), ("en", "Who keeps it?"),
    ]  # fmt: skip
    assert all(set(row) == {"language", "question", "hour"} for row in found)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d", row["hour"]) for row in found)
    assert file.stat().st_mode & 0o077 == 0


def test_what_could_name_a_person_is_left_out(tmp_path: Path) -> None:
    log = GapLog(tmp_path / "gaps.jsonl")
    for number in ("+7 (914) 555-12-34", "8 914 555 12 34", "555-12-34", "a.b@example.org"):
        log.note(f"Позвоните {number}, это про 20.01.1925 и 1924-1925", "ru")
    kept = {row["question"] for row in rows(tmp_path / "gaps.jsonl")}
    assert kept <= {
        "Позвоните …, это про 20.01.1925 и 1924-1925",
        "Позвоните … это про 20.01.1925 и 1924-1925",
    }


def test_the_file_stops_growing_at_its_limit(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    log = GapLog(tmp_path / "gaps.jsonl", most_bytes=300)
    for number in range(50):
        log.note(f"вопрос {number}", "ru")
    assert (tmp_path / "gaps.jsonl").stat().st_size <= 300
    assert caplog.text.count("takes no more questions") == 1


def test_a_file_that_cannot_be_written_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(NissoError, match="name another file"):
        GapLog(tmp_path)


def test_the_noting_assistant_answers_as_the_other_does(tmp_path: Path) -> None:
    first = cast(Assistant, small(tmp_path))
    noting = Noting(first, GapLog(tmp_path / "gaps.jsonl"))
    request = Request(QUESTIONS["en"])
    assert noting.ask(request) == first.ask(request)
    assert noting.index is first.index
    assert quiet(noting) is first
    assert quiet(first) is first


def test_questions_of_the_same_words_are_one_group() -> None:
    gaps = [
        Gap("ru", "Кто смотритель маяка?", "2026-05-01T10"),
        Gap("ru", "кто смотритель маяков", "2026-05-03T09"),
        Gap("ru", "Кто смотритель маяка?", "2026-05-02T10"),
        Gap("en", "Who keeps the lighthouse?", "2026-05-01T11"),
        Gap("ja", "？？", "2026-05-01T11"),
    ]
    first, *rest = grouped(gaps)
    assert (first.question, first.times, first.last) == (
        "Кто смотритель маяка?", 3, "2026-05-03T09",
    )  # fmt: skip
    assert [group.times for group in rest] == [1, 1]
    assert grouped([]) == []


def test_the_command_lists_the_groups(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "gaps.jsonl"
    log = GapLog(file)
    for question, language in (("Кто смотритель?", "ru"), ("Who?", "en"), ("Who?", "en")):
        log.note(question, language)
    assert main(["gaps", str(file)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines] == [["2", "en"], ["1", "ru"]]
    assert main(["gaps", str(file), "--language", "ru", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["question"] == "Кто смотритель?"


def test_without_a_log_the_command_says_how_to_begin(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gapreport, "DEFAULT", tmp_path / "none.jsonl")
    assert main(["gaps"]) == 0
    assert "nisso chat --gaps" in capsys.readouterr().out
    assert main(["gaps", str(tmp_path / "other.jsonl")]) == 1
    assert "cannot be read" in capsys.readouterr().err


NOTE = '{"language": "ru", "question": "Кто смотритель?", "hour": "2026-05-01T10"}'
OTHERS = [
    b"{", b"[]", b'{"language": "ru"}', b'"x"', b"\xff", b"[" * 100_000, "Кто".encode()[:-1],
    b'{"language": "fr", "question": "q", "hour": "h"}', b'{"language": [], "question": 1}',
    b'{"language": "ru", "question": "q", "hour": 5}', b'{"language": "ru", "question": "Wh',
]  # fmt: skip


def test_lines_that_are_no_notes_are_left_out_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "gaps.jsonl"
    file.write_bytes(b"\n".join([b"", NOTE.encode(), *OTHERS, NOTE.encode()]))
    found, others = read_gaps(file)
    assert len(found) == 2
    assert others == list(range(3, 3 + len(OTHERS)))
    assert main(["gaps", str(file)]) == 0
    told = capsys.readouterr()
    assert told.out.split()[:2] == ["2", "ru"]
    assert told.err == f"nisso gaps: {file}:3: no noted question; {len(OTHERS)} left out\n"


@pytest.mark.parametrize("line", OTHERS)
def test_a_file_without_any_note_is_named(tmp_path: Path, line: bytes) -> None:
    file = tmp_path / "gaps.jsonl"
    file.write_bytes(b"\n" + line + b"\n")
    with pytest.raises(NissoError, match=r"gaps\.jsonl:2"):
        read_gaps(file)


def test_a_note_after_one_that_was_torn_off_stands_on_its_own_line(tmp_path: Path) -> None:
    file = tmp_path / "gaps.jsonl"
    file.write_bytes(NOTE.encode()[:-20])
    for question in ("Кто?", "Где?"):
        GapLog(file).note(question, "ru")
    found, others = read_gaps(file)
    assert [gap.question for gap in found] == ["Кто?", "Где?"]
    assert others == [1]


def test_a_file_that_was_moved_away_is_begun_anew(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "new" / "gaps.jsonl"
    log = GapLog(file, most_bytes=300)
    for number in range(9):
        log.note(f"вопрос {number}", "ru")
    file.rename(tmp_path / "read.jsonl")
    file.parent.rmdir()
    log.note("Кто?", "ru")
    assert [row["question"] for row in rows(file)] == ["Кто?"]
    assert caplog.text.count("takes no more questions") == 1


def test_the_options_of_the_chat_are_checked() -> None:
    chosen = parser().parse_args(
        ["chat", "--idle", "45", "--gaps", "--embed-in", "https://museum.example:8443"]
    )
    assert (chosen.idle, chosen.gaps, chosen.embed_in) == (
        45, gapreport.DEFAULT, ["https://museum.example:8443"],
    )  # fmt: skip
    for bad in (["--idle", "1"], ["--idle", "x"], ["--embed-in", "museum.example; x"]):
        with pytest.raises(SystemExit):
            parser().parse_args(["chat", *bad])
    assert parser().parse_args(["chat"]).gaps is None
