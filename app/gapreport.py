"""The command `nisso gaps`: the noted questions without an answer, in groups of the same words."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ingest.errors import NissoError
from ingest.language import LANGUAGES
from ingest.places import INDEX
from ingest.scripts import tokens
from ingest.terminal import json_line

DEFAULT = INDEX.parent / "gaps.jsonl"


@dataclass(frozen=True, slots=True)
class Gap:
    """A question without an answer; `hour` is UTC, as `2026-05-01T14`."""

    language: str
    question: str
    hour: str


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that use the same words; `question` is the one asked most often."""

    language: str
    question: str
    times: int
    last: str


def add_gaps(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    gaps = commands.add_parser("gaps", help="list the questions that found no answer")
    gaps.add_argument("file", nargs="?", type=Path, default=DEFAULT, help="where they are noted")
    gaps.add_argument("--language", choices=LANGUAGES, help="only this language")
    gaps.add_argument("--json", action="store_true", help="print one object a line")


def show_gaps(arguments: argparse.Namespace) -> int:
    """Print the groups, the most frequent first; say how to begin where nothing is noted."""
    if arguments.file == DEFAULT and not DEFAULT.exists():
        sys.stdout.write("No questions are noted; `nisso chat --gaps` notes them.\n")
        return 0
    chosen = arguments.language
    found, others = read_gaps(arguments.file)
    if others:
        where = f"{arguments.file}:{others[0]}"
        sys.stderr.write(f"nisso gaps: {where}: no noted question; {len(others)} left out\n")
    gaps = [gap for gap in found if chosen in (None, gap.language)]
    for group in grouped(gaps):
        sys.stdout.write(_json(group) if arguments.json else _line(group))
    return 0


def read_gaps(path: Path) -> tuple[list[Gap], list[int]]:
    """Return the notes in the file at `path`, oldest first, and which lines are none.

    A note is torn off where a computer is switched off. Raises NissoError for a file without any.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except (OSError, ValueError) as error:
        raise NissoError(
            f"{path}: cannot be read; `nisso chat --gaps FILE` writes such a file"
        ) from error
    notes = {number: _gap(line) for number, line in enumerate(lines, 1) if line.strip()}
    found = [gap for gap in notes.values() if gap]
    others = [number for number, gap in notes.items() if not gap]
    if others and not found:
        raise NissoError(f"{path}:{others[0]}: no noted question, nor is any other line")
    return found, others


def grouped(gaps: Iterable[Gap]) -> list[Group]:
    """Return questions of the same words together, the most frequent first."""
    found: dict[tuple[str, frozenset[str]], list[Gap]] = {}
    for gap in gaps:
        found.setdefault((gap.language, _content(gap)), []).append(gap)
    return sorted(map(_group, found.values()), key=lambda one: (-one.times, one.question))


def _group(gaps: Sequence[Gap]) -> Group:
    often = Counter(gap.question for gap in gaps).most_common(1)[0][0]
    return Group(gaps[0].language, often, len(gaps), max(gap.hour for gap in gaps))


def _content(gap: Gap) -> frozenset[str]:
    terms = frozenset(token.terms[0] for token in tokens(gap.question, gap.language))
    return terms or frozenset({gap.question})


def _gap(line: bytes) -> Gap | None:
    try:
        row = json.loads(line.decode("utf-8"))
        gap = Gap(row["language"], row["question"], row["hour"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    is_text = isinstance(gap.question, str) and isinstance(gap.hour, str)
    return gap if is_text and gap.language in LANGUAGES else None


def _json(group: Group) -> str:
    return json_line(asdict(group))


def _line(group: Group) -> str:
    question = " ".join(group.question.split())
    return f"{group.times:>5}  {group.language}  {group.last}  {question}\n"
