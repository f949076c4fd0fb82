"""The kiosk's page: a shell without words; its screen in each language is put into it."""

from __future__ import annotations

from app.assistant import Assistant
from app.web.colours import COLOURS_CSS
from app.web.kiosk.screen import screen_html
from app.web.passages import safe
from app.web.texts import first_language, screen_languages, texts_of

_SCRIPTS = ("guard", "kiosk")


def page_html(assistant: Assistant, *, run: str, idle: int, keyboard: bool) -> str:
    """Return the page; `idle` seconds without a touch bring the warning.

    `run` names this run of the server, `keyboard` says that the on-screen keyboard is installed.
    """
    index = assistant.index
    language = first_language(index)
    languages = " ".join(screen_languages(index))
    return (
        f'<!doctype html><html lang="{language}" class="kiosk-page" translate="no"><head>'
        '<meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="google" content="notranslate">'
        f"<title>{safe(texts_of(index, language).title)}</title>"
        '<link rel="icon" href="data:,">'
        '<link rel="stylesheet" href="/web/answer.css">'
        f"{_keyboard_head() if keyboard else ''}"
        '<link rel="stylesheet" href="/kiosk/files/kiosk.css">'
        '<link rel="stylesheet" href="/kiosk/files/reading.css">'
        f'<link rel="stylesheet" href="{COLOURS_CSS}">'
        '<script src="/web/answer.js" defer></script>'
        f"{''.join(_module(name) for name in _SCRIPTS)}</head>"
        f'<body data-run="{run}" data-idle="{idle}" data-first="{language}"'
        f' data-languages="{languages}">'
        f"{screen_html(assistant, language)}"
        '<div id="kiosk-told" class="nisso-hidden" role="status" aria-live="polite"></div>'
        "</body></html>"
    )


def _keyboard_head() -> str:
    return (
        '<link rel="stylesheet" href="/kiosk/keyboard/keyboard.css">'
        '<script src="/kiosk/keyboard/keyboard.js" defer></script>'
    )


def _module(name: str) -> str:
    return f'<script type="module" src="/kiosk/files/{name}.js"></script>'
