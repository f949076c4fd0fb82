"""What of Gradio may be reached from outside: the page and its own events, nothing else.

Gradio answers many addresses that this page never uses (file reading, uploads, proxies, calls by
name, code editing); "private" events still answer direct calls. So the gate lets through what the
page needs and answers 404 to the rest. The page itself leaves with a nonce on its scripts.
"""

from __future__ import annotations

import json
import logging
import re
import secrets
from collections.abc import Mapping
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.headers import policy
from app.web.unread import Unread

_log = logging.getLogger("nisso.web")
_READ = re.compile(
    r"/(config|theme\.css|favicon\.ico|manifest\.json|robots\.txt)?"
    r"|/(assets|static)/[\w./@-]{1,200}"  # a longer name is none of a file's
    r"|/gradio_api/(queue/data|startup-events|heartbeat/[\w-]{1,64})",
    re.ASCII,
)
_WRITE = re.compile(r"/gradio_api/queue/join")
_SESSION = re.compile(r"[\w-]{1,64}", re.ASCII)
_FOREIGN = re.compile(rb'\s*<meta\s+(?:property|name)="(?:og|twitter):[^>]*>', re.DOTALL)
_SCRIPT = re.compile(rb"<script(?=[\s>])")


class Gate:
    """Stands before the Gradio application; `head` is put into its page."""

    def __init__(
        self, app: ASGIApp, *, head: str, language: str, events: Mapping[int, int], unread: Unread
    ) -> None:
        """Add `head` (our own styles and script) to the page and mark it as in `language`.

        `events` says how many values each of the page's own events takes.
        """
        self._app = app
        self._events = events
        self._unread = unread
        self._head = head.encode()
        self._language = language.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what the page needs; answer 404 to anything else."""
        if scope["type"] == "http" and not _is_open(scope):
            await JSONResponse({"error": "not found"}, status_code=404)(scope, receive, send)
        elif scope["type"] == "http" and _path(scope) == "/":
            await self._page(scope, receive, send)
        elif scope["type"] == "http" and _path(scope).endswith("/join"):
            await self._event(scope, receive, send)
        elif scope["type"] == "http":
            await self._part(scope, receive, send)

    async def _event(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a well-formed event of the page; Gradio fails loudly at any other."""
        event = self._checked(await HttpRequest(scope, receive).body())
        if event is None:
            await JSONResponse({"error": "not an event of this page"}, 400)(scope, receive, send)
            return
        if not self._unread.takes(event["session_hash"]):
            busy = {"error": "answers wait that this page has not fetched; try again"}
            await JSONResponse(busy, 503)(scope, receive, send)
            return
        body, sent = json.dumps(event, ensure_ascii=False).encode("utf-8"), False

        async def replay() -> Message:
            nonlocal sent
            if sent:
                return await receive()
            sent = True
            return {"type": "http.request", "body": body, "more_body": False}

        headers = [pair for pair in scope["headers"] if pair[0] != b"content-length"]
        headers.append((b"content-length", str(len(body)).encode()))
        await self._part({**scope, "headers": headers}, replay, send)

    def _checked(self, body: bytes) -> dict[str, Any] | None:
        try:
            row = json.loads(body.decode("utf-8"))
            event, data, session = row["fn_index"], row["data"], row["session_hash"]
        except (ValueError, RecursionError, TypeError, KeyError):
            return None
        if type(event) is not int or self._events.get(event) != _length(data):
            return None
        if not isinstance(session, str) or not _SESSION.fullmatch(session):
            return None
        return {"fn_index": event, "data": data, "session_hash": session, "trigger_id": None}

    async def _part(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; end a stream that Gradio breaks off, as for a page older than the server."""
        begun = ended = failed = False

        async def watch(message: Message) -> None:
            nonlocal begun, ended, failed
            failed = failed or message.get("status", 0) >= 500
            if failed:
                return
            begun = True
            ended = message["type"] == "http.response.body" and not message.get("more_body")
            await send(message)

        try:
            await self._app(scope, receive, watch)
        except Exception as error:  # Gradio raises what it also tells its page
            _log.warning("the page's connection broke off (%s)", type(error).__name__)
            failed = not begun
            if begun and not ended:
                await send({"type": "http.response.body", "body": b""})
        if failed:
            await JSONResponse({"error": "try again"}, status_code=503)(scope, receive, send)

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        start: Message = {}
        body = bytearray()

        async def collect(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            elif message["type"] == "http.response.body":
                body.extend(message.get("body", b""))
                if not message.get("more_body", False):
                    await self._send_page(start, bytes(body), send)

        # Gradio would read a saved state of its own named in the query
        await self._app({**scope, "query_string": b""}, receive, collect)

    async def _send_page(self, start: Message, body: bytes, send: Send) -> None:
        nonce = secrets.token_urlsafe(16)
        headers = MutableHeaders(scope=start)
        headers["Content-Security-Policy"] = policy(nonce=nonce)
        headers["Cache-Control"] = "no-store"
        if body:
            body = self._own(body, nonce.encode())
            headers["Content-Length"] = str(len(body))
        await send(start)
        await send({"type": "http.response.body", "body": body})

    def _own(self, body: bytes, nonce: bytes) -> bytes:
        body = _FOREIGN.sub(b"", body).replace(b'lang="en"', b'lang="%b"' % self._language, 1)
        body = body.replace(b"</head>", self._head + b"</head>", 1)
        return _SCRIPT.sub(b'<script nonce="%b"' % nonce, body)


def _is_open(scope: Scope) -> bool:
    allowed = _READ if scope["method"] in ("GET", "HEAD") else _WRITE
    return bool(allowed.fullmatch(_path(scope))) and scope["method"] in ("GET", "HEAD", "POST")


def _length(data: object) -> int:
    """Return how many values an event brings, -1 where they are not whole texts and blanks."""
    if not isinstance(data, list):
        return -1
    return len(data) if all(value is None or _is_text(value) for value in data) else -1


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not any("\ud800" <= letter <= "\udfff" for letter in value)


def _path(scope: Scope) -> str:
    path: str = scope["path"]
    return path.removeprefix(scope.get("root_path", "")) or "/"
