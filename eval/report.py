"""The report as plain text, for a terminal and a build's log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eval.baseline import Verdict
from eval.changes import Change
from eval.generation import generation_lines
from eval.metrics import ALL, METRICS
from eval.record import Estimate, Record, SampleRecord
from eval.samples import CATEGORIES, SPLITS
from eval.verdict import lines_of
from ingest.language import LANGUAGES

_COLUMNS = (*LANGUAGES, ALL)
_DECIMAL = ("MRR", "nDCG@10")
_MOST_IDS = 40
_MOST_FAILURES = 25


def render(now: Record, before: Record | None, verdict: Verdict) -> str:
    """Return the whole report; with a record to compare to, each figure with its difference."""
    parts = [
        _header(now),
        "Figures [95% interval] (n) change\n" + _metrics(now, before),
        "Correctness by category and split\n" + _categories(now, before),
        "Success@1 / success@5\n" + _matrix(now),
        _latency(now),
        generation_lines(now.generation),
        _failures(now),
        "" if verdict.no_verdict else _changes(verdict),
        "\n".join([*lines_of(verdict), *(line for c in verdict.broken for line in _broken(c))]),
    ]
    return "\n".join(part for part in parts if part) + "\n"


def table(record: Record) -> str:
    """Return the figures that are the same on every run, as a Markdown table by language."""
    rows = ["| | " + " | ".join(_COLUMNS) + " |", "| --- |" + " ---: |" * len(_COLUMNS)]
    for name in METRICS:
        cells = [with_count(name, record.measures.get(name, code, ALL)) for code in _COLUMNS]
        rows.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(rows) + "\n"


def written(name: str, value: float) -> str:
    """Return a value of the metric `name` as every report writes it."""
    if name == "length":
        return f"{value:.0f}"
    return f"{value:.3f}" if name in _DECIMAL else f"{100 * value:.1f} %"


def with_count(name: str, found: Estimate | None) -> str:
    """Return a figure with its n, a dash for none."""
    return "–" if found is None else f"{written(name, found.value)} ({found.n})"


def with_interval(name: str, found: Estimate | None) -> str:
    """Return a figure with its interval and n, a dash for none."""
    if found is None or found.low is None or found.high is None:
        return with_count(name, found)
    low, high = (written(name, bound).removesuffix(" %") for bound in (found.low, found.high))
    return f"{written(name, found.value)} [{low}–{high}] ({found.n})"


def difference(name: str, found: Estimate | None, old: Estimate | None) -> str:
    """Return the signed change from `old` to `found`, empty where there is none."""
    if found is None or old is None:
        return ""
    change = found.value - old.value
    size = written(name, abs(change)).removesuffix(" %")
    return (
        "" if size == written(name, 0).removesuffix(" %") else ("+" if change > 0 else "−") + size
    )


def rank(sample: SampleRecord) -> str:
    """Return the rank of a sample's gold, "none" where the search did not find it."""
    return str(sample.gold_rank) if sample.gold_rank else "none"


def _header(now: Record) -> str:
    setup, samples = now.setup, now.samples.values()
    counts = [f"{code} {sum(s.language == code for s in samples)}" for code in LANGUAGES]
    return (
        f"{setup.exhibit}\n{len(samples)} samples ({', '.join(counts)})"
        f" · corpus {setup.corpus_hash[:12]} · encoder {setup.encoder} {setup.revision}"
        f" · {setup.answerer} · metrics {setup.metrics_version}\n"
    )


def _metrics(now: Record, before: Record | None) -> str:
    rows = [
        [name, *(_cell(now, before, (name, code, ALL)) for code in _COLUMNS)] for name in METRICS
    ]
    return _table(["", *_COLUMNS], rows)


def _categories(now: Record, before: Record | None) -> str:
    rows = [
        [name, *(_cell(now, before, ("correctness", code, name)) for code in _COLUMNS)]
        for name in CATEGORIES
        if now.measures.get("correctness", ALL, name)
    ]
    splits = now.measures.splits
    for split in SPLITS:
        cells = [with_interval("", splits.get(code, {}).get(split)) for code in _COLUMNS]
        rows.append([f"split: {split}", *cells])
    return _table(["", *_COLUMNS], rows)


def _cell(now: Record, before: Record | None, key: tuple[str, str, str]) -> str:
    found = now.measures.get(*key)
    old = before.measures.get(*key) if before else None
    return f"{with_interval(key[0], found)} {difference(key[0], found, old)}".rstrip()


def _matrix(now: Record) -> str:
    rows = []
    for asked in LANGUAGES:
        cells = now.measures.matrix.get(asked, {})
        pairs = [cells.get(read, {}) for read in LANGUAGES]
        rows.append([f"{asked} question", *(_pair(list(pair.values())) for pair in pairs)])
    return _table(["", *(f"{read} passages" for read in LANGUAGES)], rows)


def _pair(estimates: Sequence[Estimate]) -> str:
    return " / ".join(f"{100 * one.value:.1f} %" for one in estimates) or "–"


def _latency(now: Record) -> str:
    rows = [(code, now.latency[code]) for code in _COLUMNS if code in now.latency]
    cells = [f"{code} {row['p50']:.1f} / {row['p95']:.1f}" for code, row in rows]
    return f"Milliseconds an answer, p50 / p95: {', '.join(cells)}\n" if cells else ""


def _failures(now: Record) -> str:
    failed = [s for s in now.samples.values() if not s.passed and s.split == "look"]
    lines = [f"  {s.id} ({s.category}) {s.question}: {'; '.join(s.reasons)}" for s in failed]
    if len(lines) > _MOST_FAILURES:
        lines[_MOST_FAILURES:] = [f"  … {len(lines) - _MOST_FAILURES} more; --json has them all"]
    return "\n".join([f"Failing, of the part to look at: {len(failed)}", *lines]) + "\n"


def _changes(verdict: Verdict) -> str:
    changes = verdict.changes
    fell = [f"{c.now.id} {rank(c.before)}→{rank(c.now)}" for c in changes.fallen]
    lines = [
        "Since the run compared with",
        _listed("broken", [c.now.id for c in changes.broken]),
        _listed("fixed", [c.now.id for c in changes.fixed]),
        _listed("changed", [c.now.id for c in changes.changed]),
        _listed("gold fell in the search", fell),
        _listed("new", [sample.id for sample in changes.new]),
        _listed("gone", [sample.id for sample in changes.gone]),
    ]
    return "\n".join(lines) + "\n"


def _listed(name: str, ids: Sequence[str]) -> str:
    more = f", … {len(ids) - _MOST_IDS} more" if len(ids) > _MOST_IDS else ""
    return f"  {name}: {len(ids)}" + (f" ({', '.join(ids[:_MOST_IDS])}{more})" if ids else "")


def _broken(change: Change) -> Iterable[str]:
    before, now = change.before, change.now
    edited = ", the sample itself was edited" if change.edited else ""
    yield f"  BROKEN {now.id} ({now.category}{edited}) {now.question}"
    yield f"    why: {'; '.join(now.reasons)}"
    yield f"    old: {before.status}, gold rank {rank(before)}: {before.answer}"
    yield f"    new: {now.status}, gold rank {rank(now)}: {now.answer}"
    for lost in now.lost:
        yield f"    old text of {lost.passage_id}: {lost.quote}"
        yield f"    new text of {lost.passage_id}: {lost.now or '(no such passage)'}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "".join(
        "  ".join(cell.ljust(wide) for cell, wide in zip(line, widths, strict=True)).rstrip() + "\n"
        for line in lines
    )
