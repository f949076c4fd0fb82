"""One run of the evaluation as data: what `--json` writes and the baseline keeps."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ingest.errors import NissoError

METRICS = 1
"""Raised whenever a metric changes its meaning; runs of two versions do not compare."""


class RecordError(NissoError):
    """A record of a run that is missing, damaged or of another form."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure from `n` observations with its 95% interval; no bounds where n is too small."""

    value: float
    n: int
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote and the passage it is from."""

    passage_id: str
    quote: str


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """A gold quote and the passages it stood in; none where it stands no longer."""

    source: str
    quote: str
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LostGold:
    """A gold quote that stood in `passage_id` once, and the sentence most like it there now."""

    quote: str
    passage_id: str
    now: str


@dataclass(frozen=True, slots=True)
class SampleRecord:
    """How one sample went; `reasons` say why it failed, `gold_rank` is 1-based."""

    id: str
    language: str
    category: str
    split: str
    hash: str
    question: str
    history: tuple[str, ...]
    expected: str
    status: str
    passed: bool
    answer: str
    citations: tuple[Quote, ...]
    gold: tuple[GoldPlace, ...]
    gold_rank: int | None
    reasons: tuple[str, ...] = ()
    lost: tuple[LostGold, ...] = ()


Groups = Mapping[str, Mapping[str, Estimate]]
"""Language (or "all") → category (or "all") → estimate."""


@dataclass(frozen=True, slots=True)
class Measures:
    """The figures of a run; `matrix` is question language → passage language → measure.

    `trade_off` has for each language the curve of (false refusals, right abstentions) that
    refusing below another confidence would give; `splits` has correctness by split.
    """

    metrics: Mapping[str, Groups]
    matrix: Mapping[str, Groups]
    splits: Groups
    trade_off: Mapping[str, tuple[tuple[float, float], ...]] = field(default_factory=dict)

    def get(self, metric: str, language: str, category: str) -> Estimate | None:
        """Return one figure, None where it has no cases; "all" stands for every one."""
        return self.metrics.get(metric, {}).get(language, {}).get(category)


@dataclass(frozen=True, slots=True)
class Setup:
    """What was evaluated: the texts, the encoder, the settings, the code."""

    exhibit: str
    answerer: str
    corpus_hash: str
    encoder: str
    revision: str
    settings: Mapping[str, str | int | float]
    commit: str
    metrics_version: int = METRICS


@dataclass(frozen=True, slots=True)
class Record:
    """A whole run; `latency` is milliseconds by language, empty in a baseline.

    `generation` has the figures that only generated answers have.
    """

    setup: Setup
    measures: Measures
    samples: Mapping[str, SampleRecord]
    latency: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    generation: Mapping[str, float] = field(default_factory=dict)


def write_record(record: Record, path: Path) -> None:
    """Write `record` as JSON: the same bytes for the same run but for `latency`."""
    rows = {"setup": asdict(record.setup), "measures": asdict(record.measures)}
    rows["samples"] = {key: asdict(sample) for key, sample in record.samples.items()}
    if record.latency:
        rows["latency"] = dict(record.latency)
    if record.generation:
        rows["generation"] = dict(record.generation)
    text = json.dumps(rows, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")


def read_record(path: Path) -> Record:
    """Return the record in a file; RecordError says what is wrong with it."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return _record(rows)
    except OSError as error:
        raise RecordError(f"{path}: cannot be read ({error.strerror})") from error
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise RecordError(
            f"{path}: no record of an evaluation ({type(error).__name__}: {error});"
            " write one with --json or --bless"
        ) from error


def _record(rows: Mapping[str, Any]) -> Record:
    setup = rows["setup"]
    if setup["metrics_version"] != METRICS:
        # The form may differ too, so only the header is read: it tells why nothing compares.
        return Record(_other_setup(setup), Measures({}, {}, {}), {})
    measures = rows["measures"]
    return Record(
        Setup(**setup),
        Measures(
            {name: _groups(groups) for name, groups in measures["metrics"].items()},
            {name: _groups(groups) for name, groups in measures["matrix"].items()},
            _groups(measures["splits"]),
            {k: tuple((x, y) for x, y in row) for k, row in measures["trade_off"].items()},
        ),
        {key: _sample(row) for key, row in rows["samples"].items()},
        rows.get("latency", {}),
        rows.get("generation", {}),
    )


def _other_setup(setup: Mapping[str, Any]) -> Setup:
    def text(key: str) -> str:
        return str(setup.get(key, ""))

    return Setup(
        text("exhibit"),
        text("answerer"),
        text("corpus_hash"),
        text("encoder"),
        text("revision"),
        settings={},
        commit=text("commit"),
        metrics_version=setup["metrics_version"],
    )


def _groups(rows: Mapping[str, Any]) -> Groups:
    return {
        language: {name: Estimate(**estimate) for name, estimate in groups.items()}
        for language, groups in rows.items()
    }


def _sample(row: Mapping[str, Any]) -> SampleRecord:
    values = dict(row)
    values["citations"] = tuple(Quote(**quote) for quote in row["citations"])
    values["gold"] = tuple(
        GoldPlace(gold["source"], gold["quote"], tuple(gold["passages"])) for gold in row["gold"]
    )
    values["lost"] = tuple(LostGold(**lost) for lost in row["lost"])
    values["history"] = tuple(row["history"])
    values["reasons"] = tuple(row["reasons"])
    return SampleRecord(**values)
