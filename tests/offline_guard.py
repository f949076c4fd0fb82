"""Forbids a process to reach anything but loopback, and writes down what it tried.

Python runs it at the start of every process where it lies as `sitecustomize.py` in PYTHONPATH.
"""

from __future__ import annotations

import os
import sys
from typing import Any

_HERE = ("127.", "::1", "localhost", "0.0.0.0", "::")


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event in ("socket.connect", "socket.sendto") and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    name = host.decode() if isinstance(host, bytes) else str(host or "localhost")
    if name.startswith(_HERE):
        return
    with open(os.environ["NISSO_TEST_ATTEMPTS"], "a", encoding="utf-8") as file:
        file.write(f"{event} {name}\n")
    raise PermissionError(f"{event} {name}: no connection leaves this test")


sys.addaudithook(_watch)
