"""What a question takes from the earlier ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from app.asked import is_explicit
from app.message import names_topic, read_message
from app.question import Concept, Question, Reader
from ingest.glossary import Glossary

CARRIED = 0.6
"""What a word of an earlier question counts in a follow-up."""


def completed(
    question: Question,
    history: Sequence[str],
    reader: Callable[[str], Reader],
    glossary: Glossary,
) -> Question | None:
    """Return `question` with what the last of `history` names besides; None where it names nothing.

    An earlier question that names no subject of its own is first completed in the same way.
    """
    if not history:
        return None
    before = _earlier(history, reader, question.language, glossary)
    return _with_carried(question, before, glossary) if before.concepts else None


def _earlier(
    history: Sequence[str], reader: Callable[[str], Reader], language: str, glossary: Glossary
) -> Question:
    *earlier, last = history
    question = read_message(last, reader(language), first=not earlier)
    if names_topic(question, glossary):
        return question
    return completed(question, earlier, reader, glossary) or question


def _with_carried(question: Question, before: Question, glossary: Glossary) -> Question:
    # What a question means where it names no subject is what the one before was about.
    own = [concept for concept in question.concepts if concept.text]
    own_terms = {term for concept in own for term in concept.terms}
    own_kinds = {_kind(concept, glossary) for concept in own if concept.entity}
    carried = [
        replace(concept, weight=concept.weight * CARRIED) if concept.text else concept
        for concept in before.concepts
        # The first term of a name is its entry; its words may stand in another name too.
        if own_terms.isdisjoint(concept.terms[:1] if concept.entity else concept.terms)
        and not (concept.entity and _kind(concept, glossary) in own_kinds)
    ]
    asked = question.asked
    if not is_explicit(question.mended, question.language):
        asked = before.asked
    return replace(
        question,
        mended=" ".join([*(concept.text for concept in carried if concept.text), question.mended]),
        asked=asked,
        concepts=(*own, *carried),
        years=question.years or before.years,
        full_dates=question.full_dates or before.full_dates,
        names_subject=question.names_subject or before.names_subject,
        carried=True,
    )


def _kind(concept: Concept, glossary: Glossary) -> str:
    kind = glossary.entries[concept.entity].kind
    # A state is named for its people and its government: Japan stands beside Yoshizawa or Tokyo.
    return "actor" if kind in ("person", "organisation", "place") else kind
