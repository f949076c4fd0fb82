"""A cross-encoder that reads a question and a passage together: any of Sentence-Transformers'."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

import numpy as np

from app.scores import Array
from ingest.errors import EncoderError

SETTING = "NISSO_RERANKER"
"""The variable of the environment that names one, by name or folder."""


class Reranker:
    """Says how well passages answer a question; higher is better, and only the order means much."""

    def __init__(self, name: str) -> None:
        """Load the model; EncoderError where it cannot be loaded or has more than one score."""
        from sentence_transformers import CrossEncoder

        try:
            self._model: CrossEncoder = CrossEncoder(name, device="cpu")
        except Exception as error:  # what the library raises for a wrong model is not listed
            reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
            raise EncoderError(
                f"{SETTING}: the reranker `{name}` cannot be loaded ({reason}); name a folder with"
                " a CrossEncoder, or one that is in the local cache or can be downloaded"
            ) from error
        if self._model.num_labels != 1:
            raise EncoderError(
                f"{SETTING}: `{name}` gives {self._model.num_labels} scores, not one; name a model"
                " for reranking"
            )
        self._lock = Lock()

    def scores(self, question: str, texts: Sequence[str]) -> Array:
        """Return a score for each of `texts`, shape (n,); long ones are cut at the model's window.

        The window is the model's own; passages of this exhibit are far shorter.
        """
        if not texts:
            return np.zeros(0, np.float32)
        with self._lock:
            found = self._model.predict(
                [(question, text) for text in texts], show_progress_bar=False
            )
        return np.asarray(found, np.float32)


def open_reranker(name: str) -> Reranker | None:
    """Return the reranker called `name`, None where no name is given."""
    return Reranker(name) if name.strip() else None
