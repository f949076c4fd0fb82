"""How much one address may ask of the service in a minute."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from app.web.addresses import Network, caller, is_trusted, visitor

ASKING = frozenset(("/api/ask", "/web/answer", "/gradio_api/queue/join", "/healthz"))
"""What makes the assistant work; everything else is a file or a passage."""

_FILES_PER_QUESTION = 20  # opening the chat page fetches about a hundred files, once


class RateLimit:
    """Answers 429 to an address that asks too often; loopback and named networks never are."""

    def __init__(self, app: ASGIApp, *, per_minute: int, trusted: Sequence[Network]) -> None:
        """Let an address ask `per_minute` questions, and fetch twenty times as many files."""
        self._app = app
        self._trusted = trusted
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._questions = RateLimitItemPerMinute(per_minute, namespace="questions")
        self._files = RateLimitItemPerMinute(_FILES_PER_QUESTION * per_minute, namespace="files")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or say when to come again."""
        address = caller(scope)
        if scope["type"] != "http" or is_trusted(address, self._trusted):
            await self._app(scope, receive, send)
            return
        kind = self._questions if scope["path"] in ASKING else self._files
        if self._limiter.hit(kind, visitor(address)):
            await self._app(scope, receive, send)
            return
        again = self._limiter.get_window_stats(kind, visitor(address)).reset_time - time.time()
        seconds = max(1, math.ceil(again))
        text = f"too many requests from this address; try again in {seconds} seconds"
        headers = {"Retry-After": str(seconds)}
        await JSONResponse({"error": text}, status_code=429, headers=headers)(scope, receive, send)
