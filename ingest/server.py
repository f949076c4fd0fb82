"""The address of a Chroma server, or of Chroma Cloud, where `--index` names one."""

from __future__ import annotations

import argparse
import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

_PORTS = {"http": 8000, "https": 443}


@dataclass(frozen=True, slots=True)
class Server:
    """Where a Chroma server listens, and whose part of it is meant; `str` never shows the key."""

    scheme: str
    host: str
    port: int
    tenant: str = "default_tenant"
    database: str = "default_database"
    key: str = field(default="", repr=False)

    def __str__(self) -> str:
        """Return the address as it is written on a command line."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"


Place = Path | Server
"""Where an index lives: a folder of this machine, or a Chroma server."""


def read_place(text: str) -> Place:
    """Return the folder or the server that `text` names; made for argparse.

    Tenant, database and key of a server come from CHROMA_TENANT, CHROMA_DATABASE and
    CHROMA_API_KEY, so that no key stands in a list of processes.
    """
    if "://" not in text:
        return Path(text)
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no address ({error})") from error
    extra = parts.username or parts.path.strip("/") or parts.query or parts.fragment
    if parts.scheme not in _PORTS or not parts.hostname or extra:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no address of a server; write http://HOST:PORT or https://HOST, and give"
            " a key by CHROMA_API_KEY"
        )
    own = {
        name: value
        for name, variable in (
            ("tenant", "CHROMA_TENANT"),
            ("database", "CHROMA_DATABASE"),
            ("key", "CHROMA_API_KEY"),
        )
        if (value := os.environ.get(variable))
    }
    return Server(parts.scheme, parts.hostname, port or _PORTS[parts.scheme], **own)
