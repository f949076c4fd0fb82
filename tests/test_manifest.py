"""What an index says of itself is read whole or refused."""

from __future__ import annotations

import json

import pytest

from ingest.errors import IndexUnusable
from ingest.manifest import Manifest

_GOOD = Manifest(
    "c", "e", "r", 4, "k", "a", 1, 1, {"passages.db": f"12 {'0' * 64}", "chroma": "7 "}
)


def test_it_comes_back_as_it_was_written() -> None:
    assert Manifest.parse(_GOOD.text(), "here") == _GOOD


@pytest.mark.parametrize(
    "files",
    [
        {"a": "null"}, {"a": ""}, {"a": None}, {"a": "-1 "}, {"a": "9" * 5000 + " "}, {"a": "1 ff"},
        ["a"], None, "a",
    ],
)  # fmt: skip
def test_files_that_are_none_are_one_line_that_says_what_to_run(files: object) -> None:
    text = json.dumps(json.loads(_GOOD.text()) | {"files": files})
    with pytest.raises(IndexUnusable, match=r"no readable .*; run `nisso ingest`"):
        Manifest.parse(text, "here")
