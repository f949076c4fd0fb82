"""What the service did, in figures and log lines that hold nothing of a visitor."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.addresses import Network, caller, is_trusted
from app.web.ratelimit import ASKING

METRICS = "/metrics"
_PLACES = ASKING | {"/", "/kiosk", "/embed", "/sources", METRICS}
_METHODS = frozenset(("GET", "HEAD", "POST", "OPTIONS"))
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_FAILED = "the question could not be worked on; try again"
_log = logging.getLogger("nisso.request")
_errors = logging.getLogger("nisso.web")


class Measure:
    """Counts and times every request, and shows the figures at `/metrics` to trusted addresses.

    What fails unforeseen leaves as 503, without a word of what it was.
    """

    def __init__(
        self, app: ASGIApp, *, inside: Callable[[], int], trusted: Sequence[Network], log: bool
    ) -> None:
        """Show `inside()` as the questions at work or waiting; with `log`, tell each request."""
        self._app = app
        self._trusted = trusted
        self._log = log
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._requests = Counter(
            "nisso_requests", "Requests answered", ("place", "code"), registry=self._registry
        )
        self._seconds = Histogram(
            "nisso_request_seconds", "How long each took", ("place",),
            buckets=_BUCKETS, registry=self._registry,
        )  # fmt: skip
        waiting = Gauge("nisso_questions", "At work or waiting", registry=self._registry)
        waiting.set_function(inside)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and note how it went."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        code, began = 0, time.perf_counter()

        async def watch(message: Message) -> None:
            nonlocal code
            if message["type"] == "http.response.start":
                code = message["status"]
            await send(message)

        try:
            if scope["path"] == METRICS:
                await self._figures(scope)(scope, receive, watch)
            else:
                await self._app(scope, receive, watch)
        except Exception:  # the visitor is told to try again, the log where it happened
            _errors.exception("a request failed")
            if not code:
                await JSONResponse({"error": _FAILED}, status_code=503)(scope, receive, watch)
        finally:
            self._note(scope, code, time.perf_counter() - began)

    def _figures(self, scope: Scope) -> Response:
        if not is_trusted(caller(scope), self._trusted):
            return JSONResponse({"error": "not found"}, status_code=404)
        figures = generate_latest(self._registry)
        return Response(figures, media_type=CONTENT_TYPE_LATEST)

    def _note(self, scope: Scope, code: int, seconds: float) -> None:
        # an address may hold a question, and a label of any text would grow without end
        place = scope["path"] if scope["path"] in _PLACES else "other"
        self._requests.labels(place, str(code)).inc()
        self._seconds.labels(place).observe(seconds)
        if self._log:
            method = scope["method"] if scope["method"] in _METHODS else "other"
            told = {"place": place, "method": method, "code": code, "ms": round(seconds * 1000, 1)}
            _log.info("request", extra=told)
