"""The command `nisso doctor`: how an installation stands, and what to do where it does not."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import asdict

from app import checks
from app.checks import Finding
from ingest.places import INDEX
from ingest.server import read_place
from ingest.terminal import json_line

_MARKS = {"good": "✓", "warning": "!", "bad": "✗"}


def add_doctor(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    doctor = commands.add_parser("doctor", help="check this installation, and say what to do")
    doctor.add_argument(
        "--index", type=read_place, default=INDEX, help="a folder, or a Chroma server's address"
    )
    doctor.add_argument("--host", default="127.0.0.1", help="address to listen on")
    doctor.add_argument("--port", type=int, default=7860, help="port to listen on")
    doctor.add_argument("--json", action="store_true", help="print one object a line")


def show_doctor(arguments: argparse.Namespace) -> int:
    """Print how each matter stands; return 1 where one keeps Nisso from answering."""
    bad = False
    for finding in _findings(arguments):
        bad |= finding.state == "bad"
        sys.stdout.write(_json(finding) if arguments.json else _lines(finding))
        sys.stdout.flush()
    return int(bad)


def _findings(arguments: argparse.Namespace) -> Iterator[Finding]:
    place = arguments.index
    yield checks.versions()
    yield checks.index(place)
    yield checks.encoder(place)
    yield checks.model()
    yield checks.fonts()
    yield checks.keyboard()
    yield checks.port(arguments.host, arguments.port)
    yield checks.disk(place)


def _lines(finding: Finding) -> str:
    told = f"{_MARKS[finding.state]} {finding.matter:<9} {finding.told}\n"
    return told + (f"  {'':<9} → {finding.advice}\n" if finding.advice else "")


def _json(finding: Finding) -> str:
    return json_line(asdict(finding))
