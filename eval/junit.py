"""The verdict as JUnit XML, which build servers read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from eval.baseline import Verdict
from eval.faults import Fault
from eval.record import Record, SampleRecord

# Characters that XML 1.0 cannot hold.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_junit(
    record: Record, verdict: Verdict, *, faults: Sequence[Fault] = (), path: Path
) -> None:
    """Write one test case a sample and a floor; broken ones fail, other failures are skipped.

    The set itself is a test case too, and fails where it has faults or nothing compares.
    """
    root = Element("testsuites", name="nisso eval")
    for language in sorted({sample.language for sample in record.samples.values()}):
        own = [sample for sample in record.samples.values() if sample.language == language]
        _add_suite(root, f"samples.{language}", [(s, _outcome(s, verdict)) for s in own])
    _add_floors(root, verdict)
    _add_set(root, verdict, faults)
    indent(root)
    ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


Outcome = tuple[str, str, str] | None
"""The element ("failure" or "skipped"), its message and its text; None: passed."""


def _outcome(sample: SampleRecord, verdict: Verdict) -> Outcome:
    if sample.passed:
        return None
    why = "; ".join(sample.reasons)
    for change in verdict.broken:
        if change.now.id == sample.id:
            old, new = change.before.answer, sample.answer
            text = f"question: {sample.question}\nold: {old}\nnew: {new}"
            return "failure", why, text
    for change, waiver in verdict.waived:
        if change.now.id == sample.id:
            return "skipped", f"waived until {waiver.ends}: {waiver.reason}", ""
    return "skipped", "did not pass before either; held to the floors only", ""


def _add_suite(root: Element, name: str, rows: list[tuple[SampleRecord, Outcome]]) -> None:
    suite = _suite(root, name, [outcome for _, outcome in rows])
    for sample, outcome in rows:
        _add_case(suite, f"{name}.{sample.category}", sample.id, outcome)


def _add_floors(root: Element, verdict: Verdict) -> None:
    rows: list[tuple[str, Outcome]] = []
    for held in verdict.floors:
        message = f"{held.found.value:g} (n={held.found.n}), floor {held.floor.least:g}"
        rows.append((str(held.floor), ("failure", message, "") if held.broken else None))
    suite = _suite(root, "floors", [outcome for _, outcome in rows])
    for name, outcome in rows:
        _add_case(suite, "floors", name, outcome)


def _add_set(root: Element, verdict: Verdict, faults: Sequence[Fault]) -> None:
    text = "\n".join(map(str, faults))
    rows: list[tuple[str, Outcome]] = [
        ("well-formed", ("failure", f"{len(faults)} faults", text) if faults else None),
        ("baseline", ("failure", verdict.no_verdict, "") if verdict.no_verdict else None),
    ]
    suite = _suite(root, "set", [outcome for _, outcome in rows])
    for name, outcome in rows:
        _add_case(suite, "set", name, outcome)


def _suite(root: Element, name: str, outcomes: list[Outcome]) -> Element:
    kinds = [outcome[0] for outcome in outcomes if outcome]
    return SubElement(
        root,
        "testsuite",
        name=name,
        tests=str(len(outcomes)),
        failures=str(kinds.count("failure")),
        skipped=str(kinds.count("skipped")),
        errors="0",
    )


def _add_case(suite: Element, classname: str, name: str, outcome: Outcome) -> None:
    case = SubElement(suite, "testcase", classname=classname, name=name)
    if outcome:
        kind, message, text = outcome
        SubElement(case, kind, message=_writable(message)).text = _writable(text) or None


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("�", text)
