"""The JSON interface: questions in, answer objects out; it knows no page.

`POST /api/ask`, `GET /api/ask`, `GET /api/passages/{id}` and `/healthz`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Header, Query
from fastapi import Request as HttpRequest
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from app.answer import passage_json
from app.answerable import with_answerable
from app.assistant import Assistant
from app.generation.streaming import extractive_of
from app.references import reference_lines
from app.request import BadRequest, parse_request
from app.web.health import Unready, probe
from app.web.schemas import (
    AnswerObject,
    ErrorObject,
    HealthObject,
    PassageObject,
    QuestionObject,
)
from app.web.stream import STREAM, answer_stream
from app.web.turns import Turns

_ERRORS: dict[int | str, dict[str, Any]] = {
    400: {"model": ErrorObject, "description": "The question cannot be asked"},
    413: {"model": ErrorObject, "description": "The request is too long"},
    429: {"model": ErrorObject, "description": "Too many requests from this address"},
    503: {"model": ErrorObject, "description": "Busy, or not ready; try again"},
}
_GET_ERRORS = {code: value for code, value in _ERRORS.items() if code != 413}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/QuestionObject"}}
        },
    }
}
_NO_STORE = {"Cache-Control": "no-store"}


def api_router(assistant: Assistant, turns: Turns) -> APIRouter:
    """Return the routes of the JSON interface over `assistant`."""
    router = APIRouter(default_response_class=JSONResponse)

    answered = partial(_answered, assistant, turns)

    @router.post(
        "/api/ask",
        response_model=AnswerObject,
        responses=_ERRORS,
        openapi_extra=_BODY,
        summary="Ask a question",
    )
    async def post_question(request: HttpRequest) -> Response:
        """Answer the question in a JSON body; with `Accept: text/event-stream` as it is written."""
        return await answered(_object(await request.body()), request.headers.get("accept", ""))

    @router.get(
        "/api/ask",
        response_model=AnswerObject,
        responses=_GET_ERRORS,
        summary="Ask a question by its address",
    )
    async def get_question(
        question: str = Query("", description="1 to 1,000 characters, no control characters."),
        language: str | None = Query(None, json_schema_extra={"enum": ["ru", "en", "ja"]}),
        id: str = Query("", description="Comes back in the answer."),  # noqa: A002 (a public name)
        accept: str = Header("", include_in_schema=False),
    ) -> Response:
        """Answer the question in the query; with `Accept: text/event-stream` as it is written."""
        return await answered({"question": question, "language": language, "id": id}, accept)

    @router.get(
        "/api/passages/{id:path}",
        response_model=PassageObject,
        responses={404: {"model": ErrorObject, "description": "No such passage"}},
        summary="Read a passage",
    )
    async def get_passage(id: str) -> JSONResponse:  # noqa: A002 (a public name)
        """Return the passage that a citation names."""
        return await to_thread.run_sync(_passage, assistant, id)

    @router.get(
        "/healthz",
        response_model=HealthObject,
        responses={503: {"model": ErrorObject, "description": "No probe question is answered"}},
        summary="Whether questions are answered",
    )
    async def health() -> JSONResponse:
        """Answer 200 only when a probe question is answered."""
        return await to_thread.run_sync(_health, assistant)

    for path, methods in _methods(router).items():
        # the chat page is mounted at "/" and would otherwise answer 404 to other methods
        router.routes.append(Route(path, OtherMethods(methods), include_in_schema=False))
    return router


def _health(assistant: Assistant) -> JSONResponse:
    try:
        ms = probe(extractive_of(assistant))
    except Unready as error:
        return JSONResponse({"error": str(error)}, status_code=503, headers=_NO_STORE)
    count = len(assistant.index.passages)
    return JSONResponse({"status": "ok", "passages": count, "elapsed_ms": ms}, headers=_NO_STORE)


async def _answered(
    assistant: Assistant, turns: Turns, row: Mapping[str, object], accept: str
) -> Response:
    request = parse_request(_short(row), id_required=False)
    if STREAM in accept:
        return await answer_stream(assistant, request, turns)
    answer = await turns.take(lambda: with_answerable(assistant, assistant.ask(request)))
    return JSONResponse(answer.to_json(), headers=_NO_STORE)


class OtherMethods:
    """Answers 405 and says which methods there are."""

    def __init__(self, allowed: Iterable[str]) -> None:
        """Name the `allowed` methods in the response."""
        self._allowed = ", ".join(sorted(allowed))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer any request with 405."""
        headers = {"Allow": self._allowed}
        text = f"this address takes {self._allowed} only"
        await JSONResponse({"error": text}, status_code=405, headers=headers)(scope, receive, send)


def _methods(router: APIRouter) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for route in router.routes:
        if isinstance(route, Route):
            found.setdefault(route.path, set()).update(route.methods or ())
    return found


def _object(body: bytes) -> Mapping[str, object]:
    try:
        row = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise BadRequest("the body is not JSON in UTF-8; send an object with `question`") from error
    if not isinstance(row, dict):
        raise BadRequest("the body is not a JSON object; send an object with `question`")
    return row


def _short(row: Mapping[str, object]) -> Mapping[str, object]:
    """Return `row`, or raise BadRequest where its id is too long to be sent back."""
    given = row.get("id", "")
    if isinstance(given, str) and len(given) > 200:
        raise BadRequest(f"`id` has {len(given)} characters, at most 200 are taken; shorten it")
    return row


def _passage(assistant: Assistant, passage_id: str) -> JSONResponse:
    passage = assistant.index.passages.get(passage_id)
    if passage is None:
        text = "no passage has this id; `nisso passages` lists them all"
        return JSONResponse({"error": text}, status_code=404)
    lines = reference_lines(assistant.index, passage)
    return JSONResponse(passage_json(passage, list(lines)))


def openapi_models() -> dict[str, Any]:
    """Return the schemas that only a request body names, for the OpenAPI document."""
    return {"QuestionObject": QuestionObject.model_json_schema()}
