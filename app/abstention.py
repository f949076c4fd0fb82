"""Whether the sources answer at all: a calibrated decision over the best sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app import features
from app.features import Candidate
from app.question import Question
from app.retriever import Evidence


@dataclass(frozen=True, slots=True)
class Judgement:
    """The probability that the sources answer, and the values it was reckoned from."""

    probability: float
    values: Mapping[str, float]


def judged_values(
    question: Question, evidence: Evidence, ranked: Sequence[Candidate]
) -> dict[str, float]:
    """Return what the decision rests on, by name; `ranked` is best first and not empty."""
    best = ranked[0]
    values = {name: best.value(name) for name in features.NAMES}
    values["unknown"] = unknown_share(question, evidence)
    values["joint_coverage"] = _joint(ranked, "passage_coverage")
    values["top_question"] = max(candidate.value("best_question") for candidate in ranked)
    values["agreement"] = float(best.value("best_question") >= values["top_question"] - 1e-6)
    values["short"] = float(len(question.concepts) <= 1)
    values["seeks_kind"] = float(question.asked not in ("what", "yesno", "list"))
    values["kind_missing"] = float(best.value("kind") == 0.0)
    values["has_entity"] = float(bool(question.entities))
    values["other_year"] = values["year_missing"] * float(bool(question.years))
    return values


def unknown_share(question: Question, evidence: Evidence) -> float:
    """Return the share of the question's concepts that stand nowhere in the texts, by weight."""
    if not question.concepts:
        return 1.0
    total = sum(concept.weight for concept in question.concepts)
    words = evidence.fields.words
    missing = sum(
        concept.weight
        for concept in question.concepts
        if not any(words.frequency(term) for term in concept.terms)
    )
    return missing / total


def _joint(ranked: Sequence[Candidate], name: str) -> float:
    return max(candidate.value(name) for candidate in ranked[:5])
