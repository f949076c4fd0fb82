"""The command `nisso ingest`: folder to index."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from ingest.encoder import DEFAULT
from ingest.places import CORPUS, INDEX
from ingest.server import read_place
from ingest.terminal import let_print, run


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command's arguments."""
    found = argparse.ArgumentParser("nisso ingest", description="Bring the index up to the texts.")
    found.add_argument("--corpus", type=Path, default=CORPUS, help="the folder of texts")
    found.add_argument(
        "--index", type=read_place, default=INDEX, help="a folder, or a Chroma server's address"
    )
    found.add_argument("--embedding", default=DEFAULT, help="encoder: a model's name or folder")
    return found


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code: 0 done, 1 failed with one line on stderr."""
    let_print()
    return run("nisso ingest", partial(_ingest, parser().parse_args(argv)))


def _ingest(arguments: argparse.Namespace) -> int:
    from ingest.build import ingest
    from ingest.progress import bars

    with bars() as progress:
        report = ingest(arguments.corpus, arguments.index, arguments.embedding, progress)
    for word, ids in (
        ("added", report.added),
        ("replaced", report.replaced),
        ("deleted", report.deleted),
    ):
        sys.stdout.write(f"{word} {len(ids)}{_some(ids)}\n")
    sys.stdout.write(f"unchanged {report.unchanged}\n")
    return 0


def _some(ids: Sequence[str]) -> str:
    if not ids:
        return ""
    return ": " + ", ".join(ids[:5]) + (", …" if len(ids) > 5 else "")
