"""An index in service: manifest, passages, tables, lexical fields and vectors."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cached_property
from pathlib import Path

from ingest.encoder import Encoder, open_encoder
from ingest.errors import IndexUnusable
from ingest.fields import Fields
from ingest.glossary import Glossary
from ingest.manifest import Manifest
from ingest.passages import Passages
from ingest.records import Corpus, Entry, Event, Exhibit, Reference, ReferenceUse, Term
from ingest.vectors import VectorIndex

CURRENT = "current"
BUILDS = "builds"
_TABLES = "tables.json"


class Index:
    """Everything the application reads; parts are opened when they are first used."""

    def __init__(self, folder: Path) -> None:
        """Open the index in `folder`; IndexUnusable says what is wrong and what to run."""
        self.folder = folder
        self.build = current_build(folder)
        self.manifest = Manifest.read(self.build)
        self.passages = Passages(self.build / "passages.db")
        try:
            tables = json.loads((self.build / _TABLES).read_text(encoding="utf-8"))
            self.exhibit = _exhibit(tables["exhibit"])
            self.references = {row["id"]: Reference(**row) for row in tables["references"]}
            self.entries = [_entry(row) for row in tables["glossary"]]
            self.timeline = [Event(**row) for row in tables["timeline"]]
            self.titles: dict[str, dict[str, str]] = tables["titles"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexUnusable(
                f"{self.build / _TABLES} cannot be read; run `nisso ingest` to rebuild the index"
            ) from error
        self.languages = self.passages.languages()
        self._fields: dict[str, Fields] = {}

    @cached_property
    def glossary(self) -> Glossary:
        """The glossary, ready to find its entries in a text."""
        return Glossary(self.entries)

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder that the index was built with; IndexUnusable where it has changed since."""
        encoder = open_encoder(self.manifest.encoder)
        if (encoder.revision, encoder.dimension) != (
            self.manifest.revision,
            self.manifest.dimension,
        ):
            raise IndexUnusable(
                f"the index in {self.folder} was built with {self.manifest.encoder}"
                f" {self.manifest.revision}, here is {encoder.revision};"
                " run `nisso ingest` to rebuild it"
            )
        return encoder

    @cached_property
    def vectors(self) -> VectorIndex:
        """The dense side."""
        return VectorIndex.open(self.build / "chroma")

    def fields(self, language: str) -> Fields:
        """Return the lexical fields of `language`, which must be one of `languages`."""
        if language not in self._fields:
            self._fields[language] = self._load_fields(language)
        return self._fields[language]

    def check(self) -> None:
        """Open every part; IndexUnusable where one is damaged or does not hold what it should."""
        for language in self.languages:
            self.fields(language)
        counts = (len(self.passages), self.vectors.count())
        if counts != (self.manifest.passages, self.manifest.chunks):
            raise IndexUnusable(
                f"the index in {self.folder} holds {counts} passages and chunks, not"
                f" {(self.manifest.passages, self.manifest.chunks)};"
                " run `nisso ingest` to rebuild it"
            )

    def _load_fields(self, language: str) -> Fields:
        try:
            return Fields.load(self.build / "lexical" / language)
        except Exception as error:  # what bm25s and NumPy raise for a damaged file is not listed
            raise IndexUnusable(
                f"the words of {language} in {self.build} cannot be read"
                f" ({type(error).__name__}); run `nisso ingest` to rebuild the index"
            ) from error

    def close(self) -> None:
        """Let go of every file."""
        self.passages.close()
        if "vectors" in self.__dict__:
            self.vectors.close()


def current_build(folder: Path) -> Path:
    """Return the folder of the build in service; IndexUnusable where there is none."""
    try:
        name = (folder / CURRENT).read_text(encoding="utf-8", errors="replace").strip()
    except OSError as error:
        raise IndexUnusable(
            f"no index in {folder}; run `nisso ingest` to build it, or name another with --index"
        ) from error
    build = folder / BUILDS / name
    if not name or not build.is_dir():
        raise IndexUnusable(
            f"the index in {folder} is half-written; run `nisso ingest` to rebuild it"
        )
    return build


def write_tables(corpus: Corpus, build: Path) -> None:
    """Write the small tables of `corpus` into the folder of a build."""
    tables = {
        "exhibit": asdict(corpus.exhibit),
        "references": [asdict(reference) for reference in corpus.references],
        "glossary": [asdict(entry) for entry in corpus.glossary],
        "timeline": [asdict(event) for event in corpus.timeline],
        "titles": {
            source.id: {document.language: document.title for document in source.documents}
            for source in corpus.sources
        },
    }
    (build / _TABLES).write_text(json.dumps(tables, ensure_ascii=False), encoding="utf-8")


def _exhibit(row: dict) -> Exhibit:  # type: ignore[type-arg]
    return Exhibit(
        tuple(row["languages"]),
        row["default_language"],
        tuple(row["sources"]),
        row["main_entry"],
        row["texts"],
    )


def _entry(row: dict) -> Entry:  # type: ignore[type-arg]
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
        row["general"],
        row["line"],
    )
