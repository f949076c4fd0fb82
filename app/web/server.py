"""The web application: the JSON interface, our static files and the chat page on one server.

`create_app` builds it, `serve` runs it until it is told to stop.
"""

from __future__ import annotations

import logging
import signal
import socket
from contextlib import nullcontext
from pathlib import Path
from types import FrameType

import uvicorn
from fastapi import FastAPI
from fastapi import Request as HttpRequest
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import JSONResponse
from starlette.staticfiles import StaticFiles

from app.assistant import Assistant
from app.gaps import GapLog, Noting, live_of
from app.request import BadRequest
from app.web.ahead import trying_ahead
from app.web.api import api_router, openapi_models
from app.web.asking import asking_router
from app.web.colours import colours_router
from app.web.connections import Connections
from app.web.embed import embed_router
from app.web.fragments import fragment_router
from app.web.headers import BodyLimit, SecurityHeaders
from app.web.kiosk.routes import add_kiosk
from app.web.logs import set_up_logs
from app.web.measure import Measure
from app.web.memory import keep_what_is_used, name_a_folder_for_temporary_files
from app.web.password import Password
from app.web.proxies import Proxies
from app.web.ratelimit import RateLimit
from app.web.settings import Settings
from app.web.sources import sources_router
from app.web.takeover import Holding
from app.web.texts import offered
from app.web.turns import Busy, Turns
from ingest.errors import NissoError

STATIC = Path(__file__).parent / "static"
_PATIENCE = 5
_log = logging.getLogger("nisso.web")


def create_app(assistant: Assistant, settings: Settings) -> FastAPI:
    """Return the application over `assistant`; it keeps nothing of a visitor between requests."""
    name_a_folder_for_temporary_files()
    from app.web.page import mount_page  # gradio takes seconds to import

    if settings.gaps:
        assistant = Noting(assistant, GapLog(settings.gaps))
    app = FastAPI(title="Nisso", version="1", docs_url=None, redoc_url=None, openapi_url=None)
    turns = Turns(workers=settings.workers, waiting=settings.waiting)
    _add_errors(app)
    app.include_router(api_router(assistant, turns))
    app.include_router(fragment_router(assistant))
    app.include_router(asking_router(assistant, turns))
    app.include_router(embed_router(assistant))
    app.include_router(sources_router(assistant.index))
    app.include_router(colours_router(assistant.index))
    add_kiosk(app, assistant, settings)
    _add_openapi(app)
    app.mount("/web", StaticFiles(directory=STATIC), name="web")
    mount_page(app, assistant, settings)  # at "/": takes what the routes before it left
    if live := live_of(assistant):
        app.add_middleware(Holding, live=live)
    _guard(app, turns, settings)
    return app


def _guard(app: FastAPI, turns: Turns, settings: Settings) -> None:
    """Put before `app` what every request passes, the innermost first."""
    trusted = settings.trusted
    app.add_middleware(BodyLimit, limit=settings.body_limit)
    # Also where no other site's script is answered: without it Gradio would answer any.
    app.add_middleware(CORSMiddleware, allow_origins=list(settings.framed_by))
    if settings.password:
        app.add_middleware(Password, expected=settings.password)
    app.add_middleware(RateLimit, per_minute=settings.per_minute, trusted=trusted)
    app.add_middleware(
        Measure, inside=lambda: turns.inside, trusted=trusted, log=settings.log_requests
    )
    app.add_middleware(SecurityHeaders, framed_by=settings.framed_by)
    app.add_middleware(Proxies, named=settings.proxies)


def serve(assistant: Assistant, settings: Settings) -> None:
    """Serve until stopped by a signal, letting answers under way finish.

    Raises NissoError before anything is loaded where the port is taken.
    """
    with _bound(settings) as listening:
        set_up_logs()
        offered(assistant, "ja")  # first: its dictionary takes memory that is then given back
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _leave)  # uvicorn raises the signal again once it has stopped
        config = configured(create_app(assistant, settings), settings)
        keep_what_is_used()
        live = live_of(assistant)
        with trying_ahead(live) if live else nullcontext():
            uvicorn.Server(config).run(sockets=[listening])


def configured(app: FastAPI, settings: Settings) -> uvicorn.Config:
    """Return how uvicorn serves `app`."""
    connections = Connections(
        patience=settings.patience,
        most=settings.connections,
        trusted=(*settings.trusted, *settings.proxies),
    )
    return uvicorn.Config(
        app,
        http=connections.protocol(),
        ws="none",  # nothing here speaks it
        log_config=None,
        log_level="error",  # its warnings are of what visitors send, as many as they like
        access_log=False,
        server_header=False,
        proxy_headers=False,  # ours asks who says it
        timeout_graceful_shutdown=_PATIENCE,
    )


def _leave(_: int, __: FrameType | None) -> None:
    """End the process with code 0: to be stopped is no failure."""
    raise SystemExit(0)


def _bound(settings: Settings) -> socket.socket:
    address = (settings.host, settings.port)
    try:
        family = socket.getaddrinfo(*address, type=socket.SOCK_STREAM)[0][0]
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen()  # a second server would otherwise fail only after it has loaded all
    except (OSError, OverflowError, ValueError) as error:  # a host of letters that no name holds
        reason = getattr(error, "strerror", None) or str(error)
        raise NissoError(
            f"cannot listen on {settings.host}:{settings.port} ({reason});"
            " stop what runs there, or name another port with --port"
        ) from error
    return listening


def _add_errors(app: FastAPI) -> None:
    @app.exception_handler(BadRequest)
    async def bad_request(_: HttpRequest, error: BadRequest) -> JSONResponse:
        return JSONResponse({"error": str(error)}, status_code=400)

    @app.exception_handler(RequestValidationError)
    async def unreadable(_: HttpRequest, error: RequestValidationError) -> JSONResponse:
        names = ", ".join(f"`{found['loc'][-1]}`" for found in error.errors())
        return JSONResponse({"error": f"{names} cannot be read"}, status_code=400)

    @app.exception_handler(Busy)
    async def busy(_: HttpRequest, error: Busy) -> JSONResponse:
        return JSONResponse({"error": str(error)}, status_code=503, headers={"Retry-After": "3"})

    @app.exception_handler(HTTPException)
    async def http_error(_: HttpRequest, error: HTTPException) -> JSONResponse:
        text = str(error.detail).lower()
        return JSONResponse({"error": text}, status_code=error.status_code, headers=error.headers)

    @app.exception_handler(NissoError)
    async def not_ready(_: HttpRequest, error: NissoError) -> JSONResponse:
        _log.error("a request failed: %s", type(error).__name__)
        return JSONResponse({"error": "the service is not ready; try again"}, status_code=503)


def _add_openapi(app: FastAPI) -> None:
    @app.get("/openapi.json", include_in_schema=False)
    async def openapi() -> JSONResponse:
        return JSONResponse(_openapi(app))


def _openapi(app: FastAPI) -> dict[str, object]:
    document = get_openapi(title=app.title, version=app.version, routes=app.routes)
    document["components"]["schemas"].update(openapi_models())
    for path in document["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)  # ours is 400, with {"error"}
    for unused in ("HTTPValidationError", "ValidationError"):
        document["components"]["schemas"].pop(unused, None)
    return document
