"""A question of a light page's script, answered as HTML of the shared answer component.

The page sends the visitor's earlier questions along, so that nothing of a visit is kept here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from itertools import count
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter
from fastapi import Request as HttpRequest
from starlette.responses import JSONResponse

from app.answer import Answer, Citation
from app.answerable import with_answerable
from app.assistant import Assistant
from app.request import LONGEST_QUESTION, BadRequest, parse_request
from app.web.render import answer_html, message_html
from app.web.strings import words
from app.web.texts import first_language, screen_languages
from app.web.timeline import lit_events
from app.web.turns import Turns
from ingest.index import Index

ASK = "/web/answer"


def asking_router(assistant: Assistant, turns: Turns) -> APIRouter:
    """Return the route that the scripts of the kiosk and of the embedded page ask."""
    router = APIRouter(include_in_schema=False)
    numbers = count(1)  # tells the passages of two answers on one page apart

    @router.post(ASK)
    async def answer(request: HttpRequest) -> JSONResponse:
        row = _row(await request.body())
        body = await turns.take(partial(_answered, assistant, row, key=str(next(numbers))))
        return JSONResponse(body, headers={"Cache-Control": "no-store"})

    return router


def _answered(assistant: Assistant, row: Mapping[str, object], *, key: str) -> dict[str, Any]:
    screen = row.get("screen")
    if screen not in screen_languages(assistant.index):
        screen = first_language(assistant.index)
    try:
        request = replace(parse_request(row, id_required=False), screen_language=str(screen))
    except BadRequest:
        return _refusal(row, str(screen))
    found = with_answerable(assistant, assistant.ask(request))
    html = answer_html(found, assistant.index, key=key, tools=bool(row.get("tools")))
    return _told(found, assistant.index) | {"html": html}


def _refusal(row: Mapping[str, object], screen: str) -> dict[str, Any]:
    asked = str(row.get("question", ""))
    own = words(screen)
    why = own.too_long if len(asked) > LONGEST_QUESTION else own.unreadable
    shown = asked[:LONGEST_QUESTION].encode("utf-8", "replace").decode("utf-8")
    html = message_html(shown, why, screen)
    return {"html": html, "status": "refused", "language": screen, "told": why, "lit": []}


def _told(answer: Answer, index: Index) -> dict[str, Any]:
    said = answer.text
    for citation in answer.citations:
        said = said.replace(f"[{citation.marker}]", "")
    return {
        "status": answer.status,
        "language": answer.language,
        "told": " ".join(said.split()),
        "lit": sorted(lit_events(answer, index)),
        "home": [_home(citation) for citation in answer.citations],
    }


def _home(citation: Citation) -> dict[str, Any]:
    place = urlencode({"start": citation.start, "end": citation.end})
    return {
        "marker": citation.marker,
        "source": " · ".join(part for part in (citation.source_title, citation.heading) if part),
        "code": f"/kiosk/qr/{quote(citation.passage_id)}?{place}",
    }


def _row(body: bytes) -> Mapping[str, object]:
    try:
        row = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise BadRequest("the body is not JSON in UTF-8; send an object") from error
    if not isinstance(row, dict):
        raise BadRequest("the body is not a JSON object; send an object")
    return row
