"""What a visitor can browse without asking: the glossary's names, and the timeline's events."""

from __future__ import annotations

from collections.abc import Sequence

from app.web.kiosk.words import kiosk_words
from app.web.passages import safe
from app.web.strings import words
from app.web.timeline import date_words, key
from ingest.entries import SOURCE
from ingest.records import Entry, Event, Term


def browse_html(entries: Sequence[Entry], language: str) -> str:
    """Return the names of the glossary as buttons that open their passages, kind by kind."""
    own = kiosk_words(language)
    kinds = dict.fromkeys([*own.kinds, *(entry.kind for entry in entries)])
    return "".join(_kind(kind, entries, language) for kind in kinds)


def strip_html(events: Sequence[Event], language: str) -> str:
    """Return the timeline as a strip of events that scrolls; nothing without events."""
    if not events:
        return ""
    items = "".join(
        f'<li><button type="button" data-fetch="{safe(event.passage)}"'
        f' data-event="{safe(key(event))}"><time>{date_words(event, language)}</time>'
        f"<span>{safe(event.title.get(language) or next(iter(event.title.values()), ''))}</span>"
        "</button></li>"
        for event in events
    )
    return (
        f'<section class="kiosk-strip" aria-label="{words(language).timeline}" tabindex="0">'
        f"<ol>{items}</ol></section>"
    )


def _kind(kind: str, entries: Sequence[Entry], language: str) -> str:
    shown = [
        entry
        for entry in entries
        if entry.kind == kind and language in entry.terms and entry.terms[language].text
    ]
    names = sorted(
        (_alphabetical(entry.terms[language]), entry.terms[language].label, entry.id)
        for entry in shown
    )
    if not names:
        return ""
    items = "".join(
        f'<li><button type="button" data-fetch="{safe(f"{SOURCE}:{entry_id}")}">{safe(label)}'
        "</button></li>"
        for _, label, entry_id in names
    )
    title = kiosk_words(language).kinds.get(kind, kind)
    return f'<div class="nisso-topics"><h3>{safe(title)}</h3><ul>{items}</ul></div>'


def _alphabetical(term: Term) -> str:
    """Return what a reader sorts a name by: its reading in kana, and Ё as Е."""
    written = term.readings[0] if term.readings else term.label
    return written.casefold().replace("ё", "е")
