"""The question set: what is read, and what is refused with file and line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from eval_house import samples, write_samples

from eval.samples import read_samples


def test_a_good_set_is_read_in_order_with_its_lines(tmp_path: Path) -> None:
    found, faults = read_samples(write_samples(tmp_path, samples()))
    assert not faults
    assert [sample.id for sample in found[:5]] == ["ru-1", "ru-2", "ru-3", "ru-4", "en-1"]
    assert [sample.line for sample in found[:4]] == [1, 2, 3, 4]


def test_a_language_may_be_a_folder_of_parts(tmp_path: Path) -> None:
    folder = write_samples(tmp_path / "flat", samples())
    for language in ("ru", "en", "ja"):
        (tmp_path / f"set/{language}").mkdir(parents=True)
        (folder / f"{language}.jsonl").rename(tmp_path / f"set/{language}/part.jsonl")
    found, faults = read_samples(tmp_path / "set")
    assert not faults
    assert [sample.language for sample in found] == ["ru"] * 4 + ["en"] * 4 + ["ja"] * 4


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"category": "dates"}, "unknown category `dates`"),
        ({"language": "de"}, "unknown language `de`"),
        ({"language": "en"}, "language `en` in "),
        ({"split": "train"}, "unknown split"),
        ({"status": "ok"}, "unknown status"),
        ({"question": " "}, "`question` is missing"),
        ({"question": "?" * 1001}, "over 1000 characters"),
        ({"id": ""}, "`id` is missing"),
        ({"id": "ru-1"}, "duplicate id `ru-1`, first at"),
        ({"history": "Когда?"}, "`history` is not a list"),
        ({"must": ["20"]}, "`must` is not a list"),
        ({"must": [[]]}, "`must` is not a list"),
        ({"must": []}, "needs at least one `must`"),
        ({"must": [["re:("]]}, "bad expression"),
        ({"must": [["re:.*"]]}, "stands in every answer"),
        ({"gold": []}, "at least one `must` part and one `gold`"),
        ({"gold": ["treaty"]}, "`gold` is not a list"),
        ({"gold": [{"source": "treaty"}]}, "`quote` is missing"),
        ({"status": "abstained"}, "a gold quote though"),
        ({"histroy": []}, "unknown field `histroy`"),
    ],
)
def test_a_bad_line_is_named_and_left_out(
    tmp_path: Path, change: dict[str, object], says: str
) -> None:
    rows = samples()
    folder = write_samples(tmp_path, rows)
    lines = (folder / "ru.jsonl").read_text(encoding="utf-8").splitlines()
    lines[1] = json.dumps({**rows[1], **change}, ensure_ascii=False)
    (folder / "ru.jsonl").write_text("\n".join(lines), encoding="utf-8")
    found, faults = read_samples(folder)
    assert [(fault.path.name, fault.line) for fault in faults] == [("ru.jsonl", 2)]
    assert says in str(faults[0])
    assert str(faults[0]).split(": ")[0].endswith("ru.jsonl:2")
    assert len(found) == 11


@pytest.mark.parametrize("line", ['{"id": ', "[1]", "null", '{"id":' + "[" * 100_000])
def test_a_line_that_is_no_object_is_named(tmp_path: Path, line: str) -> None:
    folder = write_samples(tmp_path, samples())
    with (folder / "en.jsonl").open("a", encoding="utf-8") as file:
        file.write("\n" + line + "\n")
    _, faults = read_samples(folder)
    assert [(fault.path.name, fault.line) for fault in faults] == [("en.jsonl", 6)]


def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    folder = write_samples(tmp_path, samples())
    (folder / "ja.jsonl").write_bytes(b"{}\n\xff\n")
    _, faults = read_samples(folder)
    assert [(fault.path.name, fault.line) for fault in faults] == [("ja.jsonl", 2)]


def test_a_folder_without_questions_is_a_fault(tmp_path: Path) -> None:
    _, faults = read_samples(tmp_path)
    assert "no questions" in faults[0].what


def test_the_hash_changes_with_what_decides_the_score_and_with_nothing_else(tmp_path: Path) -> None:
    rows = samples()
    first = read_samples(write_samples(tmp_path, rows))[0][0]
    rows[0]["split"] = "score"
    same = read_samples(write_samples(tmp_path, rows))[0][0]
    rows[0]["must"] = [["21 января 1925"]]
    other = read_samples(write_samples(tmp_path, rows))[0][0]
    assert first.hash() == same.hash() != other.hash()
