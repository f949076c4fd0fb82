"""The exhibit's timeline: a zoomable plot with the answer's events lit, and the same as a list.

The figure is a plain object in Plotly's own schema; the page hands it to the copy of Plotly that
Gradio serves, so that drawing it needs no network and no Plotly in Python.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from html import escape
from itertools import takewhile
from typing import Any

from app.answer import Answer, Citation
from app.web.passages import safe
from app.web.strings import words
from ingest.index import Index
from ingest.records import Event

_HEIGHTS = (0.8, 2.0, 1.4, 2.6)
_LIT_HEIGHTS = (3.4, 5.0, 6.6)
_WIDEST_LABEL = {"ja": 17}
_LEAST_YEARS = 8
_FONT = "system-ui, 'Noto Sans', 'Noto Sans CJK JP', 'Hiragino Sans', 'Yu Gothic', sans-serif"
_DIM, _LIT, _LINE = "#8b8577", "#c4573f", "rgba(139,133,119,.45)"
_MONTHS = {
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "en": "January February March April May June July August September October November December",
}
_MONTHS_ALONE = {
    "ru": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
}


def lit_events(answer: Answer, index: Index) -> frozenset[str]:
    """Return the keys of the events that `answer` is about.

    They are those whose passage is cited, and those whose day stands in a quote.
    """
    cited = {_aligned(citation, index) for citation in answer.citations}
    return frozenset(
        key(event)
        for event in index.timeline
        if event.passage in cited or any(_names(quoted, event) for quoted in answer.citations)
    )


def key(event: Event) -> str:
    """Return what tells an event from the others."""
    return f"{event.date} {event.passage}"


def figure(events: Sequence[Event], lit: Collection[str], language: str) -> str:
    """Return the plot as Plotly's JSON; events whose key is in `lit` are lit and labelled."""
    shown = _placed([event for event in events if key(event) in lit], _LIT_HEIGHTS)
    rest = _placed([event for event in events if key(event) not in lit], _HEIGHTS)
    data = [
        _stems([*rest, *shown]),
        _points(rest, language, color=_DIM, size=10),
        _points(shown, language, color=_LIT, size=16) | _labels(shown, language),
    ]
    config = {"displayModeBar": False, "scrollZoom": False, "doubleClick": "reset"}
    top = max((height for _, height in shown), default=_HEIGHTS[-1])
    layout = _layout(_span(events, [event for event, _ in shown]), top=top)
    return json.dumps({"data": data, "layout": layout, "config": config}, ensure_ascii=False)


def list_html(events: Sequence[Event], lit: Collection[str], language: str) -> str:
    """Return the events as a list of buttons that open their passages; nothing without events."""
    if not events:
        return ""
    items = "".join(_item(event, language, lit=key(event) in lit) for event in events)
    summary = f"<summary>{words(language).timeline_events}</summary>"
    return f'<details class="nisso-events" lang="{language}">{summary}<ol>{items}</ol></details>'


def date_words(event: Event, language: str) -> str:
    """Return when an event was, as `language` writes dates; what two days share is said once."""
    if event.end is None:
        return _written(event.date, language)
    shared = _shared(event.date, event.end)
    if language == "ja":
        return f"{_written(event.date, 'ja')}～{_written(event.end, 'ja', shared=shared)}"
    dash = "–" if shared == 2 else " – "
    begun = _written(event.date, language, shared=shared)
    return f"{begun}{dash}{_written(event.end, language)}"


def _aligned(citation: Citation, index: Index) -> str:
    passage = index.passages.get(citation.passage_id)
    return passage.aligned_id if passage else ""


def _names(citation: Citation, event: Event) -> bool:
    whole_day = event.date.count("-") == 2
    return whole_day and _written(event.date, citation.language) in citation.quote


def _placed(events: Sequence[Event], heights: Sequence[float]) -> list[tuple[Event, float]]:
    return [(event, heights[n % len(heights)]) for n, event in enumerate(events)]


def _item(event: Event, language: str, *, lit: bool) -> str:
    shine = ' class="nisso-lit"' if lit else ""
    return (
        f'<li><button type="button" data-fetch="{safe(event.passage)}"{shine}>'
        f"<time>{date_words(event, language)}</time>"
        f"<span>{safe(_title(event, language))}</span></button></li>"
    )


def _shared(first: str, last: str) -> int:
    """Return how many leading parts, year and month, two dates of one precision share."""
    one, other = first.split("-"), last.split("-")
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return len(list(alike)) if len(one) == len(other) else 0


