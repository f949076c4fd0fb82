"""What turns texts into vectors, and how an encoder is chosen by its name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from ingest.unit import Vectors

DEFAULT = "nisso-static"
DEFAULT_FOLDER = Path(__file__).parent / "model"


class Encoder(Protocol):
    """Texts to unit vectors; `name` and `revision` tell one encoder from another."""

    name: str
    revision: str
    dimension: int
    window: int

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, shape (n, d), (0, d) for none."""
        ...

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a question, shape (n, d); the prompt may differ from passages."""
        ...

    def words(self, texts: Sequence[str]) -> Vectors | None:
        """Return one unit vector a single word, (n, d); None where words alone have no vectors."""
        ...

    def count_tokens(self, text: str) -> int:
        """Return how much of the window `text` takes."""
        ...

    def confidence(self, text: str) -> float:
        """Return from 0 to 1 how much of a question the encoder has learned words for."""
        ...


def open_encoder(name: str) -> Encoder:
    """Return the encoder called `name`: the default, a Sentence-Transformers name, or a folder.

    Raises EncoderError where it cannot be loaded.
    """
    if folder := _static_folder(name):
        from ingest.static import StaticEncoder

        return StaticEncoder(folder, name=name)
    from ingest.transformer import TransformerEncoder

    return TransformerEncoder(name)


def revision_of(name: str) -> str:
    """Return the revision that `open_encoder(name)` would have, as cheaply as it can be known."""
    folder = _static_folder(name)
    if folder and (folder / "model.safetensors").is_file():
        from ingest.static import revision

        return revision(folder)
    return open_encoder(name).revision


def _static_folder(name: str) -> Path | None:
    folder = DEFAULT_FOLDER if name == DEFAULT else Path(name)
    return folder if name == DEFAULT or (folder / "learned.json").is_file() else None
