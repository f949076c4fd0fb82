"""The report as plain text, for a terminal and a build's log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from eval.baseline import Verdict
from eval.changes import Change
from eval.metrics import ALL, METRICS
from eval.record import Estimate, Record, SampleRecord
from eval.samples import CATEGORIES
from ingest.language import LANGUAGES

_COLUMNS = (*LANGUAGES, ALL)
_PLAIN = ("MRR", "nDCG@10")


def render(now: Record, before: Record | None, verdict: Verdict) -> str:
    """Return the whole report; where there is a baseline, each figure with its difference."""
    parts = [
        _header(now),
        _metrics(now, before),
        _categories(now, before),
        _matrix(now),
        _latency(now),
        _changes(verdict, before),
        _gates(verdict),
    ]
    return "\n".join(part for part in parts if part)


def table(record: Record) -> str:
    """Return the figures that are the same on every run, as a Markdown table by language."""
    rows = [f"| | {' | '.join(_COLUMNS)} |", "| --- |" + " --- |" * len(_COLUMNS)]
    for name in METRICS:
        groups = record.measures.metrics.get(name, {})
        cells = [_figure(name, groups.get(column, {}).get(ALL)) for column in _COLUMNS]
        rows.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def written(name: str, value: float) -> str:
    """Return a value of the metric `name` as the reports write it."""
    if name == "length":
        return f"{value:.0f}"
    return f"{value:.3f}" if name in _PLAIN else f"{100 * value:.1f} %"


def _header(now: Record) -> str:
    setup, samples = now.setup, now.samples.values()
    counts = [f"{code} {sum(s.language == code for s in samples)}" for code in LANGUAGES]
    return (
        f"{setup.exhibit}\n"
        f"{len(samples)} samples ({', '.join(counts)}) · corpus {setup.corpus_hash[:12]}"
        f" · encoder {setup.encoder} {setup.revision} · {setup.answerer}"
        f" · metrics {setup.metrics_version}\n"
    )


def _metrics(now: Record, before: Record | None) -> str:
    rows = []
    for name in METRICS:
        cells = [_cell(name, ALL, column, now, before) for column in _COLUMNS]
        rows.append([name, *cells])
    return "Figures, 95% interval, (n), change\n" + _table(["", *_COLUMNS], rows)


def _categories(now: Record, before: Record | None) -> str:
    rows = []
    groups = now.measures.metrics.get("correctness", {})
    for category in CATEGORIES:
        if category in groups.get(ALL, {}):
            cells = [_cell("correctness", category, column, now, before) for column in _COLUMNS]
            rows.append([category, *cells])
    for split in ("look", "score"):
        cells = [_with_interval("", now.measures.splits.get(c, {}).get(split)) for c in _COLUMNS]
        rows.append([f"split {split}", *cells])
    return "Correctness by category\n" + _table(["", *_COLUMNS], rows)


def _cell(name: str, category: str, column: str, now: Record, before: Record | None) -> str:
    found = _estimate(now, name, column, category)
    text = _with_interval(name, found)
    old = _estimate(before, name, column, category) if before else None
    if found is None or old is None or found.value == old.value:
        return text
    change = found.value - old.value
    sign = "+" if change > 0 else "−"
    return f"{text} {sign}{written(name, abs(change)).removesuffix(' %')}"


def _estimate(record: Record, name: str, language: str, category: str) -> Estimate | None:
    return record.measures.metrics.get(name, {}).get(language, {}).get(category)


def _figure(name: str, found: Estimate | None) -> str:
    return "–" if found is None else f"{written(name, found.value)} ({found.n})"


def _with_interval(name: str, found: Estimate | None) -> str:
    if found is None:
        return "–"
    if found.low is None or found.high is None:
        return _figure(name, found)
    bounds = [written(name, bound).removesuffix(" %") for bound in (found.low, found.high)]
    return f"{written(name, found.value)} [{'–'.join(bounds)}] ({found.n})"


def _matrix(now: Record) -> str:
    rows = []
    for asked in LANGUAGES:
        cells = now.measures.matrix.get(asked, {})
        rows.append([f"{asked} question", *(_matrix_cell(cells, read) for read in LANGUAGES)])
    head = ["", *(f"{read} passages" for read in LANGUAGES)]
    return "Success@1 / success@5 by language of question and passage\n" + _table(head, rows)


def _matrix_cell(cells: Mapping[str, Mapping[str, Estimate]], read: str) -> str:
    found = cells.get(read)
    if not found:
        return "–"
    return " / ".join(f"{100 * found[name].value:.1f} %" for name in ("success@1", "success@5"))


def _latency(now: Record) -> str:
    if not now.latency:
        return ""
    cells = [
        f"{column} {row['p50']:.1f} / {row['p95']:.1f}"
        for column in _COLUMNS
        if (row := now.latency.get(column))
    ]
    return f"Milliseconds an answer, p50 / p95: {', '.join(cells)}\n"


def _changes(verdict: Verdict, before: Record | None) -> str:
    if before is None:
        return ""
    changes = verdict.changes
    lines = ["Since the baseline"]
    for name, group in (
        ("broken", changes.broken),
        ("fixed", changes.fixed),
        ("changed", changes.changed),
        ("gold rank fell", changes.fallen),
    ):
        ids = [_id_with_ranks(c) if name == "gold rank fell" else c.now.id for c in group]
        lines.append(_listed(name, ids))
    lines.append(_listed("new", [sample.id for sample in changes.new]))
    lines.append(_listed("gone", [sample.id for sample in changes.gone]))
    return "\n".join(lines) + "\n"


def _id_with_ranks(change: Change) -> str:
    return f"{change.now.id} {rank(change.before)}→{rank(change.now)}"


def rank(sample: SampleRecord) -> str:
    """Return the rank of a sample's gold as the reports write it."""
    return str(sample.gold_rank) if sample.gold_rank else "none"


