"""The texts of a build go to a server as lines and come back as they were, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.corpus import read_corpus
from ingest.index import Index
from ingest.manifest import Manifest
from ingest.records import Corpus
from ingest.sent import lines_of, pieces, read_texts


@pytest.fixture
def tiny_corpus(exhibit: Path) -> Corpus:
    return read_corpus(exhibit)


@pytest.fixture
def manifest(open_exhibit: Index) -> Manifest:
    return open_exhibit.manifest


@pytest.fixture
def lines(tiny_corpus: Corpus, manifest: Manifest) -> list[str]:
    return list(lines_of(tiny_corpus, manifest))


def test_what_was_sent_comes_back(lines: list[str], tiny_corpus: Corpus) -> None:
    said = Manifest.parse(lines[0], "here")
    passages, tables, questions = read_texts(lines[1:], said)
    assert passages == list(tiny_corpus.passages())
    assert tables["exhibit"]["default_language"] == tiny_corpus.exhibit.default_language
    assert questions == list(tiny_corpus.questions)


def test_lines_that_were_changed_or_lost_are_noticed(lines: list[str]) -> None:
    said, texts = Manifest.parse(lines[0], "here"), lines[1:]
    number = next(n for n, line in enumerate(texts) if "lighthouse" in line)
    changed = texts[number].replace("lighthouse", "church")
    for others in (
        [*texts[:number], changed, *texts[number + 1 :]],
        [*texts[:number], *texts[number + 1 :]],
        [*texts, texts[-1]],
        [],
    ):
        with pytest.raises(ValueError, match="not the texts that were sent"):
            read_texts(others, said)


def test_pieces_hold_every_letter_in_its_place() -> None:
    lines = ["a" * 3999, "", "б" * 9000]
    cut = list(pieces(lines))
    assert "".join(cut) == "".join(f"{line}\n" for line in lines)
    assert [len(piece) for piece in cut] == [4000, 4000, 4000, 1002]
    assert list(pieces([])) == []
