"""Tables of the corpus are read with the line of each fault."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.errors import CorpusError
from ingest.tables import (
    line_of,
    number_of,
    read_json,
    read_lines,
    read_toml,
    rows_of,
    text_of,
    words_of,
)


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
        (read_json, "9" * 5000, "t:1: JSON nested too deeply, or a number too long"),
        (read_json, '["\\ud800"]', "t:1: half a letter"),
        (read_toml, "a = " + "9" * 5000, "t: not TOML"),
        (read_lines, '{"a": 1}\n{"a": "\\udfff"}\n', "t:2: half a letter"),
        (read_lines, '{"a": ' + "9" * 5000 + "}", "t:1: JSON nested"),
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


def test_two_halves_are_one_letter(tmp_path: Path) -> None:
    assert read_json(_file(tmp_path, '"\\ud83d\\ude00"'), "t") == "😀"
    assert read_json(_file(tmp_path, '"\\\\ud800"'), "t") == "\\ud800"


@pytest.mark.parametrize("value", ["x", {}, [1], [[{}]], ["a"], 5])
def test_what_is_no_list_of_tables_is_a_fault(value: object) -> None:
    with pytest.raises(CorpusError, match=r"`a` is not a list of tables; write \[\[a\]\]"):
        rows_of({"a": value}, "a", "t")
    assert rows_of({}, "a", "t") == []


@pytest.mark.parametrize("value", ["x", ["x"], {"en": 1}, {"en": ["x"]}, {"en": {}}])
def test_what_is_no_table_of_texts_is_a_fault(value: object) -> None:
    with pytest.raises(CorpusError, match="`a` is not a table of languages and texts"):
        words_of({"a": value}, "a", "t", 1)


@pytest.mark.parametrize("value", ["1", 1.0, True, [1], None, 10**30, -2])
def test_what_is_no_small_number_is_a_fault(value: object) -> None:
    with pytest.raises(CorpusError, match="`a` is not a number from -1 to 10000"):
        number_of({"a": value}, "a", "t", 1, 0)
    assert number_of({}, "a", "t", 1, 7) == 7


def test_the_line_of_the_nth_occurrence_is_found() -> None:
    assert line_of("x\ny\nx\n", "x", 2) == 3
    assert line_of("x\ny\n", "z") == 1
