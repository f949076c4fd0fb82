"""What the two gates say, line by line, for every form of the report."""

from __future__ import annotations

from eval.baseline import Verdict
from eval.floors import Held


def lines_of(verdict: Verdict) -> list[str]:
    """Return the verdict of both gates; the broken samples are left to the caller."""
    below = [held for held in verdict.floors if held.broken]
    lines = [f"Gate 1, floors: {len(verdict.floors) - len(below)} hold, {len(below)} broken"]
    lines += [f"  BELOW {_said(held)}" for held in below]
    name = "Gate 2, no sample that passed may fail"
    lines.append(f"{name}: {len(verdict.broken)} broken, {len(verdict.waived)} waived")
    for change, waiver in verdict.waived:
        lines.append(f"  waived until {waiver.ends}: {change.now.id} ({waiver.reason})")
    if verdict.no_verdict:
        lines.append(f"No verdict: {verdict.no_verdict}")
    return lines


def _said(held: Held) -> str:
    return (
        f"{held.floor}: {100 * held.found.value:.1f} % (n={held.found.n}),"
        f" floor {100 * held.floor.least:g} %"
    )
