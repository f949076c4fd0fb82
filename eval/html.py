"""The report as one page that needs no network: verdict, plots, tables, old and new answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path

from eval.baseline import Verdict
from eval.faults import Fault
from eval.metrics import ALL, METRICS
from eval.plots import Dot, dots, heat_map, times, trade_off
from eval.record import Record
from eval.report import difference, with_interval
from eval.samples import CATEGORIES
from eval.sides import sections
from eval.verdict import lines_of
from ingest.language import LANGUAGES

_STYLE = Path(__file__).with_name("page.css")
_COLUMNS = (*LANGUAGES, ALL)
_HEAD = (
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta http-equiv="Content-Security-Policy"'
    " content=\"default-src 'none'; style-src 'unsafe-inline'\">"
)


def write_html(
    now: Record,
    before: Record | None,
    verdict: Verdict,
    *,
    faults: Sequence[Fault] = (),
    path: Path,
) -> None:
    """Write the page of one run, against `before` where the two compare."""
    title = escape(now.setup.exhibit)
    body = [
        f"<h1>{title}</h1>{_facts('This run', now)}",
        _facts("Compared with", before) if before else "",
        _verdict(verdict, faults),
        f'<div class="plots">{_plots(now, before)}</div>',
        f"<h2>Figures by language</h2>{_metrics(now, before)}",
        f"<h2>Correctness by category</h2>{_categories(now, before)}",
        sections(verdict),
    ]
    style = _STYLE.read_text(encoding="utf-8")
    path.write_text(
        f'<!doctype html>\n<html lang="en"><head>{_HEAD}<title>Evaluation: {title}</title>'
        f"<style>{style}</style></head><body><main>{''.join(body)}</main></body></html>\n",
        encoding="utf-8",
    )


def _facts(name: str, record: Record) -> str:
    setup = record.setup
    said = (
        f"{name}: {len(record.samples)} samples · corpus {setup.corpus_hash[:12]} · encoder"
        f" {setup.encoder} {setup.revision} · {setup.answerer} · commit {setup.commit[:12] or '–'}"
        f" · metrics {setup.metrics_version}"
    )
    return f'<p class="facts">{escape(said)}</p>'


def _verdict(verdict: Verdict, faults: Sequence[Fault]) -> str:
    code = verdict.exit_code(faulty=bool(faults))
    kind = {0: "good", 1: "bad"}.get(code, "none")
    lines = [*lines_of(verdict), *(str(fault) for fault in faults)]
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f'<div class="verdict {kind}"><ul>{items}</ul></div>'


def _plots(now: Record, before: Record | None) -> str:
    matrix = heat_map(now.measures.matrix, "success by language of question and passage")
    curves = trade_off(now, before, "right abstentions against false refusals")
    by_language = [(code, code, ALL) for code in _COLUMNS]
    by_category = [(category, ALL, category) for category in CATEGORIES]
    figures = [
        _figure("Correctness by language", "hollow: before", _dots(by_language, now, before)),
        _figure("Language of question and passage", "success@1, below it success@5", matrix),
        _figure("Abstention trade-off", "dashed: refusing below another confidence", curves),
    ]
    if now.latency:
        bars = times(now.latency, "milliseconds of an answer")
        figures.append(_figure("Time of an answer", "p50 / p95", bars))
    categories = _dots(by_category, now, before)
    figures.append(_figure("Correctness by category", "hollow: before", categories))
    return "".join(figures)


def _figure(name: str, said: str, plot: str) -> str:
    caption = f"{escape(name)}<small>{escape(said)}</small>"
    return f"<figure><figcaption>{caption}</figcaption>{plot}</figure>"


def _dots(rows: Sequence[tuple[str, str, str]], now: Record, before: Record | None) -> str:
    found = []
    for label, language, category in rows:
        estimate = now.measures.get("correctness", language, category)
        old = before.measures.get("correctness", language, category) if before else None
        if estimate:
            found.append(Dot(label, estimate, old))
    return dots(found, "correctness, share of samples")


def _metrics(now: Record, before: Record | None) -> str:
    return _table(METRICS, lambda name, code: _cell(now, before, (name, code, ALL)))


def _categories(now: Record, before: Record | None) -> str:
    used = [name for name in CATEGORIES if now.measures.get("correctness", ALL, name)]
    return _table(used, lambda name, code: _cell(now, before, ("correctness", code, name)))


def _cell(now: Record, before: Record | None, key: tuple[str, str, str]) -> str:
    found = now.measures.get(*key)
    old = before.measures.get(*key) if before else None
    figure, _, bounds = with_interval(key[0], found).partition(" [")
    small = f"<br><small>[{bounds}</small>" if bounds else ""
    return f"{figure} <b>{difference(key[0], found, old)}</b>{small}"


def _table(rows: Iterable[str], cell: Callable[[str, str], str]) -> str:
    head = "".join(f"<th>{code}</th>" for code in ("", *_COLUMNS))
    body = ""
    for name in rows:
        cells = "".join(f"<td>{cell(name, code)}</td>" for code in _COLUMNS)
        body += f"<tr><th>{escape(name)}</th>{cells}</tr>"
    return f'<div class="scroll"><table><tr>{head}</tr>{body}</table></div>'
