"""What a museum can set about the web application."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.web.addresses import Network


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the application listens, who may frame it, and how much it takes on at once.

    `framed_by` are the origins that may show `/embed` in a frame, besides our own.
    `body_limit` is in bytes. `workers` questions are answered at once, `waiting` more may wait
    for their turn, and what comes beyond that is told "busy". `idle` seconds without a touch end
    a visit at the kiosk; None leaves it to the exhibit. `gaps` is where questions without an
    answer are noted, nowhere by default.
    An address may ask `per_minute` questions, one in `trusted` as many as it likes; `proxies` are
    believed where they name the visitor behind them. `password` is `name:password`, asked of
    everyone; with `log_requests` each request leaves a line in the log.
    At most `connections` are open at once; one that sends no whole request or reads no reply for
    `patience` seconds is ended.
    """

    host: str = "127.0.0.1"
    port: int = 7860
    framed_by: tuple[str, ...] = ()
    body_limit: int = 64 * 1024
    workers: int = 4
    waiting: int = 200
    show_timeline: bool = True
    idle: int | None = None
    gaps: Path | None = None
    per_minute: int = 60
    trusted: tuple[Network, ...] = ()
    proxies: tuple[Network, ...] = ()
    password: str | None = None
    log_requests: bool = False
    connections: int = 800
    patience: float = 20.0
