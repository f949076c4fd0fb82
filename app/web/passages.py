"""A passage as safe HTML: the quoted words marked, what kind of text it is, what it rests on."""

from __future__ import annotations

from html import escape

from app.answer import Citation
from app.references import reference_lines
from app.web.strings import Words, words
from ingest.index import Index
from ingest.records import Passage
from ingest.sentences import sentences


def safe(text: str) -> str:
    """Return `text` as HTML that shows it and does nothing, on one line, whatever it holds."""
    return escape(text.replace("\r", " ")).replace("\n", "&#10;")


def passage_html(
    passage: Passage, index: Index, language: str, *, citation: Citation | None = None
) -> str:
    """Return the passage for a reader of `language`, the words of `citation` marked in it."""
    own = words(language)
    return (
        f'<article class="nisso-passage nisso-{passage.kind}" lang="{passage.language}"'
        f' data-passage="{safe(passage.id)}">'
        f'<p class="nisso-kind" lang="{language}">{kind_label(passage.kind, own)}</p>'
        f'<h3 tabindex="-1">{safe(passage.heading or passage.source_title)}</h3>'
        f'<p class="nisso-work">{safe(passage.source_title)}</p>'
        f'<blockquote dir="auto">{_marked(passage.text, citation)}</blockquote>'
        f"{_original(passage, index, language, citation)}"
        f"{_references(passage, index, language, citation)}"
        "</article>"
    )


def kind_label(kind: str, own: Words) -> str:
    """Return, in plain words, whose words a passage holds."""
    labels = {"source": own.source, "translation": own.translation, "account": own.account}
    return safe(labels.get(kind, ""))


def quote_html(quote: str, focus: tuple[int, int] | None) -> str:
    """Return a quote with its answering words emphasised."""
    if focus is None:
        return safe(quote)
    start, end = focus
    return f"{safe(quote[:start])}<strong>{safe(quote[start:end])}</strong>{safe(quote[end:])}"


def _marked(text: str, citation: Citation | None) -> str:
    if citation is None or text[citation.start : citation.end] != citation.quote:
        return safe(text)
    quote = quote_html(citation.quote, citation.focus)
    return f"{safe(text[: citation.start])}<mark>{quote}</mark>{safe(text[citation.end :])}"


def _original(passage: Passage, index: Index, language: str, citation: Citation | None) -> str:
    own = words(language)
    original = index.passages.get(passage.original_passage_id or "")
    if original is None or original.id == passage.id:
        return ""
    name = dict(own.in_language).get(original.language, original.language)
    return (
        f'<details class="nisso-original"><summary lang="{language}">{own.show_original}'
        f" ({name})</summary>"
        f'<p class="nisso-kind" lang="{language}">{kind_label(original.kind, own)}</p>'
        f'<blockquote lang="{original.language}" dir="auto">'
        f"{_beside(passage, original, citation)}</blockquote>"
        "</details>"
    )


def _beside(passage: Passage, original: Passage, citation: Citation | None) -> str:
    """Return the original with the sentence marked that the quote translates, where it is known."""
    ranges, own = sentences(passage.text), sentences(original.text)
    starts = [start for start, _ in ranges]
    if citation is None or citation.start not in starts or len(ranges) != len(own):
        return safe(original.text)
    start, end = own[starts.index(citation.start)]
    text = original.text
    shown = f'<span class="nisso-beside">{safe(text[start:end])}</span>'
    return f"{safe(text[:start])}{shown}{safe(text[end:])}"


def _references(passage: Passage, index: Index, language: str, citation: Citation | None) -> str:
    own = words(language)
    first = citation.references if citation else ()
    lines = dict.fromkeys((*first, *reference_lines(index, passage)))
    if not lines and not passage.general:
        return ""
    items = "".join(f'<li dir="auto">{safe(line)}</li>' for line in lines)
    body = f"<ul>{items}</ul>" if lines else f"<p>{own.general}</p>"
    return f'<div class="nisso-references" lang="{language}"><h4>{own.references}</h4>{body}</div>'
