"""The model of the answerer: which sentence answers, whether any does, and what goes on from what.

All of it stands in `model.json`, written by `python -m eval.calibrate`; without it nothing is
answered, so the file is part of the program.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.candidate import NAMES
from app.trees import Trees, read_trees

FILE = Path(__file__).with_name("model.json")

OF_QUESTION = (*NAMES, "likeliest", "second", "together")
"""What speaks for a question being answered, in order: all that speaks for its likeliest sentence,
how likely that one and the second are, and the sum over the likeliest few."""

OF_FOLLOWUP = ("leans", "names", "subject", "alone", "completed")
"""What tells a follow-up, in order: whether a word of it points back, how many things it names,
whether one is a subject, and how likely the best sentence answers it alone and completed from the
earlier questions."""

_FEW = 5


@dataclass(frozen=True, slots=True)
class Judge:
    """`sentences` judges each candidate, `questions` whether the question is answered at all.

    `threshold` is the least probability of a question that is answered.
    """

    sentences: Trees
    questions: Trees
    threshold: float


@dataclass(frozen=True, slots=True)
class Followup:
    """A logistic model: a weight for each of `OF_FOLLOWUP`, and the bias, in log odds."""

    weights: tuple[float, ...]
    bias: float

    def goes_on(self, features: Sequence[float]) -> bool:
        """Tell whether a question with `features` is more likely a follow-up than not."""
        return float(np.dot(self.weights, features)) + self.bias > 0


@dataclass(frozen=True, slots=True)
class Model:
    """The judge of an exhibit that lists near misses, that of a `bare` one, and of follow-ups."""

    listed: Judge
    bare: Judge
    followup: Followup

    def judge(self, *, listed: bool) -> Judge:
        """Return the judge of an exhibit that does or does not list near misses."""
        return self.listed if listed else self.bare


@lru_cache(maxsize=1)
def load_model() -> Model:
    """Return the model in `model.json`."""
    return read_model(json.loads(FILE.read_text(encoding="utf-8")))


def read_model(values: dict[str, Any]) -> Model:
    """Return the model that `values` describes."""
    return Model(
        read_judge(values["listed"]),
        read_judge(values["bare"]),
        read_followup(values["followup"]),
    )


def read_judge(values: dict[str, Any]) -> Judge:
    """Return the judge that `values` describes."""
    return Judge(
        read_trees(values["sentences"], NAMES),
        read_trees(values["questions"], OF_QUESTION),
        float(values["threshold"]),
    )


def read_followup(values: dict[str, Any]) -> Followup:
    """Return the model of follow-ups that `values` describes."""
    weights = tuple(float(values["weights"][name]) for name in OF_FOLLOWUP)
    return Followup(weights, float(values["bias"]))


def of_question(features: NDArray[np.float32], likely: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the features of a question, (len(OF_QUESTION),).

    `features` (n, d) are those of its candidates, at least one, each `likely` (n,) to answer.
    """
    falling = np.sort(likely)[::-1]
    second = falling[1] if falling.size > 1 else 0.0
    best = features[int(np.argmax(likely))]
    together = falling[:_FEW].sum()
    return np.asarray([*best, falling[0], second, together], np.float32)
