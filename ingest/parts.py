"""The parts of a build that are files of this machine: passages, tables, lexical fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ingest.analysis import at_length
from ingest.encoder import Encoder
from ingest.errors import IndexUnusable
from ingest.fields import build_fields
from ingest.glossary import Glossary
from ingest.passages import Passages
from ingest.progress import Progress
from ingest.records import (
    Corpus,
    Entry,
    Event,
    Exhibit,
    KnownQuestion,
    Passage,
    Reference,
    ReferenceUse,
    Term,
)
from ingest.zipped import read_json, write_json

PASSAGES = "passages.db"
TABLES = "tables.json.gz"
LEXICAL = "lexical"


@dataclass(frozen=True, slots=True)
class Tables:
    """What an index holds beside passages; `titles` by source and language."""

    exhibit: Exhibit
    references: dict[str, Reference]
    entries: list[Entry]
    timeline: list[Event]
    titles: dict[str, dict[str, str]]


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


def read_tables(build: Path) -> Tables:
    """Return the tables in the folder `build`; IndexUnusable where they are damaged."""
    path = build / TABLES
    try:
        tables = read_json(path)
        return Tables(
            _exhibit(tables["exhibit"]),
            {row["id"]: Reference(**row) for row in tables["references"]},
            _entries(tables),
            [Event(**row) for row in tables["timeline"]],
            tables["titles"],
        )
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise IndexUnusable(
            f"{path} cannot be read; run `nisso ingest` to rebuild the index"
        ) from error


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
    write_json(build / TABLES, tables)
    glossary = Glossary(_entries(tables))
    languages = sorted({passage.language for passage in passages})
    for done, language in enumerate(languages):
        progress("index words", done, len(languages))
        own = [passage for passage in passages if passage.language == language]
        known = [question for question in questions if question.language == language]
        with at_length(language):
            build_fields(own, known, glossary, encoder).save(build / LEXICAL / language)
    progress("index words", len(languages), len(languages))


def _exhibit(row: Mapping[str, Any]) -> Exhibit:
    return Exhibit(
        tuple(row["languages"]),
        row["default_language"],
        tuple(row["sources"]),
        row["main_entry"],
        row["texts"],
        row["idle"],
        row["colours"],
    )


def _entries(tables: Mapping[str, Any]) -> list[Entry]:
    return [_entry(row) for row in tables["glossary"]]


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