def _written(text: str, language: str, *, shared: int = 0) -> str:
    """Return a date without its `shared` leading parts: 1 leaves out the year, 2 the month too."""
    year, *rest = (int(part) for part in text.split("-"))
    if language == "ja":
        parts = [f"{n}{unit}" for n, unit in zip((year, *rest), "年月日", strict=False)]
        return "".join(parts[shared:])
    names = _MONTHS[language] if len(rest) > 1 else _MONTHS_ALONE.get(language, _MONTHS[language])
    month = [names.split()[rest[0] - 1]] if rest else []
    parts = [str(year), *month, *(str(day) for day in rest[1:])]
    return " ".join(reversed(parts[shared:]))


def _day(text: str) -> date:
    year, *rest = (int(part) for part in text.split("-"))
    month = rest[0] if rest else 7
    return date(year, month, rest[1] if len(rest) > 1 else (15 if rest else 1))


def _title(event: Event, language: str) -> str:
    return event.title.get(language) or next(iter(event.title.values()), "")


def _stems(placed: Sequence[tuple[Event, float]]) -> dict[str, Any]:
    x = [day for event, _ in placed for day in (_day(event.date).isoformat(),) * 2 + (None,)]
    y = [level for _, height in placed for level in (0.0, height, None)]
    line = {"color": _LINE, "width": 1}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip"}


def _points(
    placed: Sequence[tuple[Event, float]], language: str, *, color: str, size: int
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [_day(event.date).isoformat() for event, _ in placed],
        "y": [height for _, height in placed],
        "customdata": [
            [event.passage, date_words(event, language), _folded(event, language)]
            for event, _ in placed
        ],
        "hovertemplate": "<b>%{customdata[1]}</b><br>%{customdata[2]}<extra></extra>",
        "marker": {"color": color, "size": size, "line": {"width": 0}},
    }


def _labels(placed: Sequence[tuple[Event, float]], language: str) -> dict[str, Any]:
    return {
        "mode": "markers+text",
        "text": [_folded(event, language) for event, _ in placed],
        "textposition": "top center",
        "textfont": {"size": 12},
        "cliponaxis": False,
    }


def _folded(event: Event, language: str) -> str:
    """Return the title in lines short enough for a label, with nothing Plotly reads as markup."""
    title = _title(event, language)
    if width := _WIDEST_LABEL.get(language):
        lines = [title[n : n + width] for n in range(0, len(title), width)]
    else:
        lines = _wrapped(title.split(), 34)
    return "<br>".join(escape(line, quote=False) for line in lines)


def _wrapped(parts: Sequence[str], width: int) -> list[str]:
    lines: list[str] = []
    for part in parts:
        if lines and len(lines[-1]) + len(part) < width:
            lines[-1] += f" {part}"
        else:
            lines.append(part)
    return lines


def _span(events: Sequence[Event], lit: Sequence[Event]) -> list[str] | None:
    """Return the dates in view: the lit events with their surroundings, otherwise all."""
    chosen = [_day(event.date) for event in lit or events]
    if not chosen:
        return None
    first, last = min(chosen), max(chosen)
    margin = max((last - first) * 0.25, (timedelta(days=365 * _LEAST_YEARS) - (last - first)) / 2)
    if not lit:
        margin = (last - first) * 0.04
    return [(first - margin).isoformat(), (last + margin).isoformat()]


def _layout(span: list[str] | None, *, top: float) -> dict[str, Any]:
    ticks = [  # the first that fits counts
        {"dtickrange": ["M12", None], "value": "%Y"},
        {"dtickrange": ["M1", "M12"], "value": "%m.%Y"},
        {"dtickrange": [None, "M1"], "value": "%d.%m.%Y"},
    ]
    axis = {"type": "date", "range": span, "showgrid": False, "zeroline": False}
    return {
        "height": 190 + round(22 * top),
        "margin": {"l": 24, "r": 24, "t": 16, "b": 32},
        "showlegend": False,
        "dragmode": "pan",
        "hovermode": "closest",
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": _FONT, "size": 12, "color": _DIM},
        "hoverlabel": {"bgcolor": "#2b2a27", "font": {"family": _FONT, "color": "#f7f4ec"}},
        "xaxis": axis | {"tickformatstops": ticks, "showline": True, "linecolor": _LINE},
        "yaxis": {"visible": False, "fixedrange": True, "range": [0, top + 1.7]},
    }
