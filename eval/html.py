"""The report as one page that needs no network: plots, tables, old and new answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from html import escape
from pathlib import Path

from eval.baseline import Verdict
from eval.changes import Change
from eval.faults import Fault
from eval.metrics import ALL, METRICS
from eval.plots import Dot, dots, heat_map, times, trade_off
from eval.record import Estimate, Record, SampleRecord
from eval.report import rank, written
from eval.samples import CATEGORIES
from ingest.language import LANGUAGES

_STYLE = Path(__file__).with_name("page.css")
_COLUMNS = (*LANGUAGES, ALL)
_WORDS = re.compile(r"[^\W\u3040-\u30ff\u3400-\u9fff]+|.", re.DOTALL)


def write_html(
    now: Record, before: Record | None, verdict: Verdict, faults: Sequence[Fault], path: Path
) -> None:
    """Write the page for one run, against `before` where the two compare."""
    body = [
        _header(now, before),
        _verdict(verdict, faults),
        _plots(now, before),
        _figures(now, before),
        *_changes(verdict),
    ]
    path.write_text(
        "<!doctype html>\n"
        '<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>Evaluation: {escape(now.setup.exhibit)}</title>"
        f"<style>{_STYLE.read_text(encoding='utf-8')}</style></head>"
        f"<body><main>{''.join(body)}</main></body></html>\n",
        encoding="utf-8",
    )


def _header(now: Record, before: Record | None) -> str:
    lines = [_facts("This run", now)] + ([_facts("Compared with", before)] if before else [])
    return f"<h1>{escape(now.setup.exhibit)}</h1>{''.join(lines)}"


def _facts(name: str, record: Record) -> str:
    setup = record.setup
    said = (
        f"{name}: {len(record.samples)} samples · corpus {setup.corpus_hash[:12]} · encoder"
        f" {setup.encoder} {setup.revision} · {setup.answerer} · commit {setup.commit[:12] or '–'}"
        f" · metrics {setup.metrics_version}"
    )
    return f'<p class="facts">{escape(said)}</p>'


def _verdict(verdict: Verdict, faults: Sequence[Fault]) -> str:
    below = [held for held in verdict.floors if held.broken]
    lines = [f"{len(verdict.broken)} samples that passed fail, {len(below)} floors are broken"]
    lines += [
        f"{held.floor}: {written(held.floor.metric, held.found.value)} (n={held.found.n}),"
        f" floor {100 * held.floor.least:g} %"
        for held in below
    ]
    lines += [f"waived until {w.ends}: {c.now.id}, {w.reason}" for c, w in verdict.waived]
    lines += [f"no verdict: {verdict.no_verdict}"] if verdict.no_verdict else []
    lines += [str(fault) for fault in faults]
    kind = "bad" if below or verdict.broken else "none" if verdict.no_verdict or faults else "good"
    head, *rest = map(escape, lines)
    items = "".join(f"<li>{line}</li>" for line in rest)
    return f'<div class="verdict {kind}"><strong>{head}</strong><ul>{items}</ul></div>'


def _plots(now: Record, before: Record | None) -> str:
    figures = [
        ("Correctness by language", "with 95% interval; hollow: before", _correctness(now, before)),
        (
            "Language of question and of passage",
            "success@1 by rows of questions and columns of passages; second line success@5",
            heat_map(now.measures.matrix, "success by language of question and passage"),
        ),
        (
            "Abstention trade-off",
            "dots: the assistant, hollow: before; lines: refusing by the search's score alone",
            trade_off(now, before, "right abstentions against false refusals"),
        ),
        ("Correctness by category", "all languages", _by_category(now, before)),
    ]
    if now.latency:
        figures.append(("Time of an answer", "p50 / p95", times(now.latency, "time of an answer")))
    drawn = "".join(
        f"<figure><figcaption>{escape(name)}<small>{escape(said)}</small></figcaption>{plot}</figure>"
        for name, said, plot in figures
    )
    return f'<div class="plots">{drawn}</div>'


def _correctness(now: Record, before: Record | None) -> str:
    rows = [(code, _estimate(now, "correctness", code), before, code, ALL) for code in _COLUMNS]
    return _dots([(label, code, category) for label, _, _, code, category in rows], now, before)


def _by_category(now: Record, before: Record | None) -> str:
    return _dots([(category, ALL, category) for category in CATEGORIES], now, before)


def _dots(rows: Iterable[tuple[str, str, str]], now: Record, before: Record | None) -> str:
    found = []
    for label, language, category in rows:
        estimate = _estimate(now, "correctness", language, category)
        if estimate:
            old = _estimate(before, "correctness", language, category) if before else None
            found.append(Dot(label, estimate, old))
    return dots(found, "correctness")


def _estimate(record: Record, name: str, language: str, category: str = ALL) -> Estimate | None:
    return record.measures.metrics.get(name, {}).get(language, {}).get(category)


def _figures(now: Record, before: Record | None) -> str:
    tables = [_table(METRICS, lambda name, code: _cell(name, code, ALL, now, before))]
    used = [c for c in CATEGORIES if _estimate(now, "correctness", ALL, c)]
    tables.append(_table(used, lambda name, code: _cell("correctness", code, name, now, before)))
    heads = ("Figures by language", "Correctness by category and language")
    return "".join(f"<h2>{head}</h2>{drawn}" for head, drawn in zip(heads, tables, strict=True))
