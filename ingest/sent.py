"""The texts of a build as lines: sent to a server with it, and read back by each machine."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from typing import Any

from ingest.manifest import Manifest
from ingest.parts import tables_of
from ingest.passages import passage_of
from ingest.records import Corpus, KnownQuestion, Passage
from ingest.seal import Checksum

_PIECE = 4000
"""Characters; in UTF-8 no more bytes than Chroma Cloud takes as one document."""
_TEXTS = "texts"
"""Under this name the manifest that is sent holds the checksum of the lines after its own."""


def lines_of(corpus: Corpus, manifest: Manifest) -> Iterator[str]:
    """Yield the manifest as one line, then the tables, the known questions and the passages."""
    whole = Checksum()
    for line in _texts(corpus):
        whole.add(line)
    yield " ".join(replace(manifest, files={_TEXTS: whole.value}).text().split("\n"))
    yield from _texts(corpus)


def read_texts(
    lines: Iterable[str], manifest: Manifest
) -> tuple[list[Passage], Mapping[str, Any], list[KnownQuestion]]:
    """Return the passages, tables and known questions of the `lines` after the manifest's.

    Raises ValueError where they are not those that were sent; whatever else is raised means so too.
    """
    whole = Checksum()
    tables: Mapping[str, Any] = {}
    questions: list[KnownQuestion] = []
    passages: list[Passage] = []
    for line in lines:
        whole.add(line)
        row = json.loads(line)
        if "question" in row:
            questions.append(KnownQuestion(**row["question"]))
        elif "passage" in row:
            passages.append(passage_of(row["passage"]))
        else:
            tables = row["tables"]
    if whole.value != manifest.files.get(_TEXTS):
        raise ValueError("these are not the texts that were sent")
    return passages, tables, questions


def pieces(lines: Iterable[str]) -> Iterator[str]:
    """Yield `lines`, each with its line end, in pieces of a fixed length but for the last."""
    held = ""
    for line in lines:
        held += line + "\n"
        while len(held) >= _PIECE:
            yield held[:_PIECE]
            held = held[_PIECE:]
    if held:
        yield held


def _texts(corpus: Corpus) -> Iterator[str]:
    yield json.dumps({"tables": tables_of(corpus)}, ensure_ascii=False)
    for question in corpus.questions:
        yield json.dumps({"question": asdict(question)}, ensure_ascii=False)
    for passage in corpus.passages():
        yield json.dumps({"passage": asdict(passage)}, ensure_ascii=False)
