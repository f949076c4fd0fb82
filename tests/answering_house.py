"""A tiny exhibit's words, known questions and candidates, small enough to compute by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from app.asked import Asked
from app.question import Concept, Question


def question(*names: str, asked: Asked = "what", entities: Sequence[str] = ()) -> Question:
    """Return an English question that names the terms `names`, each a concept of weight 1."""
    concepts = [Concept(name, (name,)) for name in names]
    concepts += [Concept(entity, (f"@{entity}",), entity) for entity in entities]
    text = " ".join(names) or "?"
    return Question(text, text, "en", asked, tuple(concepts))


def nothing(count: int) -> np.ndarray:
    """Return the cosines of `count` known questions that are like nothing."""
    return np.zeros(count, np.float32)
