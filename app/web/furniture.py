"""The parts of the chat page that stay while visitors ask: header, panel, timeline head, footer."""

from __future__ import annotations

from app.assistant import Assistant
from app.web.passages import safe
from app.web.render import questions_html
from app.web.sourcewords import source_words
from app.web.strings import words
from app.web.texts import Topic, offered, texts_of
from ingest.index import Index


def header_html(index: Index, language: str) -> str:
    """Return title and subtitle, and for the page's script the words it needs."""
    texts, own = texts_of(index, language), words(language)
    return (
        f'<header class="nisso-head" lang="{language}" data-language="{language}"'
        f' data-title="{safe(texts.title)}" data-waiting="{own.waiting}" data-busy="{own.busy}"'
        f' data-failed="{own.failed}" data-you="{own.you}" data-log="{own.conversation}"'
        f' data-languages="{own.languages}">'
        f'<a class="nisso-skip" href="#nisso-question">{own.skip}</a>'
        f'<h1><a href="/?language={language}">{safe(texts.title)}</a></h1>'
        f"<p>{safe(texts.subtitle)}</p></header>"
    )


def starters_html(assistant: Assistant, language: str) -> str:
    """Return what an empty conversation offers: who answers, example questions, topics."""
    texts, own = offered(assistant, language), words(language)
    return (
        f'<section class="nisso-welcome" lang="{language}">'
        f'<p class="nisso-about">{safe(texts.about)}</p>'
        f"{_topics(texts.topics, own.topics)}"
        f"{questions_html(texts.examples, own.examples)}</section>"
    )


def panel_html(language: str) -> str:
    """Return the empty place where passages open."""
    own = words(language)
    return (
        f'<section class="nisso-panel" lang="{language}" aria-labelledby="nisso-panel-title">'
        f'<div class="nisso-panel-head"><h2 id="nisso-panel-title">{own.passage_panel}</h2>'
        f'<button type="button" data-close aria-label="{own.close}">×</button></div>'
        f'<div class="nisso-open" id="nisso-open"><p class="nisso-hint">{own.passage_hint}</p>'
        "</div></section>"
    )


def timeline_html(language: str) -> str:
    """Return the heading of the timeline and the buttons that zoom it."""
    own = words(language)
    return (
        f'<div class="nisso-time" lang="{language}"><h2>{own.timeline}</h2>'
        f"<p>{own.timeline_hint}</p>"
        f'<p class="nisso-zoom" role="group" aria-label="{own.timeline}">'
        f'<button type="button" data-zoom="in" aria-label="{own.zoom_in}">+</button>'
        f'<button type="button" data-zoom="out" aria-label="{own.zoom_out}">−</button>'
        f'<button type="button" data-zoom="whole">{own.timeline_whole}</button></p></div>'
    )


def reading_html() -> str:
    """Return the place beside the timeline where an event's passage opens."""
    return '<div id="nisso-time-open"></div>'


def footer_html(index: Index, language: str) -> str:
    """Return whose texts these are."""
    licence = texts_of(index, language).licence
    link = f'<a href="/sources?language={language}">{source_words(language).title}</a>'
    return f'<footer class="nisso-foot" lang="{language}"><p>{link} · {safe(licence)}</p></footer>'


def _topics(topics: tuple[Topic, ...], title: str) -> str:
    if not topics:
        return ""
    items = "".join(
        f'<li><button type="button" data-ask="{safe(topic.question)}">{safe(topic.label)}'
        "</button></li>"
        for topic in topics
    )
    return f'<div class="nisso-topics"><h3>{safe(title)}</h3><ul>{items}</ul></div>'
