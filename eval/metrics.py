"""The figures of a run, for each language and category: what scores add up to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from eval.intervals import mean, share
from eval.ranking import ranking
from eval.record import Estimate, Groups, Measures
from eval.samples import CATEGORIES, SPLITS
from eval.score import Score
from ingest.language import LANGUAGES

ALL = "all"
Rank = Mapping[str, Mapping[str, float]]
_CURVE_POINTS = 25


@dataclass(frozen=True, slots=True)
class _Share:
    """Hits and cases of one score; the metric is the share over all scores."""

    count: Callable[[Score], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Mean:
    """A value of one score, None where the metric does not apply."""

    value: Callable[[Score, Rank], float | None]


def _ranked(name: str) -> Callable[[Score, Rank], float | None]:
    return lambda s, ranks: ranks.get(s.record.id, {}).get(name)


def _when(case: bool, hit: bool) -> tuple[int, int]:
    return int(case and hit), int(case)


METRICS: Mapping[str, _Share | _Mean] = {
    "correctness": _Share(lambda s: _when(True, s.record.passed)),
    "citation precision": _Mean(lambda s, _: s.precision),
    "citation recall": _Mean(lambda s, _: s.recall),
    "exactness": _Share(lambda s: (s.exact, s.quotes)),
    "groundedness": _Share(lambda s: (s.grounded, s.sentences)),
    "language": _Share(lambda s: _when(True, s.language_right)),
    "abstention precision": _Share(
        lambda s: _when(s.record.status == "abstained", s.record.expected == "abstained")
    ),
    "abstention recall": _Share(
        lambda s: _when(s.record.expected == "abstained", s.record.status == "abstained")
    ),
    "false refusal": _Share(
        lambda s: _when(s.record.expected == "answered", s.record.status != "answered")
    ),
    "success@1": _Mean(_ranked("success@1")),
    "success@3": _Mean(_ranked("success@3")),
    "MRR": _Mean(_ranked("mrr")),
    "nDCG@10": _Mean(_ranked("ndcg@10")),
    "length": _Mean(lambda s, _: float(s.length)),
}
_SHARES_BY_RANK = ("success@1", "success@3")
LOWER_IS_BETTER = ("false refusal",)


def measure(scores: Sequence[Score]) -> Measures:
    """Return every metric for each language and category, and both together, that has cases."""
    ranks = _ranks(scores)
    own = {s.record.id: ranks[key] for s in scores if (key := _key(s, s.record.language)) in ranks}
    metrics = {name: _groups(scores, partial(_estimate, name, ranks=own)) for name in METRICS}
    return Measures(metrics, _matrix(scores, ranks), _splits(scores), _trade_off(scores))


def latency(scores: Iterable[Score]) -> dict[str, dict[str, float]]:
    """Return the 50th and 95th percentile of the times of asking, in milliseconds."""
    times: dict[str, list[float]] = {}
    for one in scores:
        times.setdefault(one.record.language, []).append(one.elapsed_ms)
        times.setdefault(ALL, []).append(one.elapsed_ms)
    return {
        language: {
            "n": len(row),
            "p50": round(float(np.percentile(row, 50)), 2),
            "p95": round(float(np.percentile(row, 95)), 2),
        }
        for language, row in times.items()
    }


def _estimate(name: str, scores: Sequence[Score], *, ranks: Rank) -> Estimate | None:
    metric = METRICS[name]
    if isinstance(metric, _Share):
        pairs = [metric.count(one) for one in scores]
        hits, cases = sum(hit for hit, _ in pairs), sum(case for _, case in pairs)
        return share(hits, cases) if cases else None
    values = [value for one in scores if (value := metric.value(one, ranks)) is not None]
    if not values:
        return None
    if name in _SHARES_BY_RANK:
        return share(round(sum(values)), len(values))
    return mean(values)


def _groups(
    scores: Sequence[Score], estimate: Callable[[Sequence[Score]], Estimate | None]
) -> Groups:
    found: dict[str, dict[str, Estimate]] = {}
    for language in (*LANGUAGES, ALL):
        spoken = [s for s in scores if language in (s.record.language, ALL)]
        for category in (ALL, *CATEGORIES):
            part = [s for s in spoken if category in (s.record.category, ALL)]
            value = estimate(part) if part else None
            if value is not None:
                found.setdefault(language, {})[category] = value
    return found


def _splits(scores: Sequence[Score]) -> Groups:
    found: dict[str, dict[str, Estimate]] = {}
    for language in (*LANGUAGES, ALL):
        for split in SPLITS:
            part = [
                s
                for s in scores
                if s.record.split == split and language in (s.record.language, ALL)
            ]
            if part:
                passed = sum(s.record.passed for s in part)
                found.setdefault(language, {})[split] = share(passed, len(part))
    return found


def _key(one: Score, language: str) -> str:
    return f"{one.record.id}/{language}"


def _ranks(scores: Iterable[Score]) -> dict[str, dict[str, float]]:
    right, found = {}, {}
    for one in scores:
        for language, passages in one.golds.items():
            right[_key(one, language)] = passages
            found[_key(one, language)] = one.found.get(language, ())
    return ranking(right, found)


def _matrix(scores: Sequence[Score], ranks: Rank) -> Mapping[str, Groups]:
    found: dict[str, dict[str, dict[str, Estimate]]] = {}
    for asked in LANGUAGES:
        for read in LANGUAGES:
            keys = [_key(s, read) for s in scores if s.record.language == asked]
            rows = [ranks[key] for key in keys if key in ranks]
            if rows:
                cell = found.setdefault(asked, {}).setdefault(read, {})
                for name in ("success@1", "success@5"):
                    cell[name] = share(round(sum(row[name] for row in rows)), len(rows))
    return found


def _trade_off(scores: Sequence[Score]) -> dict[str, tuple[tuple[float, float], ...]]:
    found = {}
    for language in LANGUAGES:
        own = [s for s in scores if s.record.language == language]
        known = np.array([s.confidence for s in own if s.record.expected == "answered"])
        other = np.array([s.confidence for s in own if s.record.expected == "abstained"])
        if known.size and other.size:
            levels = np.linspace(0, 1, _CURVE_POINTS)
            cuts = np.quantile(np.concatenate([known, other]), levels)
            found[language] = tuple(
                (round(float((known < cut).mean()), 4), round(float((other < cut).mean()), 4))
                for cut in cuts
            )
    return found
