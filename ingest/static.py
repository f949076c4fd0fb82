"""The default encoder: a static embedding read by model2vec, with NumPy alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ingest.errors import EncoderError
from ingest.unit import Vectors, unit


class StaticEncoder:
    """Means of token vectors; questions and passages are read the same way."""

    window = 256

    def __init__(self, folder: Path, *, name: str) -> None:
        """Open the model in `folder`; EncoderError where it is missing or broken."""
        from model2vec import StaticModel

        if not (folder / "model.safetensors").is_file():
            raise EncoderError(f"no model in {folder}; run `python -m ingest.train` to make it")
        try:
            self._model = StaticModel.from_pretrained(folder)
        except Exception as error:
            raise EncoderError(f"the model in {folder} cannot be read ({error})") from error
        # Each `encode` would else set the tokenizer back to 512 tokens, also for other threads.
        self._model.config.pop("max_length", None)  # or the next line warns of it
        self._model.max_length = None
        self.name = name
        self.revision = revision(folder)
        self.dimension = int(self._model.dim)
        learned = folder / "learned.json"
        self._learned = set(json.loads(learned.read_text("utf-8"))) if learned.exists() else set()

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, shape (n, d), never cut at a length."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return unit(self._model.encode(list(texts), max_length=None, use_multiprocessing=False))

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Return what `passages` returns: a static model has no prompts."""
        return self.passages(texts)

    def words(self, texts: Sequence[str]) -> Vectors | None:
        """Return what `passages` returns: a text is the mean of its words."""
        return self.passages(texts)

    def count_tokens(self, text: str) -> int:
        """Return the number of subword tokens of `text`."""
        return len(self._model.tokenizer.encode(text, add_special_tokens=False).ids)

    def confidence(self, text: str) -> float:
        """Return the share of the characters of `text` that stand in whole learned words.

        A word of a foreign subject falls into pieces that the training did not see as a word;
        of such a question the vector says little.
        """
        encoding = self._model.tokenizer.encode(text, add_special_tokens=False)
        lengths = [end - start for start, end in encoding.offsets]
        learned = [n for n, t in zip(lengths, encoding.tokens, strict=True) if t in self._learned]
        return sum(learned) / sum(lengths) if sum(lengths) else 0.0


def revision(folder: Path) -> str:
    """Return what tells the model in `folder` from another, without opening it."""
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes())
    digest.update((folder / "tokenizer.json").read_bytes())
    return digest.hexdigest()[:16]
