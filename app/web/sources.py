"""The pages `/sources` and `/sources/{id}`: documents in order, their languages side by side."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from anyio import to_thread
from fastapi import APIRouter
from fastapi import Request as HttpRequest
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse

from app.references import reference_lines
from app.web.citing import cite_html
from app.web.colours import COLOURS_CSS
from app.web.kiosk.words import LANGUAGE_NAMES
from app.web.order import ReadingOrder
from app.web.passages import kind_label, safe
from app.web.sourcewords import SourceWords, source_words
from app.web.strings import words
from app.web.texts import first_language, screen_languages, texts_of
from ingest.index import Index
from ingest.records import Passage


def sources_router(index: Index) -> APIRouter:
    """Return the pages that show what the answers rest on."""
    router = APIRouter(include_in_schema=False)
    order = ReadingOrder(index)

    @router.get("/sources", response_class=HTMLResponse)
    async def every(language: str = "") -> HTMLResponse:
        return HTMLResponse(await to_thread.run_sync(_list, order, _chosen(index, language)))

    @router.get("/sources/{source_id:path}", response_class=HTMLResponse)
    async def one(source_id: str, request: HttpRequest, language: str = "") -> HTMLResponse:
        if source_id not in index.titles:
            raise HTTPException(404, "no source has this id; /sources lists them all")
        base = str(request.base_url)
        show = partial(_source, order, source_id, _chosen(index, language), base=base)
        return HTMLResponse(await to_thread.run_sync(show))

    return router


def _chosen(index: Index, language: str) -> str:
    return language if language in screen_languages(index) else first_language(index)


def _list(order: ReadingOrder, language: str) -> str:
    own = source_words(language)
    groups = order.groups()
    main = "".join(_row(order, source_id, language) for source_id in groups.texts)
    works = "".join(_row(order, source_id, language, told=False) for source_id in groups.works)
    body = f'<h1>{own.title}</h1><p class="sources-lead">{own.lead}</p><ol>{main}</ol>'
    if works:
        body += f"<h2>{own.works}</h2><ul>{works}</ul>"
    return _page(order.index, language, own.title, body, "/sources")


def _row(order: ReadingOrder, source_id: str, language: str, *, told: bool = True) -> str:
    kinds = order.kinds(source_id) if told else ()
    whose = ", ".join(kind_label(kind, words(language)) for kind in kinds)
    return (
        f'<li><a href="/sources/{safe(source_id)}?language={language}">'
        f"{safe(order.title(source_id, language))}</a><small>{whose}</small></li>"
    )


def _source(order: ReadingOrder, source_id: str, language: str, *, base: str) -> str:
    own = source_words(language)
    title = order.title(source_id, language)
    rows = "".join(
        _section(order.index, twins, language, base=base) for twins in order.rows(source_id)
    )
    body = (
        f'<p class="sources-up"><a href="/sources?language={language}">{own.title}</a></p>'
        f"<h1>{safe(title)}</h1>{rows}"
    )
    return _page(order.index, language, title, body, f"/sources/{source_id}")


def _section(index: Index, twins: Mapping[str, Passage], language: str, *, base: str) -> str:
    codes = [language, *(code for code in twins if code != language)]
    shown = [twins[code] for code in codes if code in twins]
    columns = "".join(_column(index, passage, language, base=base) for passage in shown)
    return (
        f'<section class="sources-row" id="{safe(shown[0].aligned_id)}"'
        f' style="--columns: {len(shown)}">{columns}</section>'
    )


def _column(index: Index, passage: Passage, language: str, *, base: str) -> str:
    own = source_words(language)
    name = LANGUAGE_NAMES.get(passage.language, passage.language)
    anchor = "" if passage.id == passage.aligned_id else f' id="{safe(passage.id)}"'
    return (
        f'<article class="nisso-passage nisso-{passage.kind}"{anchor} lang="{passage.language}">'
        f'<p class="nisso-kind" lang="{language}">{name} · '
        f"{kind_label(passage.kind, words(language))}</p>"
        f"<h2>{safe(passage.heading or passage.source_title)}</h2>"
        f'<blockquote dir="auto">{safe(passage.text)}</blockquote>'
        f"{_rests(index, passage, language)}"
        f'<p class="sources-link" lang="{language}">'
        f'<a href="#{safe(passage.id)}">{own.link}</a></p>'
        f"{cite_html(passage, language, base=base)}</article>"
    )


def _rests(index: Index, passage: Passage, language: str) -> str:
    lines = reference_lines(index, passage)
    if not lines:
        return ""
    items = "".join(f'<li dir="auto">{safe(line)}</li>' for line in lines)
    title = words(language).references
    return f'<div class="nisso-references"><h3 lang="{language}">{title}</h3><ul>{items}</ul></div>'


def _page(index: Index, language: str, title: str, body: str, path: str) -> str:
    texts, own = texts_of(index, language), source_words(language)
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{safe(title)} · {safe(texts.title)}</title>"
        '<link rel="icon" href="data:,"><link rel="stylesheet" href="/web/answer.css">'
        '<link rel="stylesheet" href="/web/sources.css">'
        f'<link rel="stylesheet" href="{COLOURS_CSS}">'
        '<script src="/web/answer.js" defer></script></head><body>'
        f'<header><a href="/?language={language}">{own.ask}</a>{_languages(index, language, path)}'
        f"</header><main>{body}</main><footer><p>{safe(texts.licence)}</p></footer></body></html>"
    )


def _languages(index: Index, language: str, path: str) -> str:
    own: SourceWords = source_words(language)
    current = {language: ' aria-current="true"'}
    links = "".join(
        f'<a href="{safe(path)}?language={code}" lang="{code}"{current.get(code, "")}>'
        f"{LANGUAGE_NAMES[code]}</a>"
        for code in screen_languages(index)
    )
    return f'<nav aria-label="{own.languages}">{links}</nav>'
