"""An answer as safe HTML: the one component that every page shows an answer with.

Every text that comes from a visitor or a source goes through `safe`; nothing is read as markup.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlencode

from app.answer import Answer, Citation, Note
from app.web.passages import kind_label, passage_html, quote_html, safe
from app.web.strings import Words, words
from ingest.index import Index

_QUOTED = {"ru": "«{}»", "ja": "「{}」"}
_MARKER = re.compile(r"\[(\d+)\]")


def answer_html(answer: Answer, index: Index, *, key: str, tools: bool = True) -> str:
    """Return question and answer, with every passage they open hidden beside them.

    Without `tools` nothing copies or shares: a kiosk has nowhere to paste.
    """
    own = words(answer.language)
    return (
        f'<article class="nisso-turn nisso-{answer.status}" lang="{answer.language}"'
        f' data-turn="{safe(key)}">{question_html(answer.question, own)}'
        f'<div class="nisso-answer">'
        f'<p class="nisso-said" dir="auto">{_said(answer, own, key)}</p>'
        f"{_sources(answer.citations, own, key)}{_notes(answer.notes, own, key)}"
        f"{_generated(answer, own)}{_tools(answer, own) if tools else ''}"
        f"{questions_html(answer.suggestions, own.suggestions)}</div>"
        f'<div class="nisso-shelf">{_shelf(answer, index, key)}</div></article>'
    )


def message_html(question: str, text: str, language: str) -> str:
    """Return a turn that says only why `question` was not asked."""
    own = words(language)
    return (
        f'<article class="nisso-turn nisso-refused" lang="{language}">'
        f"{question_html(question, own)}"
        f'<div class="nisso-answer"><p class="nisso-said">{safe(text)}</p></div></article>'
    )


def question_html(question: str, own: Words) -> str:
    """Return the visitor's own words."""
    return (
        f'<h2 class="nisso-question"><span class="nisso-hidden">{own.you}: </span>'
        f"<bdi>{safe(question)}</bdi></h2>"
    )


def questions_html(questions: Sequence[str], title: str) -> str:
    """Return questions as buttons that ask them; nothing where there are none."""
    if not questions:
        return ""
    buttons = "".join(
        f'<li><button type="button" data-ask="{safe(text)}">{safe(text)}</button></li>'
        for text in questions
    )
    return f'<div class="nisso-questions"><h3>{safe(title)}</h3><ul>{buttons}</ul></div>'


def plain_text(answer: Answer, own: Words) -> str:
    """Return answer and citations as text that a reader can paste."""
    lines = [answer.question, "", answer.text]
    for citation in answer.citations:
        place = " · ".join(part for part in (citation.source_title, citation.heading) if part)
        lines += ["", f"[{citation.marker}] {place} ({kind_text(citation.kind, own)})"]
        lines += [_QUOTED.get(citation.language, "“{}”").format(citation.quote)]
        lines += list(citation.references)
    return "\n".join(lines)


def kind_text(kind: str, own: Words) -> str:
    """Return whose words a text is, as plain text."""
    return {"source": own.source, "translation": own.translation}.get(kind, own.account)


def _said(answer: Answer, own: Words, key: str) -> str:
    """Return the answer's text with a chip for each marker, its focus emphasised."""
    citations = {citation.marker: citation for citation in answer.citations}
    parts: list[str] = []
    place = 0
    for match in _MARKER.finditer(answer.text):
        citation = citations.get(int(match[1]))
        if citation is None:
            continue
        parts += [_stretch(answer.text[place : match.start()], citation), _chip(citation, own, key)]
        place = match.end()
    return "".join([*parts, safe(answer.text[place:])])


def _stretch(text: str, citation: Citation) -> str:
    if text.strip() != citation.quote.strip():
        return safe(text)
    lead = " " if text[:1] == " " else ""
    return f'{lead}<span class="nisso-quoted">{quote_html(citation.quote, citation.focus)}</span> '


def _chip(citation: Citation, own: Words, key: str) -> str:
    label = safe(f"{own.open_citation} {citation.marker}: {citation.source_title}")
    return (
        f'<button type="button" class="nisso-chip" data-opens="{_id(key, citation.marker)}"'
        f' aria-label="{label}" title="{label}">{citation.marker}</button>'
    )


def _sources(citations: Sequence[Citation], own: Words, key: str) -> str:
    if not citations:
        return ""
    items = "".join(
        f'<li><button type="button" data-opens="{_id(key, citation.marker)}">'
        f'<span class="nisso-number" aria-hidden="true">{citation.marker}</span>'
        f'<span class="nisso-place"><bdi>{safe(citation.source_title)}</bdi>'
        f"<small>{safe(citation.heading)}</small></span>"
        f'<span class="nisso-kind">{kind_label(citation.kind, own)}</span></button></li>'
        for citation in citations
    )
    return f'<ol class="nisso-sources">{items}</ol>'


def _notes(notes: Sequence[Note], own: Words, key: str) -> str:
    return "".join(_note(note, own, _id(key, f"n{n}")) for n, note in enumerate(notes, start=1))


def _note(note: Note, own: Words, opens: str) -> str:
    button = (
        f'<button type="button" data-opens="{opens}">{own.read_note}</button>'
        if note.passage_id
        else ""
    )
    return f'<div class="nisso-note" role="note"><p dir="auto">{safe(note.text)}</p>{button}</div>'


def _generated(answer: Answer, own: Words) -> str:
    shown = answer.answerer == "generated" and answer.status == "answered"
    return f'<p class="nisso-generated">{own.generated}</p>' if shown else ""


def _tools(answer: Answer, own: Words) -> str:
    if answer.status != "answered":
        return ""
    address = "/?" + urlencode({"q": answer.question, "language": answer.language})
    return (
        f'<p class="nisso-tools"><button type="button" data-copy="{safe(plain_text(answer, own))}"'
        f' data-done="{own.copied}" data-failed="{own.copy_failed}">{own.copy}</button>'
        f'<a href="{safe(address)}" data-share data-done="{own.shared}"'
        f' data-failed="{own.copy_failed}">{own.share}</a></p>'
    )


def _shelf(answer: Answer, index: Index, key: str) -> str:
    parts: list[str] = []
    for citation in answer.citations:
        passage = index.passages.get(citation.passage_id)
        if passage is not None:
            html = passage_html(passage, index, answer.language, citation=citation)
            parts.append(f'<div id="{_id(key, citation.marker)}">{html}</div>')
    for number, note in enumerate(answer.notes, start=1):
        passage = index.passages.get(note.passage_id or "")
        if passage is not None:
            html = passage_html(passage, index, answer.language)
            parts.append(f'<div id="{_id(key, f"n{number}")}">{html}</div>')
    return "".join(parts)


def _id(key: str, part: object) -> str:
    return safe(f"passage-{key}-{part}")
