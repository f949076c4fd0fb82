"""The command `nisso eval`: asks the set, prints the report, returns the verdict.

Exit codes: 0 no regression; 1 a sample that passed now fails, or a floor is broken; 2 a bad call,
a malformed set or an expired waiver; 3 no verdict possible.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from eval.faults import Fault
from eval.samples import CATEGORIES
from ingest.errors import NissoError
from ingest.language import LANGUAGES
from ingest.places import CORPUS, INDEX

if TYPE_CHECKING:
    from eval.evaluation import Choice, Home, Outcome


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command's arguments."""
    found = argparse.ArgumentParser(
        "nisso eval", description="Ask every question of the set and compare with the baseline."
    )
    add = found.add_argument
    add("--bless", action="store_true", help="make this run the baseline")
    add("--compare", nargs=2, type=Path, metavar=("A", "B"), help="compare two files of --json")
    add("--only", choices=CATEGORIES, metavar="CATEGORY", help="ask one category only")
    add("--language", choices=LANGUAGES, help="ask one language only")
    add("--html", type=Path, metavar="F", help="write the report as one page")
    add("--junit", type=Path, metavar="F", help="write the verdict for a build server")
    add("--json", type=Path, metavar="F", help="write the whole run")
    add("--index", type=Path, default=INDEX, metavar="DIR", help="where the index lives")
    add("--corpus", type=Path, default=CORPUS, metavar="DIR", help="the folder of texts")
    return found


def main(argv: Sequence[str] | None = None, home: Home | None = None) -> int:
    """Run the command; return its exit code. `home` is the project's own set unless given."""
    call = parser()
    try:
        arguments = call.parse_args(argv)
        wrong = _wrong(arguments)
        if wrong:
            call.error(wrong)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        return _compare(arguments) if arguments.compare else _evaluate(arguments, home)
    except NissoError as error:
        sys.stderr.write(f"nisso eval: {error}\n")
        return 1


def _wrong(arguments: argparse.Namespace) -> str | None:
    part = arguments.only or arguments.language
    if arguments.bless and part:
        return "--bless takes the whole set; leave out --only and --language"
    if arguments.compare and (arguments.bless or arguments.json or part):
        return "--compare asks nothing; only --html and --junit go with it"
    for path in (arguments.html, arguments.junit, arguments.json):
        if path and not path.resolve().parent.is_dir():
            return f"no folder {path.parent} to write {path.name} into"
        if path and path.is_dir():
            return f"{path} is a folder; name a file"
    return None


def _evaluate(arguments: argparse.Namespace, home: Home | None) -> int:
    from eval.evaluation import Choice, Home, evaluate
    from eval.record import write_record

    home = home or Home()
    choice = Choice(arguments.corpus, arguments.index, arguments.only, arguments.language)
    outcome = evaluate(home, choice, _warn)
    if arguments.json:
        write_record(outcome.record, arguments.json)
    if arguments.bless:
        return _bless(outcome, home, choice)
    return _show(outcome, arguments)


def _bless(outcome: Outcome, home: Home, choice: Choice) -> int:
    from eval.baseline import MALFORMED, bless, judge, Rules
    from eval.report import render

    lost = [sample for sample in outcome.record.samples.values() if sample.lost]
    for sample in lost:
        sys.stderr.write(f"nisso eval: {sample.id}: {'; '.join(sample.reasons)}\n")
    if lost or outcome.faults or not outcome.record.samples:
        sys.stderr.write("nisso eval: nothing blessed; mend what is named above first\n")
        return MALFORMED
    bless(outcome.record, home.baseline)
    sys.stdout.write(render(outcome.record, outcome.before, outcome.verdict))
    sys.stdout.write(f"\nblessed: {home.baseline}\n")
    return 0


def _compare(arguments: argparse.Namespace) -> int:
    raise NotImplementedError


def _show(outcome: Outcome, arguments: argparse.Namespace) -> int:
    raise NotImplementedError


def _warn(fault: Fault) -> None:
    sys.stderr.write(f"{fault}\n")
    sys.stderr.flush()
