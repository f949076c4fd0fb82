"""A password in front of everything, for a server that is not yet meant for visitors."""

from __future__ import annotations

import base64
import binascii
import secrets
from pathlib import Path

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from ingest.errors import NissoError

_SHORTEST = 12  # long enough that the rate limit makes guessing hopeless
_OPEN = "/healthz"
_ASK = {"WWW-Authenticate": 'Basic realm="Nisso", charset="UTF-8"'}


class Password:
    """Answers 401 without the right name and password; `/healthz` stays open to monitors."""

    def __init__(self, app: ASGIApp, *, expected: str) -> None:
        """Let in who says `expected`, which is `name:password`."""
        self._app = app
        self._expected = expected.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or ask for the password."""
        if scope["type"] == "http" and scope["path"] != _OPEN and not self._is_let_in(scope):
            response = JSONResponse({"error": "name and password, please"}, 401, headers=_ASK)
            await response(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_let_in(self, scope: Scope) -> bool:
        scheme, _, given = dict(scope["headers"]).get(b"authorization", b"").partition(b" ")
        try:
            said = base64.b64decode(given.strip(), validate=True)
        except binascii.Error:
            return False
        return scheme.lower() == b"basic" and secrets.compare_digest(said, self._expected)


def read_password(path: Path) -> str:
    """Return the one line `name:password` of a file; NissoError where it holds none."""
    try:
        found = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise NissoError(f"{path}: cannot be read; write one line, name:password") from error
    name, colon, password = found.partition(":")
    if not name or not colon or len(password) < _SHORTEST or "\n" in found:
        raise NissoError(
            f"{path}: not one line name:password with at least {_SHORTEST} characters after the"
            " colon; write it anew"
        )
    return found
