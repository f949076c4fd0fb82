"""Pieces of pages that a script fetches: one passage as HTML."""

from __future__ import annotations

from anyio import to_thread
from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse

from app.assistant import Assistant
from app.web.passages import passage_html
from app.web.texts import first_language
from ingest.language import LANGUAGES


def fragment_router(assistant: Assistant) -> APIRouter:
    """Return the routes that give safe HTML for the pages' scripts."""
    router = APIRouter(include_in_schema=False)

    @router.get("/web/passage/{id:path}", response_class=HTMLResponse)
    async def passage(id: str, language: str = "") -> HTMLResponse:  # noqa: A002 (a public name)
        return await to_thread.run_sync(_passage, assistant, id, language)

    return router


def _passage(assistant: Assistant, passage_id: str, language: str) -> HTMLResponse:
    """Show a passage by its id, or by the id that twins share, in the reader's language."""
    index = assistant.index
    chosen = language if language in LANGUAGES else first_language(index)
    twins = index.passages.twins(passage_id)
    passage = (
        twins.get(chosen) or index.passages.get(passage_id) or next(iter(twins.values()), None)
    )
    if passage is None:
        raise HTTPException(404, "no passage has this id")
    return HTMLResponse(passage_html(passage, index, chosen))
