"""Broken, fixed and changed samples for the page: old and new answer side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from html import escape

from eval.baseline import Verdict
from eval.changes import Change
from eval.record import SampleRecord
from eval.report import rank

# Words of an alphabet, or single characters of a script without blanks.
_WORDS = re.compile(r"[^\W\u3040-\u30ff\u3400-\u9fff]+|.", re.DOTALL)
_HIDDEN = "a scored question: its text is shown only when it breaks"


def sections(verdict: Verdict) -> str:
    """Return a section for each kind of change, and the list of golds that fell in the search."""
    changes = verdict.changes
    parts = [
        _section("Broken", changes.broken, always=True),
        _section("Fixed", changes.fixed),
        _section("Changed", changes.changed),
        _fallen(changes.fallen),
    ]
    return "".join(parts)


def _section(name: str, group: Sequence[Change], *, always: bool = False) -> str:
    if not group:
        return ""
    articles = "".join(_article(change, open_text=always) for change in group)
    return f"<h2>{name} ({len(group)})</h2>{articles}"


def _article(change: Change, *, open_text: bool) -> str:
    before, now = change.before, change.now
    edited = " · the sample itself was edited" if change.edited else ""
    head = f"<h3>{escape(now.id)} <small>{now.category} · {now.split}{edited}</small></h3>"
    if now.split == "score" and not open_text:
        said = f"{before.status} → {now.status}, gold rank {rank(before)} → {rank(now)}; {_HIDDEN}"
        return f'<article>{head}<p class="soft">{said}</p></article>'
    question = " ← ".join((now.question, *reversed(now.history)))
    why = f'<p class="why">{escape("; ".join(now.reasons))}</p>' if now.reasons else ""
    old, new = marked(before.answer, now.answer)
    sides = _side("before", before, old) + _side("now", now, new)
    lost = "".join(_lost(one.passage_id, one.quote, one.now) for one in now.lost)
    return (
        f'<article>{head}<p lang="{now.language}"><strong>{escape(question)}</strong></p>{why}'
        f'<div class="sides" lang="{now.language}">{sides}</div>{lost}</article>'
    )


def _side(name: str, sample: SampleRecord, answer: str) -> str:
    gold = {passage for place in sample.gold for passage in place.passages}
    quotes = "".join(
        f'<blockquote class="{"gold" if quote.passage_id in gold else ""}">{escape(quote.quote)}'
        f'<br><span class="label">{escape(quote.passage_id)}</span></blockquote>'
        for quote in sample.citations
    )
    label = f"{name}: {sample.status}, gold rank {rank(sample)}"
    return f'<div><p class="label" lang="en">{label}</p><p>{answer}</p>{quotes}</div>'


def _lost(passage_id: str, quote: str, now: str) -> str:
    old, new = marked(quote, now)
    label = f'<p class="label">gold quote in {escape(passage_id)}</p>'
    missing = new or '<span class="soft">(no such passage)</span>'
    return (
        f'<div class="sides"><div>{label}<p>{old}</p></div><div>{label}<p>{missing}</p></div></div>'
    )


def marked(old: str, new: str) -> tuple[str, str]:
    """Return two texts as HTML, what is only in the old one in <del>, in the new one in <ins>."""
    left, right = _WORDS.findall(old), _WORDS.findall(new)
    before = after = ""
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        gone, come = escape("".join(left[a:b])), escape("".join(right[c:d]))
        before += gone if kind == "equal" or not gone else f"<del>{gone}</del>"
        after += come if kind == "equal" or not come else f"<ins>{come}</ins>"
    return before, after


def _fallen(group: Sequence[Change]) -> str:
    if not group:
        return ""
    rows = "".join(
        f"<tr><td>{escape(c.now.id)}</td><td>{c.now.category}</td>"
        f"<td>{rank(c.before)} → {rank(c.now)}</td></tr>"
        for c in group
    )
    head = "<tr><th>sample</th><th>category</th><th>rank of the gold</th></tr>"
    return f"<h2>Gold fell in the search ({len(group)})</h2><table>{head}{rows}</table>"
