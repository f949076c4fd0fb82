"""An entailment model as a second judge: any Sentence-Transformers CrossEncoder, by name."""

from __future__ import annotations

from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

_LEAST = 0.5


class EntailmentJudge:
    """Asks a CrossEncoder; one with several labels has to put "entailment" first."""

    def __init__(self, name: str) -> None:
        """Name the model; it is loaded with the first sentence."""
        self._name = name
        self._lock = Lock()

    @cached_property
    def _model(self) -> CrossEncoder:
        from sentence_transformers import CrossEncoder

        model: CrossEncoder = CrossEncoder(self._name)
        return model

    def agrees(self, ground: str, sentence: str) -> bool:
        """Tell whether `ground` entails `sentence` by the model's own labels."""
        with self._lock:
            scores = self._model.predict([(ground, sentence)], show_progress_bar=False)[0]
        if getattr(scores, "ndim", 0) == 0:
            return float(scores) >= _LEAST
        labels = dict(getattr(self._model.model, "config").id2label)  # noqa: B009 (typed as absent)
        return str(labels[int(scores.argmax())]).lower().startswith("entail")
