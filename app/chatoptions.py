"""What `nisso chat` can be told, and the settings that come of it."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from app.gapreport import DEFAULT
from ingest.exhibit import LONGEST_IDLE, SHORTEST_IDLE

if TYPE_CHECKING:
    from app.web.addresses import Network
    from app.web.settings import Settings

_ORIGIN = re.compile(r"https?://[A-Za-z0-9.*-]+(:\d{1,5})?")


def chat_options(chat: argparse.ArgumentParser) -> None:
    """Add the options to the parser of `chat`."""
    chat.add_argument(
        "--idle", type=_seconds, metavar="SECONDS",
        help="seconds without a touch that end a visit at the kiosk (the exhibit says how many)",
    )  # fmt: skip
    chat.add_argument(
        "--embed-in", type=_origin, action="append", default=[], metavar="ORIGIN",
        help="a site that may show /embed, e.g. https://museum.example; may be given again",
    )  # fmt: skip
    chat.add_argument(
        "--gaps", type=Path, nargs="?", const=DEFAULT, metavar="FILE",
        help="note questions without an answer, anonymously; without it nothing is kept",
    )  # fmt: skip

    _guarding(chat)


def _guarding(chat: argparse.ArgumentParser) -> None:
    chat.add_argument(
        "--per-minute", type=_per_minute, default=60, metavar="N",
        help="questions that one address may ask in a minute (60)",
    )  # fmt: skip
    chat.add_argument(
        "--trust", type=_network, action="append", default=[], metavar="NETWORK",
        help="addresses without that limit, which may read /metrics, e.g. a school's 10.1.0.0/16;"
        " this computer's own always are; may be given again",
    )  # fmt: skip
    chat.add_argument(
        "--proxy", type=_network, action="append", default=[], metavar="NETWORK",
        help="a proxy whose X-Forwarded-For is believed, e.g. 127.0.0.1; may be given again",
    )  # fmt: skip
    chat.add_argument(
        "--password-file", type=Path, metavar="FILE",
        help="ask everyone for the name:password in FILE, as on a staging server",
    )  # fmt: skip
    chat.add_argument(
        "--log-requests", action="store_true", help="a line in the log for each request"
    )


def chat_settings(arguments: argparse.Namespace) -> Settings:
    """Return what the options of `nisso chat` say; NissoError for an unusable password file."""
    from app.web.password import read_password
    from app.web.settings import Settings

    file = arguments.password_file
    return Settings(
        host=arguments.host,
        port=arguments.port,
        framed_by=tuple(arguments.embed_in),
        idle=arguments.idle,
        gaps=arguments.gaps,
        per_minute=arguments.per_minute,
        trusted=tuple(arguments.trust),
        proxies=tuple(arguments.proxy),
        password=read_password(file) if file else None,
        log_requests=arguments.log_requests,
    )


def _per_minute(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 100_000:
        raise argparse.ArgumentTypeError("from 1 to 100000")
    return int(text)


def _network(text: str) -> Network:
    from app.web.addresses import networks

    try:
        return networks([text])[0]
    except ValueError:
        raise argparse.ArgumentTypeError("an address or a network, e.g. 10.1.0.0/16") from None


def _seconds(text: str) -> int:
    if not text.isdecimal() or not SHORTEST_IDLE <= int(text) <= LONGEST_IDLE:
        raise argparse.ArgumentTypeError(f"from {SHORTEST_IDLE} to {LONGEST_IDLE}")
    return int(text)


def _origin(text: str) -> str:
    if not _ORIGIN.fullmatch(text):
        raise argparse.ArgumentTypeError("scheme and host only, e.g. https://museum.example")
    return text
