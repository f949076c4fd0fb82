"""Whether the sources answer at all: a calibrated decision over the best sentence."""

from __future__ import annotations

from collections.abc import Sequence

from app import features
from app.features import Candidate
from app.question import Question
from app.retriever import Evidence
from ingest.fields import UNANSWERED


def judged_values(
    question: Question, evidence: Evidence, ranked: Sequence[Candidate]
) -> dict[str, float]:
    """Return what the decision rests on, by name; `ranked` is best first and not empty."""
    best, fields = ranked[0], evidence.fields
    values = {name: best.value(name) for name in features.NAMES}
    values["unknown"] = unknown_share(question, evidence)
    values["joint_coverage"] = max(candidate.value("told_passage") for candidate in ranked[:5])
    unanswered = fields.question_rows[:, 0] == UNANSWERED
    cosines, words = evidence.question_cosines, evidence.lexical.questions
    values["yes_dense"] = float(cosines[~unanswered].max(initial=0.0))
    values["yes_words"] = float(words[~unanswered].max(initial=0.0))
    # A near miss always lies near a question that is answered: only the difference tells.
    values["margin_dense"] = values["yes_dense"] - float(cosines[unanswered].max(initial=0.0))
    values["margin_words"] = values["yes_words"] - float(words[unanswered].max(initial=0.0))
    values["short"] = float(len(question.concepts) <= 2)
    values["seeks_kind"] = float(question.asked not in ("what", "yesno", "list"))
    values["kind_missing"] = float(best.value("kind") == 0.0)
    values["both_missing"] = float(best.value("kind") == 0.0 and best.value("same_kind") == 0.0)
    values["has_entity"] = float(bool(question.entities))
    values["carried"] = float(question.carried)
    values["weakest"] = _weakest(question, evidence, best)
    return values


def _weakest(question: Question, evidence: Evidence, best: Candidate) -> float:
    """Return the weight of the most telling concept that the best passage leaves uncovered.

    A near miss shares everything but one telling word with what the sources say.
    """
    fields = evidence.fields
    heaviest = 0.0
    for concept in question.concepts:
        rows = {int(row) for term in concept.terms for row in fields.words.rows(term)}
        told = {
            int(fields.sentence_rows[row, 0])
            for term in concept.terms
            for row in fields.told.rows(term)
        }
        if best.row not in rows | told and concept.terms:
            heaviest = max(heaviest, concept.weight * features.tellingness(concept, fields))
    return heaviest / 4.0


def names_anything(question: Question) -> bool:
    """Tell whether the question names more than bare numbers; a year is enough."""
    words = (concept.text for concept in question.concepts)
    return bool(question.years) or any(any(map(str.isalpha, word)) for word in words)


def unknown_share(question: Question, evidence: Evidence) -> float:
    """Return the share of the question's concepts that stand nowhere in the texts, by weight."""
    if not question.concepts:
        return 1.0
    fields = evidence.fields
    weights = [c.weight * features.tellingness(c, fields) for c in question.concepts]
    missing = sum(
        weight
        for weight, concept in zip(weights, question.concepts, strict=True)
        if not any(fields.words.frequency(term) for term in concept.terms)
    )
    return missing / sum(weights) if sum(weights) else 0.0
