"""Greetings, thanks, farewells and questions about the assistant: answered as such.

A linear model reads the letters of the whole message. It is learned from the examples in
`app/talk/` and from the questions of the corpus, which are none, by `python -m eval.talk`.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Literal, get_args
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from ingest.token import fold

Talk = Literal["greeting", "thanks", "farewell", "wellbeing", "about"]
CLASSES: tuple[Talk | None, ...] = (*get_args(Talk), None)
"""What the model tells apart; None is no small talk."""
EXAMPLES = Path(__file__).with_name("talk")
FILE = EXAMPLES / "model.npz"
LONGEST = 80
"""Characters; a longer message asks for something."""

PLACES = 1 << 14
_RUNS = range(1, 6)
_LENGTHENED = re.compile(r"(\w)\1{2,}")


def small_talk(text: str, language: str) -> Talk | None:
    """Return what kind of small talk the whole of `text` is, None where it asks for anything.

    «Привет! Кто подписал договор?» is a question; «Привет! Как дела?» is small talk.
    """
    places = letters(text)
    if not places.size or len(text) > LONGEST:
        return None
    weights, bias = _model(language)
    scores = weights[:, places].sum(axis=1) / np.sqrt(places.size) + bias
    return CLASSES[int(np.argmax(scores))]


def letters(text: str) -> NDArray[np.int64]:
    """Return the places of the runs of one to five letters of `text`, words' ends included.

    Case, punctuation and lengthened letters («приветтт») make no difference.
    """
    plain = re.sub(r"[\W_]+", " ", _LENGTHENED.sub(r"\1", fold(text))).strip()
    if not plain:
        return np.zeros(0, np.int64)
    padded = f" {plain} "
    runs = {padded[at : at + n] for n in _RUNS for at in range(len(padded) - n + 1)}
    return np.unique([crc32(run.encode()) % PLACES for run in runs])


@cache
def _model(language: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    with np.load(FILE) as stored:
        weights = stored[f"{language}_weights"].astype(np.float32) * stored[f"{language}_step"]
        return weights, stored[f"{language}_bias"]
