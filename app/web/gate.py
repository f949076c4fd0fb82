"""What of Gradio may be reached from outside: the page and its own events, nothing else.

Gradio answers many addresses that this page never uses (file reading, uploads, proxies, calls by
name, code editing); "private" events still answer direct calls. So the gate lets through what the
page needs and answers 404 to the rest. The page itself leaves with a nonce on its scripts.
"""

from __future__ import annotations

import re
import secrets

from starlette.datastructures import MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.headers import policy

_READ = re.compile(
    r"/(config|theme\.css|favicon\.ico|manifest\.json|robots\.txt)?"
    r"|/(assets|static)/.+"
    r"|/gradio_api/(queue/data|startup-events|heartbeat/[\w-]+)"
)
_WRITE = re.compile(r"/gradio_api/(queue/join|reset)")
_FOREIGN = re.compile(rb'\s*<meta\s+(?:property|name)="(?:og|twitter):[^>]*>', re.DOTALL)
_SCRIPT = re.compile(rb"<script(?=[\s>])")


class Gate:
    """Stands before the Gradio application; `head` is put into its page."""

    def __init__(self, app: ASGIApp, *, head: str, language: str) -> None:
        """Add `head` (our own styles and script) to the page and mark it as in `language`."""
        self._app = app
        self._head = head.encode()
        self._language = language.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what the page needs; answer 404 to anything else."""
        if scope["type"] == "http" and not _is_open(scope):
            await JSONResponse({"error": "not found"}, status_code=404)(scope, receive, send)
        elif scope["type"] == "http" and _path(scope) == "/":
            await self._page(scope, receive, send)
        elif scope["type"] == "http":
            await self._app(scope, receive, send)

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        start: Message = {}
        body = bytearray()

        async def collect(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
                return
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


def _path(scope: Scope) -> str:
    path: str = scope["path"]
    return path.removeprefix(scope.get("root_path", "")) or "/"
