"""Only the page and its own events reach the application behind the gate, and its page is ours."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from app.web.gate import Gate
from app.web.unread import Unread

UNREAD = Unread(
    SimpleNamespace(
        pending_messages_per_session={}, pending_event_ids_session={}, event_ids_to_events={}
    )
)

PAGE = (
    '<html lang="en"><head><meta property="og:title" content="x"/><script src="a.js"></script>'
    "</head><body><script>b()</script></body></html>"
)
EVENT = {"fn_index": 3, "data": ["Когда?", None], "session_hash": "a-1", "trigger_id": 5}


async def _page(request: Request) -> Response:
    return HTMLResponse(PAGE if not request.query_params else "a saved state")


async def _join(request: Request) -> Response:
    return JSONResponse({"body": (await request.body()).decode()})


INNER = Starlette(
    routes=[
        Route("/", _page),
        Route("/config", _page),
        Route("/gradio_api/queue/join", _join, methods=["POST"]),
        Route("/gradio_api/file", _page),
    ]
)


@pytest.fixture(scope="module")
def visitor() -> TestClient:
    gate = Gate(INNER, head="<style></style>", language="ru", events={3: 2}, unread=UNREAD)
    return TestClient(gate)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/gradio_api/file"),
        ("POST", "/config"),
        ("GET", "/gradio_api/queue/join"),
        ("PUT", "/gradio_api/queue/join"),
        ("GET", "/assets/"),
        ("GET", "/gradio_api/heartbeat/a/b"),
    ],
)
def test_what_the_page_does_not_need_is_not_found(
    visitor: TestClient, method: str, path: str
) -> None:
    response = visitor.request(method, path)
    assert (response.status_code, response.json()) == (404, {"error": "not found"})


def test_the_page_carries_our_head_its_language_and_a_nonce_on_every_script(
    visitor: TestClient,
) -> None:
    response = visitor.get("/")
    nonces = re.findall(r'<script nonce="([\w-]+)"', response.text)
    assert len(nonces) == 2 and len(set(nonces)) == 1
    assert f"'nonce-{nonces[0]}'" in response.headers["content-security-policy"]
    assert response.headers["cache-control"] == "no-store"
    assert '<html lang="ru">' in response.text
    assert "<style></style></head>" in response.text
    assert "og:title" not in response.text
    assert int(response.headers["content-length"]) == len(response.content)
    assert nonces[0] not in visitor.get("/").text


def test_a_saved_state_that_the_address_names_is_not_read(visitor: TestClient) -> None:
    assert "saved state" not in visitor.get("/?deep_link=x").text


def test_a_page_asked_for_by_its_head_has_no_body(visitor: TestClient) -> None:
    assert visitor.head("/").content == b""


def test_an_event_of_the_page_is_passed_on_without_what_it_does_not_need(
    visitor: TestClient,
) -> None:
    body = {**EVENT, "event_data": {"path": "/etc/passwd"}}
    passed = json.loads(visitor.post("/gradio_api/queue/join", json=body).json()["body"])
    assert passed == {**EVENT, "trigger_id": None}


@pytest.mark.parametrize(
    "change",
    [
        {"fn_index": 4},
        {"fn_index": True},
        {"fn_index": "3"},
        {"data": ["one"]},
        {"data": "ab"},
        {"data": ["a", 1]},
        {"session_hash": "a/b"},
        {"session_hash": ""},
        {"session_hash": 5},
        {"data": ["\ud800", None]},
    ],
)
def test_anything_but_an_event_of_the_page_is_refused(
    visitor: TestClient, change: dict[str, Any]
) -> None:
    response = visitor.post("/gradio_api/queue/join", content=json.dumps({**EVENT, **change}))
    assert (response.status_code, response.json()) == (400, {"error": "not an event of this page"})


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"1", b"\xff", b"[" * 100_000, b"{}"])
def test_a_body_that_is_no_object_is_refused(visitor: TestClient, body: bytes) -> None:
    assert visitor.post("/gradio_api/queue/join", content=body).status_code == 400


def test_what_fails_behind_the_gate_is_told_without_a_word_of_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def fails(scope: Scope, receive: Receive, send: Send) -> None:
        raise ValueError("secret detail")

    visitor = TestClient(Gate(fails, head="", language="ru", events={}, unread=UNREAD))
    response = visitor.get("/config")
    assert (response.status_code, response.json()) == (503, {"error": "try again"})
    assert "broke off (ValueError)" in caplog.text
    assert "secret detail" not in caplog.text


def test_a_stream_that_breaks_off_is_ended(caplog: pytest.LogCaptureFixture) -> None:
    async def breaks_off(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"begun", "more_body": True})
        raise ValueError("secret detail")

    visitor = TestClient(Gate(breaks_off, head="", language="ru", events={}, unread=UNREAD))
    assert visitor.get("/gradio_api/queue/data").content == b"begun"
    assert "broke off (ValueError)" in caplog.text


def test_a_failure_after_the_end_is_only_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def late(scope: Scope, receive: Receive, send: Send) -> None:
        await JSONResponse({"a": 1})(scope, receive, send)
        raise ValueError("secret detail")

    visitor = TestClient(Gate(late, head="", language="ru", events={}, unread=UNREAD))
    assert visitor.get("/config").json() == {"a": 1}
    assert "broke off (ValueError)" in caplog.text
