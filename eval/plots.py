"""The report's plots as inline SVG, drawn without a library so that the page needs no network.

Colours and type come from the page's style sheet; every mark has a title that says its figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from eval.metrics import ALL
from eval.record import Estimate, Record
from ingest.language import LANGUAGES

_WIDTH = 560
_LEFT = 110
_RIGHT = 20
_ROW = 30


@dataclass(frozen=True, slots=True)
class Dot:
    """A labelled share with its interval, and what it was in the baseline."""

    label: str
    now: Estimate
    before: Estimate | None = None


def dots(rows: Sequence[Dot], title: str) -> str:
    """Return a plot of shares from 0 to 100 %: filled dots now, hollow ones before."""
    height = _ROW * len(rows) + 34
    parts = [_grid(height - 28)]
    for row, dot in enumerate(rows):
        y = _ROW * row + _ROW / 2 + 4
        parts.append(_text(_LEFT - 10, y + 4, dot.label, "end"))
        if dot.before:
            parts.append(_circle(_x(dot.before.value), y, "before", _said("before", dot.before)))
        if dot.now.low is not None and dot.now.high is not None:
            parts.append(_line(_x(dot.now.low), y, _x(dot.now.high), y, "interval"))
        parts.append(_circle(_x(dot.now.value), y, "now", _said(dot.label, dot.now)))
    return _svg(height, parts, title)


def heat_map(matrix: Mapping[str, Mapping[str, Mapping[str, Estimate]]], title: str) -> str:
    """Return the map of success@1 by language of question (rows) and passage (columns).

    The second line of a cell is success@5.
    """
    wide, high = 130, 62
    parts = []
    for column, read in enumerate(LANGUAGES):
        parts.append(_text(_LEFT + wide * column + wide / 2, 16, f"{read} passages", "middle"))
    for row, asked in enumerate(LANGUAGES):
        y = 26 + high * row
        parts.append(_text(_LEFT - 10, y + high / 2 + 4, f"{asked} question", "end"))
        for column, read in enumerate(LANGUAGES):
            cell = matrix.get(asked, {}).get(read)
            if cell:
                parts.append(_heat_cell(cell, (_LEFT + wide * column, y, wide - 4, high - 4)))
    return _svg(30 + high * len(LANGUAGES), parts, title)


def trade_off(record: Record, before: Record | None, title: str) -> str:
    """Return right abstentions against false refusals, a dot a language, hollow before.

    The line is what refusing below another confidence would give.
    """
    parts = [_square_grid()]
    for language in LANGUAGES:
        curve = record.measures.trade_off.get(language, ())
        points = " ".join(f"{_sx(x):.1f},{_sy(y):.1f}" for x, y in curve)
        if points:
            parts.append(f'<polyline class="curve {language}" points="{points}"/>')
        for run, kind in ((before, "before"), (record, "now")):
            if run:
                parts.append(_operating_point(run, language, kind))
        y = 30 + 22 * LANGUAGES.index(language)
        parts.append(f'<circle class="now {language}" cx="430" cy="{y}" r="5"/>')
        parts.append(_text(444, y + 4, language, "start"))
    return _svg(330, parts, title)


def times(latency: Mapping[str, Mapping[str, float]], title: str) -> str:
    """Return bars to the 50th (dark) and 95th (light) percentile of the time of an answer."""
    most = max((row["p95"] for row in latency.values()), default=0.0) or 1.0
    parts = []
    rows = [language for language in (*LANGUAGES, ALL) if language in latency]
    for number, language in enumerate(rows):
        y = _ROW * number + 6
        parts.append(_text(_LEFT - 10, y + 14, language, "end"))
        for name in ("p95", "p50"):
            wide = (_WIDTH - _LEFT - _RIGHT - 90) * latency[language][name] / most
            parts.append(
                f'<rect class="{name}" x="{_LEFT}" y="{y}" width="{wide:.1f}" height="18">'
                f"<title>{language} {name} {latency[language][name]:.1f} ms</title></rect>"
            )
        said = f"{latency[language]['p50']:.1f} / {latency[language]['p95']:.1f} ms"
        wide = (_WIDTH - _LEFT - _RIGHT - 90) * latency[language]["p95"] / most
        parts.append(_text(_LEFT + wide + 8, y + 14, said, "start"))
    return _svg(_ROW * len(rows) + 10, parts, title)


def _svg(height: float, parts: Sequence[str], title: str) -> str:
    name = escape(title, quote=True)
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height:.0f}" role="img" aria-label="{name}">'
        f"<title>{name}</title>{''.join(parts)}</svg>"
    )


def _x(share: float) -> float:
    return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)


def _sx(share: float) -> float:
    return _LEFT + 290 * share


def _sy(share: float) -> float:
    return 290 - 270 * share


def _grid(height: float) -> str:
    parts = []
    for tick in range(0, 101, 20):
        x = _x(tick / 100)
        parts.append(_line(x, 0, x, height, "grid"))
        parts.append(_text(x, height + 18, f"{tick} %", "middle"))
    return "".join(parts)


def _square_grid() -> str:
    parts = []
    for tick in range(0, 101, 25):
        share = tick / 100
        parts.append(_line(_sx(share), _sy(0), _sx(share), _sy(1), "grid"))
        parts.append(_line(_sx(0), _sy(share), _sx(1), _sy(share), "grid"))
        parts.append(_text(_sx(share), 306, f"{tick} %", "middle"))
        parts.append(_text(_LEFT - 8, _sy(share) + 4, f"{tick} %", "end"))
    parts.append(_text(_sx(0.5), 324, "false refusals", "middle"))
    parts.append(_text(_LEFT, 12, "right abstentions", "middle"))
    return "".join(parts)


def _operating_point(run: Record, language: str, kind: str) -> str:
    refusals = run.measures.get("false refusal", language, ALL)
    right = run.measures.get("abstention recall", language, ALL)
    if refusals is None or right is None:
        return ""
    said = f"{_said(f'{language} false refusals', refusals)}; {_said('right abstentions', right)}"
    return _circle(_sx(refusals.value), _sy(right.value), f"{kind} {language}", said)


def _heat_cell(cell: Mapping[str, Estimate], box: tuple[float, float, float, float]) -> str:
    x, y, wide, high = box
    first, fifth = cell["success@1"], cell["success@5"]
    said = escape(f"{_said('success@1', first)}; {_said('success@5', fifth)}")
    dark = "dark" if first.value > 0.55 else "light"
    return (
        f'<g class="cell {dark}"><title>{said}</title>'
        f'<rect x="{x}" y="{y}" width="{wide}" height="{high}" rx="4"'
        f' fill-opacity="{0.08 + 0.92 * first.value:.3f}"/>'
        f"{_text(x + wide / 2, y + 27, f'{100 * first.value:.1f} %', 'middle')}"
        f"{_text(x + wide / 2, y + 46, f'@5 {100 * fifth.value:.1f} %', 'middle')}</g>"
    )


def _said(name: str, found: Estimate) -> str:
    said = f"{name} {100 * found.value:.1f} %"
    if found.low is not None and found.high is not None:
        said += f" [{100 * found.low:.1f}–{100 * found.high:.1f}]"
    return f"{said}, n={found.n}"


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _circle(x: float, y: float, kind: str, said: str) -> str:
    return (
        f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="5">'
        f"<title>{escape(said)}</title></circle>"
    )
