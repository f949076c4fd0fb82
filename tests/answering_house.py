"""A tiny exhibit's words, known questions and candidates, small enough to compute by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from app.asked import Asked
from app.candidate import NAMES, Candidate, Place
from app.question import Concept, Question
from ingest.records import Passage


def question(*names: str, asked: Asked = "what", entities: Sequence[str] = ()) -> Question:
    """Return an English question on a subject that names the terms `names`, each of weight 1."""
    concepts = [Concept(name, (name,)) for name in names]
    concepts += [Concept(entity, (f"@{entity}",), entity) for entity in entities]
    text = " ".join(names) or "?"
    return Question(text, text, "en", asked, tuple(concepts), names_subject=True)


def candidate(text: str, language: str = "en", **features: float) -> Candidate:
    """Return a sentence that is a passage by itself, with the named features, else 0 (meant 1)."""
    passage = Passage("p", "s", "S", language, "source", "", text, 0, len(text), 1, "p")
    row = np.zeros(len(NAMES), np.float32)
    for name, value in {"meant": 1.0, **features}.items():
        row[NAMES.index(name)] = value
    return Candidate(Place(passage, 0, 0, 0, 0, 0, len(text)), row)


def nothing(count: int) -> np.ndarray:
    """Return the cosines of `count` known questions that are like nothing."""
    return np.zeros(count, np.float32)
