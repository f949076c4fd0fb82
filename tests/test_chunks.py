"""Chunks are verbatim parts of one passage that fit the encoder's window."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import LetterEncoder

from ingest.chunks import chunks
from ingest.encoder import Encoder
from ingest.index import Index
from ingest.records import Chunk, Passage
from ingest.sentences import sentences

TEXTS = {
    "ru": "Маяк построен в 1902 году. Его строил Иван Петров. Башня высокая и белая.",
    "en": "The lighthouse was built in 1902. Ivan Petrov built it. The tower is tall and white.",
    "ja": "灯台は1902年に建てられた。イワン・ペトロフが建てた。塔は高く白い。",
    "one long word": "x" * 195,
    "one long sentence": "The ice of the harbour " * 20 + "broke.",
}


def _cut(text: str, *, window: int) -> list[Chunk]:
    passage = Passage("p", "s", "S", "en", "source", "", text, 0, len(text), 1, aligned_id="a")
    return chunks([passage], window=window, count_tokens=LetterEncoder().count_tokens)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("window", [60, 80, 500])
def test_every_chunk_is_verbatim_and_together_they_hold_every_word(text: str, window: int) -> None:
    found = _cut(text, window=window)
    assert all(chunk.text == text[chunk.start : chunk.end] for chunk in found)
    held = {at for chunk in found for at in range(chunk.start, chunk.end)}
    assert all(text[at].isspace() for at in range(len(text)) if at not in held)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("window", [60, 80, 500])
def test_no_chunk_is_longer_than_the_window(text: str, window: int) -> None:
    assert all(len(chunk.text) <= window for chunk in _cut(text, window=window))


def test_a_passage_within_the_window_is_one_chunk_and_each_sentence_another() -> None:
    text = TEXTS["en"]
    found = [(chunk.start, chunk.end) for chunk in _cut(text, window=500)]
    assert found == [(0, len(text)), *sentences(text)]


def test_a_passage_of_one_sentence_is_one_chunk() -> None:
    assert [chunk.text for chunk in _cut("One sentence.", window=500)] == ["One sentence."]


def test_a_chunk_names_its_passage_and_is_numbered() -> None:
    found = _cut(TEXTS["en"], window=500)
    assert [chunk.id for chunk in found] == ["p#0", "p#1", "p#2", "p#3"]
    assert {(c.passage_id, c.aligned_id, c.language) for c in found} == {("p", "a", "en")}


def test_a_passage_that_repeats_itself_keeps_its_places() -> None:
    text = "Ice came and stayed for long. " * 4
    found = _cut(text.strip(), window=65)
    places = [(chunk.start, chunk.end) for chunk in found]
    assert len(set(places)) == len(places)
    assert {(0, 29), (30, 59), (60, 89), (90, 119)} <= set(places)


def test_no_passage_gives_no_chunk() -> None:
    assert chunks([], window=10, count_tokens=len) == []


def test_every_chunk_of_the_projects_corpus_fits_the_default_encoder(project_index: Path) -> None:
    index = Index(project_index)
    encoder: Encoder = index.encoder
    found = chunks(index.passages, window=encoder.window, count_tokens=encoder.count_tokens)
    assert len(found) == index.manifest.chunks
    assert max(encoder.count_tokens(chunk.text) for chunk in found) <= encoder.window
    index.close()
