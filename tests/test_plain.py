"""The plain pipeline that we are compared with ingests a folder and retrieves from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpora import write

from eval import plain


def test_texts_are_ingested_and_every_question_is_timed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, "texts/cats.md", "# Cats\n\nCats sleep on warm roofs.\n")
    write(tmp_path, "texts/deep/dogs.md", "# Dogs\n\nDogs guard the house at night.\n")
    write(tmp_path, "texts/notes.txt", "No Markdown.\n")
    plain.ingest(tmp_path / "texts", tmp_path / "store")
    kept = plain._store(tmp_path / "store")._collection.get()["documents"]
    assert len(kept) == 2
    assert any("warm roofs" in text for text in kept)
    plain.ask(tmp_path / "store", ["Where do cats sleep?", "Who guards the house?"])
    times = [float(line) for line in capsys.readouterr().out.splitlines()]
    assert len(times) == 2
    assert all(one > 0 for one in times)
