"""The command `nisso eval`: asks the set, prints the report, returns the verdict.

Exit codes: 0 no regression; 1 a sample that passed now fails, or a floor is broken; 2 a bad call,
a malformed set or an expired waiver; 3 no verdict possible.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from eval.faults import Fault, shown
from eval.samples import CATEGORIES
from ingest.errors import NissoError
from ingest.language import LANGUAGES
from ingest.places import CORPUS, INDEX
from ingest.terminal import let_print, run

if TYPE_CHECKING:
    from eval.evaluation import Home, Outcome

_REPEATS = 3
_VERDICTS = {
    0: "No regression.",
    1: "Failed: see the gates above.",
    2: "The set has faults, named above and on stderr; mend them.",
    3: "No verdict, for the reason above; `nisso eval --bless` makes this run the baseline.",
}


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
    add("--answerer", choices=("extractive", "generated"), default="extractive", help="who answers")
    add("--repeats", type=_times, metavar="N", help="ask N times (generated answers: 3)")
    add("--llm-url", metavar="URL", help="the language model of generated answers")
    add("--llm-model", metavar="NAME", help="its name there")
    add(
        "--set",
        type=Path,
        metavar="DIR",
        help="the folder of the set; the project's own unless named",
    )
    add("--index", type=Path, default=INDEX, metavar="DIR", help="where the index lives")
    add("--corpus", type=Path, default=CORPUS, metavar="DIR", help="the folder of texts")
    return found


def main(argv: Sequence[str] | None = None, home: Home | None = None) -> int:
    """Run the command; return its exit code. `home` is the project's own set unless given."""
    let_print()
    call = parser()
    try:
        arguments = call.parse_args(argv)
        wrong = _wrong(arguments)
        if wrong:
            call.error(wrong)
    except SystemExit as stop:
        return int(stop.code or 0)
    return run("nisso eval", partial(_run, arguments, home))


def _run(arguments: argparse.Namespace, home: Home | None) -> int:
    try:
        return _compare(arguments) if arguments.compare else _evaluate(arguments, home)
    except ModuleNotFoundError as error:
        raise NissoError(
            f"the package {error.name} is missing;"
            " install it with `.venv/bin/pip install -e '.[eval]'`"
        ) from error


def _wrong(arguments: argparse.Namespace) -> str | None:
    part = arguments.only or arguments.language
    if arguments.bless and part:
        return "--bless takes the whole set; leave out --only and --language"
    if arguments.compare and (arguments.bless or arguments.json or part):
        return "--compare asks nothing; only --html and --junit go with it"
    if arguments.set and not (arguments.set / "questions").is_dir():
        return f"no folder {arguments.set / 'questions'} with a question set"
    for path in (arguments.html, arguments.junit, arguments.json):
        if path and not path.resolve().parent.is_dir():
            return f"no folder {path.parent} to write {path.name} into"
        if path and path.is_dir():
            return f"{path} is a folder; name a file"
    return None


def _times(text: str) -> int:
    value = int(text)
    if not 1 <= value <= 20:
        raise argparse.ArgumentTypeError("from 1 to 20")
    return value


def _home(arguments: argparse.Namespace, home: Home) -> Home:
    """Return `home` as the chosen answerer needs it: its own baseline, several repeats."""
    if arguments.answerer == "extractive":
        return replace(home, repeats=arguments.repeats or 1)
    from app.generation.settings import read_settings
    from eval.subject import open_generated, open_subject

    settings = read_settings(arguments.llm_url, arguments.llm_model)
    if settings is None:
        raise NissoError("no language model; set NISSO_LLM_URL and NISSO_LLM_MODEL, or --llm-url")
    opener = open_generated(settings) if home.opener is open_subject else home.opener
    repeats = arguments.repeats or _REPEATS
    return replace(home, generated=True, repeats=repeats, opener=opener)


def _evaluate(arguments: argparse.Namespace, home: Home | None) -> int:
    from eval.baseline import MALFORMED
    from eval.evaluation import Choice, Home, evaluate
    from eval.record import write_record

    home = _home(arguments, home or (Home(arguments.set) if arguments.set else Home()))
    choice = Choice(arguments.corpus, arguments.index, arguments.only, arguments.language)
    outcome = evaluate(home, choice, _warn)
    if not outcome.record.samples and not outcome.faults:
        sys.stderr.write("nisso eval: no sample is of this category and language\n")
        return MALFORMED
    if arguments.json:
        write_record(outcome.record, arguments.json)
    if arguments.bless:
        return _bless(outcome, home)
    return _show(outcome, arguments)


def _bless(outcome: Outcome, home: Home) -> int:
    from eval.baseline import MALFORMED, REGRESSION, bless
    from eval.readme import update
    from eval.report import render

    record = outcome.record
    lost = [sample for sample in record.samples.values() if sample.lost]
    for sample in lost:
        sys.stderr.write(f"{sample.id}: {'; '.join(sample.reasons)}\n")
    if lost or outcome.faults:
        sys.stderr.write("nisso eval: nothing is blessed; mend what is named above first\n")
        return MALFORMED
    bless(record, home.baseline)
    if not home.generated:
        update(home.folder.parent / "README.md", record)
    sys.stdout.write(render(record, outcome.before, outcome.verdict))
    sys.stdout.write(f"blessed: {shown(home.baseline)}\n")
    return REGRESSION if any(held.broken for held in outcome.verdict.floors) else 0


def _compare(arguments: argparse.Namespace) -> int:
    from eval.baseline import MALFORMED, Rules, judge
    from eval.evaluation import Outcome
    from eval.floors import Floors
    from eval.record import RecordError, read_record

    try:
        before, now = (read_record(path) for path in arguments.compare)
    except RecordError as error:
        sys.stderr.write(f"nisso eval: {error}\n")
        return MALFORMED
    verdict = judge(now, before, None, Rules(Floors(), {}))
    return _show(Outcome(now, None if verdict.no_verdict else before, verdict, ()), arguments)


def _show(outcome: Outcome, arguments: argparse.Namespace) -> int:
    from eval.html import write_html
    from eval.junit import write_junit
    from eval.report import render

    record, before, verdict = outcome.record, outcome.before, outcome.verdict
    if arguments.html:
        write_html(record, before, verdict, faults=outcome.faults, path=arguments.html)
    if arguments.junit:
        write_junit(record, verdict, faults=outcome.faults, path=arguments.junit)
    sys.stdout.write(render(record, before, verdict))
    code = verdict.exit_code(faulty=bool(outcome.faults))
    sys.stdout.write(f"{_VERDICTS[code]}\n")
    return code


def _warn(fault: Fault) -> None:
    sys.stderr.write(f"{fault}\n")
    sys.stderr.flush()
