"""What `nisso chat` can be told about the kiosk, the embedding pages and the noted questions."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from app.gapreport import DEFAULT
from ingest.exhibit import LONGEST_IDLE, SHORTEST_IDLE

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


def _seconds(text: str) -> int:
    if not text.isdecimal() or not SHORTEST_IDLE <= int(text) <= LONGEST_IDLE:
        raise argparse.ArgumentTypeError(f"from {SHORTEST_IDLE} to {LONGEST_IDLE}")
    return int(text)


def _origin(text: str) -> str:
    if not _ORIGIN.fullmatch(text):
        raise argparse.ArgumentTypeError("scheme and host only, e.g. https://museum.example")
    return text
