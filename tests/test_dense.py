"""The dense side of an index holds what tells passages apart, whatever their texts repeat."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from corpora import write

from app.assistant import open_assistant
from app.request import Request
from ingest.build import ingest
from ingest.dense import Copies
from ingest.encoder import DEFAULT
from ingest.index import Index

LAMP = "The lamp was lit at night."


def test_eight_equal_vectors_are_admitted_and_none_without_a_direction() -> None:
    copies = Copies()
    same, other = np.array([0.6, -0.8], np.float32), np.array([0.8, 0.6], np.float32)
    assert [copies.admit(same + 1e-6) for _ in range(10)] == [True] * 8 + [False] * 2
    assert copies.admit(other)
    assert not copies.admit(np.zeros(2, np.float32))
    near_zero = [np.array([sign * 1e-6, 1.0], np.float32) for sign in (1, -1) * 5]
    assert [copies.admit(vector) for vector in near_zero] == [True] * 8 + [False] * 2


def ingested(folder: Path, *texts: str) -> Index:
    """Return the index of a folder with `texts`, and of one about a lamp."""
    for number, text in enumerate((LAMP, *texts)):
        write(folder / "texts", f"t{number}.txt", text)
    ingest(folder / "texts", folder / "index", DEFAULT)
    return Index(folder / "index")


@pytest.mark.parametrize(
    "texts",
    [
        ["No change. " * 400], ["変化なし。" * 400, "Без перемен. " * 400],
        ["\n\n".join(["No change."] * 300)], ["No change."] * 300, ["The lamp. " * 300] * 3,
    ],
)  # fmt: skip
def test_a_sentence_said_hundreds_of_times_hides_no_other(tmp_path: Path, texts: list[str]) -> None:
    index = ingested(tmp_path, *texts)
    (vector,) = index.encoder.passages([LAMP])
    assert index.vectors.nearest(vector, 1)[0].aligned_id == "t0"
    write(tmp_path / "texts", "new.txt", "The keeper was paid in May.")
    again = ingest(tmp_path / "texts", tmp_path / "index", DEFAULT)
    assert again.unchanged == len(index.passages)
    assert again.embedded == 1
    index.close()


@pytest.mark.parametrize("text", ["***", "—", "😀😀", "…", "\u0301", "\ue000", "\u200b"])
def test_a_text_without_a_word_is_kept_and_keeps_no_other_from_being_found(
    tmp_path: Path, text: str
) -> None:
    index = ingested(tmp_path, *[text] * 20)
    assert len(index.passages) == 21
    assert index.vectors.count() < 21
    index.close()
    assistant = open_assistant(tmp_path / "index")
    assert assistant.search(LAMP, 1)[0].passage_id == "t0"
    assistant.index.close()


def test_an_index_of_marks_only_opens_and_abstains(tmp_path: Path) -> None:
    write(tmp_path / "texts", "a.txt", "***")
    ingest(tmp_path / "texts", tmp_path / "index", DEFAULT)
    assistant = open_assistant(tmp_path / "index")
    assistant.index.check()
    assert assistant.ask(Request("When was it built?")).status == "abstained"
    assistant.index.close()
