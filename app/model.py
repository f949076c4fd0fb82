"""The two linear models of the answerer: which sentence answers, and whether any does.

Their weights stand in `model.json`, written by `python -m eval.calibrate`; without learned
weights nothing is answered, so the file is part of the program.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app import features

FILE = Path(__file__).with_name("model.json")


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature name; `threshold` is the least probability that is answered."""

    rank: Mapping[str, float]
    answerable: Mapping[str, float]
    threshold: float

    def scores(self, matrix: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the score of each candidate, shape (n,), for features of shape (n, d)."""
        weights = np.array([self.rank.get(name, 0.0) for name in features.NAMES], dtype=np.float32)
        return matrix @ weights

    def probability(self, values: Mapping[str, float]) -> float:
        """Return the probability that the sources answer, from the named `values`."""
        total = self.answerable["bias"]
        total += sum(self.answerable.get(name, 0.0) * value for name, value in values.items())
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))


@lru_cache(maxsize=1)
def load_model() -> Model:
    """Return the model in `model.json`."""
    values = json.loads(FILE.read_text(encoding="utf-8"))
    return Model(values["rank"], values["answerable"], float(values["threshold"]))
