"""The security headers of every response, and the limit on what a request may carry."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

EMBEDDED = "/embed"
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""What every response carries, also one that never reached the application."""


class SecurityHeaders:
    """Adds the headers; a Content-Security-Policy that the application set itself stays."""

    def __init__(self, app: ASGIApp, *, framed_by: Sequence[str] = ()) -> None:
        """Let the origins in `framed_by` show the embedded page in a frame."""
        self._app = app
        self._framed_by = tuple(framed_by)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to its response."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._complete(MutableHeaders(scope=message), scope["path"])
            await send(message)

        await self._app(scope, receive, add)

    def _complete(self, headers: MutableHeaders, path: str) -> None:
        ancestors = self._framed_by if path.startswith(EMBEDDED) else ()
        headers.setdefault("Content-Security-Policy", policy(framed_by=ancestors))
        for name, value in FIXED.items():
            headers.setdefault(name, value)
        if not ancestors:
            headers.setdefault("X-Frame-Options", "SAMEORIGIN")
            headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")


def policy(*, nonce: str | None = None, framed_by: Sequence[str] = ()) -> str:
    """Return a Content-Security-Policy: nothing but our own files, no code from texts.

    Scripts within the page run only where they carry `nonce`. Styles within it are allowed:
    Gradio and its plots write them, and a style cannot read a page whose texts are escaped.
    """
    script = f"'self' 'nonce-{nonce}'" if nonce else "'self'"
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src {script}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            " ".join(("frame-ancestors 'self'", *framed_by)),
        )
    )


class BodyLimit:
    """Answers 413 where a request's body is longer than `limit` bytes, announced or not."""

    def __init__(self, app: ASGIApp, *, limit: int) -> None:
        """Count what a request sends and stop at `limit` bytes."""
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body of a request up to the limit, then pass it on whole."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self._app(scope, receive, send)
            return
        messages = await self._read(scope, receive)
        if messages and messages[-1]["type"] == "http.disconnect":
            return
        if messages is None:
            text = f"the request is longer than {self._limit} bytes; send one question at a time"
            await JSONResponse({"error": text}, status_code=413)(scope, receive, send)
            return

        async def replay() -> Message:
            return messages.pop(0) if messages else await receive()

        await self._app(scope, replay, send)

    async def _read(self, scope: Scope, receive: Receive) -> list[Message] | None:
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        if announced.isdigit() and int(announced) > self._limit:
            return None
        messages: list[Message] = []
        length, more = 0, True
        while more:
            message = await receive()
            messages.append(message)
            length += len(message.get("body", b""))
            more = message["type"] == "http.request" and message.get("more_body", False)
            if length > self._limit:
                return None
        return messages
