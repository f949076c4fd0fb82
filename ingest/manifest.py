"""What an index says of itself, so that one that does not fit is never used unnoticed."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path

from ingest.encoder import Encoder, open_encoder
from ingest.errors import IndexUnusable

SCHEMA = 13
"""Raised whenever the files of an index change their form or their terms."""

FILE = "manifest.json"
_SEALED = re.compile(r"[0-9]{1,18} [0-9a-f]{64}")
"""A file's size and checksum, as `ingest/seal.py` gives them."""

_KINDS = {"dimension": int, "passages": int, "chunks": int, "schema": int, "files": dict}
"""Of a manifest's values; the others are texts."""

_ANALYSIS = (
    "token", "russian", "english", "japanese", "scripts", "terms", "dates", "numerals", "glossary",
    "sentences", "fields", "lexical", "readings", "records",
)  # fmt: skip


_PACKAGES = (
    "bm25s", "chromadb", "pymorphy3", "pymorphy3-dicts-ru", "pystemmer", "sudachidict-core",
    "sudachipy",
)  # fmt: skip


def _analysis_hash() -> str:
    digest = hashlib.sha256()
    for name in _ANALYSIS:
        digest.update(Path(__file__).with_name(f"{name}.py").read_bytes())
    digest.update(" ".join(version(name) for name in _PACKAGES).encode())
    return digest.hexdigest()[:16]


ANALYSIS = _analysis_hash()
"""What decides under which terms a text is found: our modules and the packages' versions,
dictionaries' among them, and Chroma's, which changes its database when another version opens it.

An index built by other code is stale, though its texts are the same. Taken when the program
starts: an update does not change the code that runs.
"""


@dataclass(frozen=True, slots=True)
class Manifest:
    """How an index was built, and the size and checksum of each of its files (`ingest/seal.py`)."""

    corpus_hash: str
    encoder: str
    revision: str
    dimension: int
    chunking: str
    analysis: str
    passages: int
    chunks: int
    files: Mapping[str, str] = field(default_factory=dict)
    schema: int = SCHEMA

    def write(self, folder: Path) -> None:
        """Write the manifest into `folder`."""
        (folder / FILE).write_text(self.text(), encoding="utf-8")

    def text(self) -> str:
        """Return the manifest as it is written."""
        return json.dumps(asdict(self), indent=1, sort_keys=True) + "\n"

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Return the manifest of the build in `folder`.

        Raises IndexUnusable where it is missing, damaged, or of another schema.
        """
        try:
            return cls.parse((folder / FILE).read_text(encoding="utf-8"), str(folder))
        except (OSError, ValueError) as error:
            raise IndexUnusable(
                f"the index in {folder} has no readable {FILE}; run `nisso ingest` to rebuild it"
            ) from error

    @classmethod
    def parse(cls, text: str, place: str) -> Manifest:
        """Return the manifest written as `text` at `place`; IndexUnusable where it does not fit."""
        try:
            values = json.loads(text)
            found = values.get("schema") if isinstance(values, dict) else None
            if found != SCHEMA:
                raise IndexUnusable(
                    f"the index in {place} has schema {found}, this program reads {SCHEMA};"
                    " run `nisso ingest` to rebuild it"
                )
            sealed = values.get("files", {}).values()
            right = all(type(value) is _KINDS.get(name, str) for name, value in values.items())
            if not right or not all(_SEALED.fullmatch(value) for value in sealed):
                raise ValueError(values)
            return cls(**values)
        except (ValueError, TypeError, AttributeError, RecursionError) as error:
            raise IndexUnusable(
                f"the index in {place} has no readable {FILE}; run `nisso ingest` to rebuild it"
            ) from error

    def refuse_other_code(self, place: str) -> None:
        """Raise IndexUnusable where the index at `place` was built by other code than this."""
        if self.analysis != ANALYSIS:
            raise IndexUnusable(
                f"the index in {place} was built by another version of this program;"
                " run `nisso ingest` to rebuild it, and start a running server again"
            )

    def open_encoder(self, place: str) -> Encoder:
        """Return the encoder that the index at `place` was built with.

        Raises IndexUnusable where it has changed since, EncoderError where it cannot be loaded.
        """
        encoder = open_encoder(self.encoder)
        if (encoder.revision, encoder.dimension) != (self.revision, self.dimension):
            raise IndexUnusable(
                f"the index in {place} was built with {self.encoder} {self.revision},"
                f" here is {encoder.revision}; run `nisso ingest` to rebuild it"
            )
        return encoder


def mark(folder: Path) -> str:
    """Return what tells the build in `folder` from one that was put in its place by hand."""
    try:
        state = (folder / FILE).stat()
    except OSError:
        return ""
    return f"{folder.name} {state.st_ino} {state.st_mtime_ns}"
