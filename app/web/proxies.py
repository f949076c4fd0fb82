"""What a proxy says of the visitor behind it, believed only where that proxy was named."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from app.web.addresses import Network, caller

_SAID = (b"x-forwarded-", b"forwarded", b"x-real-ip")


class Proxies:
    """Reads `X-Forwarded-For` of the named proxies, and takes such headers off all others.

    Off, because Gradio would believe whoever sends one.
    """

    def __init__(self, app: ASGIApp, *, named: Sequence[Network]) -> None:
        """Believe the proxies in `named`; loopback is not among them by itself."""
        self._app = app
        self._named = named
        self._behind = ProxyHeadersMiddleware(app, [str(network) for network in named])  # type: ignore[arg-type]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with the visitor's address in it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        address = caller(scope)
        if address is not None and any(address in network for network in self._named):
            await self._behind(scope, receive, send)  # type: ignore[arg-type]
            return
        headers = [pair for pair in scope["headers"] if not pair[0].lower().startswith(_SAID)]
        await self._app({**scope, "headers": headers}, receive, send)
