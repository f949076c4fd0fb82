"""The addresses of the kiosk; none of them keeps anything of a visitor."""

from __future__ import annotations

import secrets
from functools import partial
from pathlib import Path

from anyio import to_thread
from fastapi import APIRouter, FastAPI
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.staticfiles import StaticFiles

from app.assistant import Assistant
from app.web.kiosk.fonts import log_missing, missing_fonts
from app.web.kiosk.keyboard import is_installed, keyboard_file, log_absence
from app.web.kiosk.page import page_html
from app.web.kiosk.qr import CitationTooLong, qr_svg, take_home_text
from app.web.kiosk.screen import screen_html
from app.web.settings import Settings
from app.web.texts import offered, screen_languages
from ingest.index import Index

STATIC = Path(__file__).parent / "static"
_NO_STORE = {"Cache-Control": "no-store"}


def add_kiosk(app: FastAPI, assistant: Assistant, settings: Settings) -> None:
    """Add the kiosk to `app`, and say in the log what it lacks on this computer."""
    log_absence()
    log_missing(missing_fonts())
    for language in screen_languages(assistant.index):
        offered(assistant, language)  # tried now, so that no visitor waits for it
    app.include_router(_router(assistant, settings))
    app.mount("/kiosk/files", StaticFiles(directory=STATIC), name="kiosk")


def _router(assistant: Assistant, settings: Settings) -> APIRouter:
    router = APIRouter(include_in_schema=False)
    index = assistant.index
    run = secrets.token_hex(8)  # tells an open page that the server was started again

    @router.get("/kiosk", response_class=HTMLResponse)
    async def kiosk() -> HTMLResponse:
        idle = settings.idle or index.exhibit.idle
        page = partial(page_html, assistant, run=run, idle=idle, keyboard=is_installed())
        return HTMLResponse(await to_thread.run_sync(page), headers=_NO_STORE)

    @router.get("/kiosk/screen/{language}", response_class=HTMLResponse)
    async def screen(language: str) -> HTMLResponse:
        if language not in screen_languages(index):
            raise HTTPException(404, "the exhibit does not speak this language")
        html = await to_thread.run_sync(screen_html, assistant, language)
        return HTMLResponse(html, headers=_NO_STORE)

    @router.get("/kiosk/alive")
    async def alive() -> JSONResponse:
        return JSONResponse({"run": run}, headers=_NO_STORE)

    @router.get("/kiosk/keyboard/{name}")
    async def keyboard(name: str) -> FileResponse:
        return keyboard_file(name)

    @router.get("/kiosk/qr/{passage_id:path}")
    async def code(passage_id: str, start: int = 0, end: int = 0) -> Response:
        svg = await to_thread.run_sync(_code, index, passage_id, start, end)
        return Response(svg, media_type="image/svg+xml", headers=_NO_STORE)

    return router


def _code(index: Index, passage_id: str, start: int, end: int) -> bytes:
    passage = index.passages.get(passage_id)
    if passage is None or not 0 <= start < end <= len(passage.text):
        raise HTTPException(404, "no such quote")
    try:
        return qr_svg(take_home_text(passage, index, start=start, end=end))
    except CitationTooLong as error:
        raise HTTPException(404, str(error)) from error
