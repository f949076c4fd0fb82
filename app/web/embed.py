"""The chat that other pages embed: a light page for a frame, and a web component that frames it."""

from __future__ import annotations

from pathlib import Path

from anyio import to_thread
from fastapi import APIRouter
from starlette.responses import FileResponse, HTMLResponse

from app.assistant import Assistant
from app.web.colours import COLOURS_CSS
from app.web.kiosk.words import LANGUAGE_NAMES
from app.web.passages import safe
from app.web.render import questions_html
from app.web.strings import words
from app.web.texts import Texts, first_language, offered, screen_languages
from ingest.index import Index

_STATIC = Path(__file__).parent / "static"
_MOST_STARTERS = 4


def embed_router(assistant: Assistant) -> APIRouter:
    """Return the page at `/embed` and the component at `/embed/nisso-chat.js`."""
    router = APIRouter(include_in_schema=False)
    index = assistant.index

    @router.get("/embed", response_class=HTMLResponse)
    async def embed(language: str = "") -> HTMLResponse:
        chosen = language if language in screen_languages(index) else first_language(index)
        html = await to_thread.run_sync(embed_html, assistant, chosen)
        return HTMLResponse(html, headers={"Cache-Control": "no-store"})

    @router.get("/embed/nisso-chat.js")
    async def component() -> FileResponse:
        return FileResponse(_STATIC / "nisso-chat.js", media_type="text/javascript")

    return router


def embed_html(assistant: Assistant, language: str) -> str:
    """Return the page in `language`; a language button opens it anew in another."""
    texts, own = offered(assistant, language), words(language)
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{safe(texts.title)}</title><link rel="icon" href="data:,">'
        '<link rel="stylesheet" href="/web/answer.css">'
        '<link rel="stylesheet" href="/web/embed.css">'
        f'<link rel="stylesheet" href="{COLOURS_CSS}">'
        '<script src="/web/answer.js" defer></script><script src="/web/embed.js" defer></script>'
        f'</head><body data-waiting="{own.waiting}" data-busy="{own.busy}"'
        f' data-failed="{own.failed}"><header class="embed-head"><h1>{safe(texts.title)}</h1>'
        f'<nav aria-label="{own.languages}">{_languages(assistant.index, language)}</nav></header>'
        f"<main>{_welcome(texts, language)}"
        f'<div id="embed-log" role="log" aria-label="{own.conversation}"></div></main>'
        f"{_panel(language)}{_form(language)}</body></html>"
    )


def _languages(index: Index, language: str) -> str:
    current = {language: ' aria-current="true"'}
    return "".join(
        f'<a href="/embed?language={code}" lang="{code}"{current.get(code, "")}>'
        f"{LANGUAGE_NAMES[code]}</a>"
        for code in screen_languages(index)
    )


def _welcome(texts: Texts, language: str) -> str:
    starters = questions_html(texts.examples[:_MOST_STARTERS], words(language).examples)
    return f'<div id="embed-welcome"><p>{safe(texts.about)}</p>{starters}</div>'


def _panel(language: str) -> str:
    own = words(language)
    return (
        '<aside id="embed-panel" aria-labelledby="embed-panel-title" hidden>'
        f'<div class="embed-panel-head"><h2 id="embed-panel-title">{own.passage_panel}</h2>'
        f'<button type="button" data-close aria-label="{own.close}">×</button></div>'
        '<div id="nisso-open" tabindex="0" role="group" aria-labelledby="embed-panel-title"></div>'
        "</aside>"
    )


def _form(language: str) -> str:
    own = words(language)
    return (
        '<form id="embed-form" autocomplete="off">'
        f'<label class="nisso-hidden" for="embed-question">{own.ask_label}</label>'
        f'<input id="embed-question" maxlength="1000" placeholder="{own.ask_placeholder}">'
        f'<button type="submit">{own.ask}</button></form>'
    )
