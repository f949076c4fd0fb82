"""Tables of the corpus are read with the line of each fault."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.errors import CorpusError
from ingest.tables import line_of, read_json, read_lines, read_toml, text_of


def _file(folder: Path, text: str) -> Path:
    path = folder / "table"
    path.write_text(text, encoding="utf-8")
    return path


def test_each_form_is_read(tmp_path: Path) -> None:
    assert read_toml(_file(tmp_path, 'a = "b"\n'), "t") == {"a": "b"}
    assert read_json(_file(tmp_path, '{"a": [1]}'), "t") == {"a": [1]}
    assert read_lines(_file(tmp_path, '{"a": 1}\n\n{"a": 2}\n'), "t") == [
        (1, {"a": 1}),
        (3, {"a": 2}),
    ]


@pytest.mark.parametrize(
    ("read", "text", "said"),
    [
        (read_toml, 'a = "b"\nc =\n', "t:2: not TOML"),
        (read_json, '{\n"a": }', "t:2: not JSON"),
        (read_json, "[" * 100_000, "JSON nested too deeply"),
        (read_lines, '{"a": 1}\n{"a"\n', "t:2: not JSON"),
        (read_lines, "\n[1]\n", "t:2: not an object"),
    ],
)
def test_a_fault_is_one_line_with_its_place(
    tmp_path: Path, read: Callable[[Path, str], object], text: str, said: str
) -> None:
    with pytest.raises(CorpusError) as raised:
        read(_file(tmp_path, text), "t")
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("value", [None, "", "  ", 5])
def test_a_text_that_is_missing_or_none_is_a_fault(value: object) -> None:
    with pytest.raises(CorpusError, match="`a` is missing or is not a text"):
        text_of({"a": value}, "a", "t", 4)
    assert text_of({"a": "b"}, "a", "t", 4) == "b"


def test_the_line_of_the_nth_occurrence_is_found() -> None:
    assert line_of("x\ny\nx\n", "x", 2) == 3
    assert line_of("x\ny\n", "z") == 1
