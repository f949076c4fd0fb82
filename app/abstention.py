"""Whether a question asks for anything at all."""

from __future__ import annotations

from app.question import Question


def names_anything(question: Question) -> bool:
    """Tell whether the question names more than bare numbers; a year is enough."""
    words = (concept.text for concept in question.concepts)
    return bool(question.years) or any(any(map(str.isalpha, word)) for word in words)
