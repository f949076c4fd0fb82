"""An index in service: manifest, passages, tables, lexical fields and vectors."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from threading import Lock

from ingest.encoder import Encoder
from ingest.errors import IndexUnusable
from ingest.fields import Fields
from ingest.glossary import Glossary
from ingest.manifest import Manifest, mark
from ingest.parts import LEXICAL, PASSAGES, read_tables
from ingest.passages import Passages
from ingest.seal import broken
from ingest.server import Place
from ingest.vectors import VectorIndex
from ingest.whereabouts import home_of

_READ_WHOLE = 64 * 2**20
"""Bytes; a smaller index is read through when it is opened, which takes a tenth of a second, and
is kept in memory, so that no file cut short ends the server. Of a larger one the lengths are
compared, `nisso ingest` reads it through, and its arrays are mapped."""


class Index:
    """Everything the application reads; parts are opened when they are first used."""

    def __init__(self, place: Place, *, build: Path | None = None) -> None:
        """Open the index at `place`: the build in service, or `build` of it, whoever built that.

        Raises IndexUnusable, which says what is wrong and what to run.
        """
        home = home_of(place)
        try:
            self.build = build or home.build(home.current())
            self._vectors_at = home.vectors(self.build)
        finally:
            home.close()
        self.mark = mark(self.build)
        self.manifest = Manifest.read(self.build)
        if build is None:
            self.manifest.refuse_other_code(str(self.build))
        size = sum(int(value.split()[0]) for value in self.manifest.files.values())
        self._is_small = size <= _READ_WHOLE
        self._refuse_broken(whole=self._is_small)
        self.passages = Passages(self.build / PASSAGES)
        tables = read_tables(self.build)
        self.exhibit = tables.exhibit
        self.references = tables.references
        self.entries = tables.entries
        self.timeline = tables.timeline
        self.titles = tables.titles
        self.languages = self.passages.languages()
        self._fields: dict[str, Fields] = {}
        self._vectors: VectorIndex | None = None
        self._opening = Lock()

    @cached_property
    def glossary(self) -> Glossary:
        """The glossary, ready to find its entries in a text."""
        return Glossary(self.entries)

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder that the index was built with; IndexUnusable where it has changed since."""
        return self.manifest.open_encoder(str(self.build))

    @property
    def vectors(self) -> VectorIndex:
        """The dense side, opened once however many threads ask."""
        with self._opening:
            if self._vectors is None:
                self._vectors = VectorIndex.open(*self._vectors_at)
            return self._vectors

    def fields(self, language: str) -> Fields:
        """Return the lexical fields of `language`, which must be one of `languages`.

        They are opened once however many threads ask.
        """
        if language not in self._fields:
            with self._opening:
                if language not in self._fields:
                    self._fields[language] = self._load_fields(language)
        return self._fields[language]

    def check(self) -> None:
        """Read every part; IndexUnusable where one is damaged or does not hold what it should."""
        self._refuse_broken(whole=True)
        for language in self.languages:
            self.fields(language)
        counts = (len(self.passages), self.vectors.count())
        if counts != (self.manifest.passages, self.manifest.chunks):
            raise IndexUnusable(
                f"the index in {self.build} holds {counts} passages and chunks, not"
                f" {(self.manifest.passages, self.manifest.chunks)};"
                " run `nisso ingest` to rebuild it"
            )

    def _refuse_broken(self, *, whole: bool) -> None:
        if what := broken(self.build, self.manifest.files, whole=whole):
            raise IndexUnusable(
                f"the index in {self.build} is damaged: {what}; run `nisso ingest` to rebuild it"
            )

    def _load_fields(self, language: str) -> Fields:
        try:
            return Fields.load(self.build / LEXICAL / language, mapped=not self._is_small)
        except Exception as error:  # what bm25s and NumPy raise for a damaged file is not listed
            raise IndexUnusable(
                f"the words of {language} in {self.build} cannot be read"
                f" ({type(error).__name__}); run `nisso ingest` to rebuild the index"
            ) from error

    def close(self) -> None:
        """Let go of every file."""
        self.passages.close()
        if self._vectors:
            self._vectors.close()
