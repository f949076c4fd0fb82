"""The parts of a build that are files of this machine: passages, tables, lexical fields."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ingest.analysis import at_length
from ingest.encoder import Encoder
from ingest.fields import build_fields
from ingest.glossary import Glossary
from ingest.passages import Passages
from ingest.progress import Progress
from ingest.records import Corpus, Entry, KnownQuestion, Passage, ReferenceUse, Term

PASSAGES = "passages.db"
TABLES = "tables.json"
LEXICAL = "lexical"


def tables_of(corpus: Corpus) -> dict[str, Any]:
    """Return the small tables of `corpus`, as JSON can hold them."""
    return {
        "exhibit": asdict(corpus.exhibit),
        "references": [asdict(reference) for reference in corpus.references],
        "glossary": [asdict(entry) for entry in corpus.glossary],
        "timeline": [asdict(event) for event in corpus.timeline],
        "titles": {
            source.id: {document.language: document.title for document in source.documents}
            for source in corpus.sources
        },
    }


def entries_of(tables: Mapping[str, Any]) -> list[Entry]:
    """Return the glossary in `tables`; KeyError or TypeError where it is damaged."""
    return [_entry(row) for row in tables["glossary"]]


def write_parts(
    passages: Sequence[Passage],
    tables: Mapping[str, Any],
    questions: Sequence[KnownQuestion],
    encoder: Encoder,
    *,
    build: Path,
    progress: Progress,
) -> None:
    """Write what is looked up by words, and what is shown, into the folder `build`."""
    Passages.write(build / PASSAGES, passages)
    (build / TABLES).write_text(json.dumps(tables, ensure_ascii=False), encoding="utf-8")
    glossary = Glossary(entries_of(tables))
    languages = sorted({passage.language for passage in passages})
    for done, language in enumerate(languages):
        progress("index words", done, len(languages))
        own = [passage for passage in passages if passage.language == language]
        known = [question for question in questions if question.language == language]
        with at_length(language):
            build_fields(own, known, glossary, encoder).save(build / LEXICAL / language)
    progress("index words", len(languages), len(languages))


def _entry(row: Mapping[str, Any]) -> Entry:
    terms = {
        language: Term(t["label"], tuple(t["variants"]), tuple(t["readings"]), t["text"])
        for language, t in row["terms"].items()
    }
    uses = tuple(ReferenceUse(**use) for use in row["uses"])
    return Entry(
        row["id"],
        row["kind"],
        terms,
        uses,
        tuple(row["disagreements"]),
        general=row["general"],
        part_of=row["part_of"],
        line=row["line"],
    )
