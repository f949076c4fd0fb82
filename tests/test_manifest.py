"""What an index says of itself is read whole or refused."""

from __future__ import annotations

import json

import pytest

from ingest.errors import IndexUnusable
from ingest.manifest import Manifest

_GOOD = Manifest(
    "c", "e", "r", 4, "k", "a", 1, 1, {"passages.db": f"12 {'0' * 64}", "a.npy": f"7 {'f' * 64}"}
)


def test_it_comes_back_as_it_was_written() -> None:
    assert Manifest.parse(_GOOD.text(), "here") == _GOOD


_ROW = json.loads(_GOOD.text())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (name, value)
        for name, right in _ROW.items()
        for value in (5, "5", None, [], {}, [1], True, 1.5)
        if type(value) is not type(right)
    ],
)
def test_a_value_of_another_kind_is_one_line_that_says_what_to_run(
    name: str, value: object
) -> None:
    with pytest.raises(IndexUnusable, match="run `nisso ingest` to rebuild it"):
        Manifest.parse(json.dumps(_ROW | {name: value}), "here")


@pytest.mark.parametrize("text", ["[" * 100_000, '{"schema":' * 100_000])
def test_depths_without_end_are_one_line(text: str) -> None:
    with pytest.raises(IndexUnusable, match="run `nisso ingest` to rebuild it"):
        Manifest.parse(text, "here")


@pytest.mark.parametrize(
    "files",
    [
        {"a": "null"}, {"a": ""}, {"a": None}, {"a": "-1 "}, {"a": "9" * 5000 + " "}, {"a": "1 ff"},
        {"a": "7 "},
        ["a"], None, "a",
    ],
)  # fmt: skip
def test_files_that_are_none_are_one_line_that_says_what_to_run(files: object) -> None:
    text = json.dumps(_ROW | {"files": files})
    with pytest.raises(IndexUnusable, match=r"no readable .*; run `nisso ingest`"):
        Manifest.parse(text, "here")
