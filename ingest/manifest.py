"""What an index says of itself, so that one that does not fit is never used unnoticed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from ingest.errors import IndexUnusable

SCHEMA = 4
"""Raised whenever the files of an index change their form or their terms."""

FILE = "manifest.json"


_ANALYSIS = (
    "token", "russian", "english", "japanese", "scripts", "terms", "dates", "numerals", "glossary",
    "sentences", "fields", "lexical", "records",
)  # fmt: skip


def analysis_hash() -> str:
    """Return a hash over the modules that decide under which terms a text is found.

    An index built by other code than this is stale, though its texts are the same.
    """
    digest = hashlib.sha256()
    for name in _ANALYSIS:
        digest.update(Path(__file__).with_name(f"{name}.py").read_bytes())
    return digest.hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Manifest:
    """How an index was built; two builds with equal manifests hold the same."""

    corpus_hash: str
    encoder: str
    revision: str
    dimension: int
    chunking: str
    analysis: str
    passages: int
    chunks: int
    schema: int = SCHEMA

    def write(self, folder: Path) -> None:
        """Write the manifest into `folder`."""
        text = json.dumps(asdict(self), indent=1, sort_keys=True)
        (folder / FILE).write_text(text + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Return the manifest of the build in `folder`.

        Raises IndexUnusable where it is missing, damaged, or of another schema.
        """
        try:
            values = json.loads((folder / FILE).read_text(encoding="utf-8"))
            found = values.get("schema") if isinstance(values, dict) else None
            if found != SCHEMA:
                raise IndexUnusable(
                    f"the index in {folder} has schema {found}, this program reads {SCHEMA};"
                    " run `nisso ingest` to rebuild it"
                )
            return cls(**values)
        except (OSError, ValueError, TypeError) as error:
            raise IndexUnusable(
                f"the index in {folder} has no readable {FILE}; run `nisso ingest` to rebuild it"
            ) from error