def _listed(name: str, ids: Sequence[str]) -> str:
    shown = ", ".join(ids[:40]) + (f", … {len(ids) - 40} more" if len(ids) > 40 else "")
    return f"  {name} {len(ids)}" + (f": {shown}" if ids else "")


def _gates(verdict: Verdict) -> str:
    below = [held for held in verdict.floors if held.broken]
    lines = [f"Gate 1, floors: {len(verdict.floors) - len(below)} hold, {len(below)} broken"]
    for held in below:
        found = _figure(held.floor.metric, held.found)
        lines.append(f"  BELOW {held.floor}: {found}, floor {100 * held.floor.least:g} %")
    lines += _second_gate(verdict)
    return "\n".join(lines) + "\n"


def _second_gate(verdict: Verdict) -> list[str]:
    if verdict.no_verdict:
        return [f"Gate 2, no sample that passed may fail: no verdict: {verdict.no_verdict}"]
    lines = [f"Gate 2, no sample that passed may fail: {len(verdict.broken)} broken"]
    for change, waiver in verdict.waived:
        lines.append(f"  waived until {waiver.ends}: {change.now.id} ({waiver.reason})")
    for change in verdict.broken:
        lines += _broken(change)
    return lines


def _broken(change: Change) -> Iterable[str]:
    before, now = change.before, change.now
    edited = ", the sample itself was edited" if change.edited else ""
    yield f"  BROKEN {now.id} ({now.category}{edited}): {now.question}"
    yield f"    why  {'; '.join(now.reasons)}"
    yield f"    old  {before.status}, gold rank {rank(before)}: {before.answer}"
    yield f"    new  {now.status}, gold rank {rank(now)}: {now.answer}"
    for lost in now.lost:
        yield f"    old text of {lost.passage_id}: {lost.quote}"
        yield f"    new text of {lost.passage_id}: {lost.now or '(no such passage)'}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n"
        for line in lines
    )


