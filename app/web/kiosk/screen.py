"""The kiosk's whole screen in one language: attract, beginning, browsing, answer, dialogs."""

from __future__ import annotations

import json

from app.assistant import Assistant
from app.web.kiosk.browse import browse_html, strip_html
from app.web.kiosk.dialogs import dialogs_html
from app.web.kiosk.words import LANGUAGE_NAMES, KioskWords, kiosk_words
from app.web.passages import safe
from app.web.render import questions_html
from app.web.strings import words
from app.web.texts import Texts, Topic, offered, screen_languages
from ingest.index import Index

_MOST_STARTERS = 6


def screen_html(assistant: Assistant, language: str) -> str:
    """Return all a visitor of `language` may see; the page's script shows a part at a time."""
    index, own = assistant.index, kiosk_words(language)
    texts = offered(assistant, language)
    return (
        f'<div id="kiosk" lang="{language}" data-view="attract"'
        f' data-title="{safe(texts.title)}" data-failed="{words(language).failed}"'
        f' data-busy="{words(language).busy}" data-waiting="{words(language).waiting}">'
        f"{_head(index, language, texts)}"
        f"<main>{_attract(texts, own)}{_home(index, texts, language)}{_browse(index, language)}"
        f"{_answer(own)}{_panel(language)}</main>"
        f"{strip_html(index.timeline, language)}{_bar(language)}"
        f'<div class="kiosk-keys" role="group" aria-label="{own.keyboard}"'
        f' data-space="{own.space}" data-erase="{own.erase}" data-hide="{own.hide}"'
        f' data-ask-key="{words(language).ask}" hidden>'
        '<div class="simple-keyboard"></div></div>'
        f"{dialogs_html(language)}</div>"
    )


def _head(index: Index, language: str, texts: Texts) -> str:
    own = kiosk_words(language)
    buttons = "".join(
        f'<button type="button" lang="{code}" data-speak="{code}"'
        f' aria-pressed="{str(code == language).lower()}">{LANGUAGE_NAMES[code]}</button>'
        for code in screen_languages(index)
    )
    return (
        f'<header class="kiosk-head"><p class="kiosk-title">{safe(texts.title)}</p>'
        f'<button type="button" data-larger aria-pressed="false">{own.larger}</button>'
        f'<div class="kiosk-languages" role="group" aria-label="{words(language).languages}">'
        f"{buttons}</div></header>"
    )


def _attract(texts: Texts, own: KioskWords) -> str:
    questions = json.dumps(list(texts.examples), ensure_ascii=False)
    first = texts.examples[0] if texts.examples else ""
    shown = f'<button type="button" data-ask="{safe(first)}">{safe(first)}</button>'
    return (
        '<section class="kiosk-attract" data-part="attract">'
        f"<h1>{safe(texts.title)}</h1><p>{safe(texts.subtitle)}</p>"
        f'<div class="kiosk-asked" data-questions="{safe(questions)}">'
        f"{shown if first else ''}</div>"
        f'<button type="button" class="kiosk-begin" data-go="home">{own.begin}</button></section>'
    )


def _home(index: Index, texts: Texts, language: str) -> str:
    own = kiosk_words(language)
    names = (
        f'<button type="button" class="kiosk-wide" data-go="browse">{own.browse}</button>'
        if index.entries
        else ""
    )
    return (
        '<section class="kiosk-home kiosk-scroll" data-part="home" tabindex="0"'
        f' aria-label="{own.welcome}">'
        f'<h2 tabindex="-1">{own.welcome}</h2><p class="kiosk-about">{safe(texts.about)}</p>'
        f"{questions_html(texts.examples[:_MOST_STARTERS], words(language).examples)}"
        f"{_topics(texts.topics, words(language).topics)}{names}</section>"
    )


def _topics(topics: tuple[Topic, ...], title: str) -> str:
    if not topics:
        return ""
    items = "".join(
        f'<li><button type="button" data-ask="{safe(topic.question)}">{safe(topic.label)}'
        "</button></li>"
        for topic in topics
    )
    return f'<div class="nisso-topics"><h3>{safe(title)}</h3><ul>{items}</ul></div>'


def _browse(index: Index, language: str) -> str:
    own = kiosk_words(language)
    return (
        '<section class="kiosk-browse kiosk-scroll" data-part="browse" tabindex="0"'
        f' aria-label="{own.browse}"><h2 tabindex="-1">{own.browse}</h2>'
        f"<p>{own.browse_hint}</p>{browse_html(index.entries, language)}</section>"
    )


def _answer(own: KioskWords) -> str:
    return (
        '<section class="kiosk-answer" data-part="answer">'
        f'<div id="kiosk-turn" class="kiosk-scroll" tabindex="0" role="group"'
        f' aria-label="{own.answer}"></div>'
        '<div class="kiosk-tools" hidden>'
        f'<button type="button" data-aloud data-silent="{own.silent}" hidden>{own.aloud}</button>'
        f'<button type="button" data-take>{own.take}</button></div></section>'
    )


def _panel(language: str) -> str:
    own = words(language)
    return (
        '<aside class="kiosk-panel" aria-labelledby="kiosk-panel-title" hidden>'
        f'<div class="kiosk-panel-head"><h2 id="kiosk-panel-title">{own.passage_panel}</h2>'
        f'<button type="button" data-shut aria-label="{own.close}">×</button></div>'
        f'<div id="nisso-open" class="kiosk-scroll" tabindex="0" role="group"'
        f' aria-labelledby="kiosk-panel-title"></div></aside>'
    )


def _bar(language: str) -> str:
    own = kiosk_words(language)
    return (
        '<form class="kiosk-bar" autocomplete="off">'
        f'<button type="button" class="kiosk-over" data-over>{own.home}</button>'
        f'<label class="nisso-hidden" for="kiosk-question">{words(language).ask_label}</label>'
        f'<input id="kiosk-question" type="text" maxlength="1000" placeholder="{own.question}"'
        ' autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="send">'
        f'<button type="submit" class="kiosk-ask">{words(language).ask}</button></form>'
    )
