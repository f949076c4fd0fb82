"""How good one answer is: what the corpus files and the sample say about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.answer import Answer
from eval.evidence import Evidence
from eval.golds import Golds
from eval.parts import present, without_markers
from eval.record import Quote, SampleRecord
from eval.run import Asked
from eval.samples import Sample
from ingest.language import language_of


@dataclass(frozen=True, slots=True)
class Score:
    """One sample's record and the counts that the metrics add up.

    `precision` and `recall` are None where there is nothing to judge: precision without a
    citation, recall in a sample that has no answer. `golds` and `found` hold, for each language
    of passages, the right ids and those that the search gave, best first.
    """

    record: SampleRecord
    answerer: str
    language_right: bool
    quotes: int
    exact: int
    sentences: int
    grounded: int
    precision: float | None
    recall: float | None
    length: int
    confidence: float
    elapsed_ms: float
    golds: Mapping[str, frozenset[str]]
    found: Mapping[str, tuple[str, ...]]


def score(asked: Asked, golds: Golds, evidence: Evidence) -> Score:
    """Return the score of one asked sample.

    It passed when the status is right, every part is there, and, for an answered one, a citation
    lies in a passage of a gold quote and no gold quote is lost.
    """
    sample, answer = asked.sample, asked.answer
    answered = answer.status == "answered"
    proved, sentences = evidence.grounded(answer) if answered else (0, 0)
    reasons = _reasons(sample, answer, golds)
    right = _right_passages(golds, evidence, asked.found)
    return Score(
        record=_record(asked, golds, reasons),
        answerer=answer.answerer,
        language_right=_language_right(sample, answer),
        quotes=len(answer.citations),
        exact=sum(evidence.is_exact(citation) for citation in answer.citations),
        sentences=sentences,
        grounded=proved,
        precision=_precision(answer, golds) if sample.gold else None,
        recall=_recall(sample, answer) if sample.gold else None,
        length=len(without_markers(answer.text)),
        confidence=asked.answer.confidence,
        elapsed_ms=asked.elapsed_ms,
        golds=right,
        found=asked.found,
    )


def _reasons(sample: Sample, answer: Answer, golds: Golds) -> tuple[str, ...]:
    reasons = []
    if answer.status != sample.status:
        reasons.append(f"{answer.status}, not {sample.status}")
    there = present(answer.text, sample.must)
    for alternatives, stands in zip(sample.must, there, strict=True):
        if not stands:
            reasons.append(f"the answer lacks {' / '.join(alternatives)}")
    if sample.gold and not _cited(answer) & golds.passages():
        reasons.append("no citation lies in a gold passage")
    reasons += [f"a gold quote stands no longer: {lost.quote}" for lost in golds.lost]
    return tuple(reasons)


def _cited(answer: Answer) -> set[str]:
    return {citation.passage_id for citation in answer.citations}


def _precision(answer: Answer, golds: Golds) -> float | None:
    right = golds.passages()
    hits = [citation.passage_id in right for citation in answer.citations]
    return sum(hits) / len(hits) if hits else None


def _recall(sample: Sample, answer: Answer) -> float:
    quoted = " ".join(citation.quote for citation in answer.citations)
    there = present(quoted, sample.must)
    return sum(there) / len(there)


def _language_right(sample: Sample, answer: Answer) -> bool:
    spoken = language_of(without_markers(answer.text), sample.language)
    return answer.language == spoken == sample.language


def _right_passages(
    golds: Golds, evidence: Evidence, found: Mapping[str, tuple[str, ...]]
) -> Mapping[str, frozenset[str]]:
    right = {}
    for language in found:
        twins = {evidence.twin(passage, language) for passage in golds.passages()}
        right[language] = frozenset(twin for twin in twins if twin is not None)
    return {language: passages for language, passages in right.items() if passages}


def _gold_rank(asked: Asked, golds: Golds) -> int | None:
    right = golds.passages()
    found = asked.found.get(asked.sample.language, ())
    return next((rank for rank, one in enumerate(found, start=1) if one in right), None)


def _record(asked: Asked, golds: Golds, reasons: tuple[str, ...]) -> SampleRecord:
    sample, answer = asked.sample, asked.answer
    return SampleRecord(
        id=sample.id,
        language=sample.language,
        category=sample.category,
        split=sample.split,
        hash=sample.hash(),
        question=sample.question,
        history=sample.history,
        expected=sample.status,
        status=answer.status,
        passed=not reasons,
        answer=answer.text,
        citations=tuple(Quote(c.passage_id, c.quote) for c in answer.citations),
        gold=golds.places,
        gold_rank=_gold_rank(asked, golds),
        reasons=reasons,
        lost=golds.lost,
    )
