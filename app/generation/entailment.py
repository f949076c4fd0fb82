"""An entailment model as a second judge: any Sentence-Transformers CrossEncoder, by name."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from app.generation.settings import SettingsError

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

_LEAST = 0.5


class EntailmentJudge:
    """Asks a CrossEncoder: one with a single score, or one with a label that begins "entail"."""

    def __init__(self, name: str) -> None:
        """Load the model, by name or folder; SettingsError where it cannot be or cannot judge."""
        self._model = _load(name)
        labels = dict(getattr(self._model.model, "config").id2label)  # noqa: B009 (typed as absent)
        self._entails = [str(label).lower().startswith("entail") for _, label in _sorted(labels)]
        if len(self._entails) > 1 and not any(self._entails):
            raise SettingsError(
                f"NISSO_LLM_ENTAILMENT: {name} has the labels {', '.join(labels.values())}, none of"
                " them entailment; name a model for natural language inference"
            )
        self._lock = Lock()

    def agrees(self, ground: str, sentence: str) -> bool:
        """Tell whether `ground` entails `sentence`, by the model's own label or score."""
        with self._lock:
            scores = self._model.predict([(ground, sentence)], show_progress_bar=False)[0]
        if getattr(scores, "ndim", 0) == 0:
            return float(scores) >= _LEAST
        return self._entails[int(scores.argmax())]


def _sorted(labels: dict[int, str]) -> list[tuple[int, str]]:
    return sorted((int(number), label) for number, label in labels.items())


def _load(name: str) -> CrossEncoder:
    from sentence_transformers import CrossEncoder

    try:
        model: CrossEncoder = CrossEncoder(name)
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"NISSO_LLM_ENTAILMENT: {name} cannot be loaded as a CrossEncoder; check the name, or"
            " fetch it once where there is a network"
        ) from error
    return model
