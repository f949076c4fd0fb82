"""The gates: floors, and that no sample that passed when the baseline was blessed fails."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from eval.changes import Change, Changes, compare, incomparable
from eval.floors import Floors, Held, hold
from eval.record import Record, RecordError, read_record, write_record
from eval.waivers import Waiver

REGRESSION, MALFORMED, NO_VERDICT = 1, 2, 3
"""Exit codes other than 0."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a run is held to; `whole` tells that the run asked the whole set."""

    floors: Floors
    waivers: Mapping[str, Waiver]
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gates say; `no_verdict` is why one of them could not judge."""

    changes: Changes
    broken: tuple[Change, ...]
    waived: tuple[tuple[Change, Waiver], ...]
    floors: tuple[Held, ...]
    no_verdict: str | None = None

    def exit_code(self, *, faulty: bool) -> int:
        """Return the code of the run; a regression wins over a fault of the set's files."""
        below = not faulty and any(held.broken for held in self.floors)
        if self.broken or below:
            return REGRESSION
        if faulty:
            return MALFORMED
        return NO_VERDICT if self.no_verdict else 0


def read_baseline(path: Path) -> tuple[Record | None, str | None]:
    """Return the blessed record, or None and why there is none."""
    if not path.is_file():
        return None, f"no baseline in {path.name}; bless one with `nisso eval --bless`"
    try:
        return read_record(path), None
    except RecordError as error:
        return None, str(error)


def bless(record: Record, path: Path) -> None:
    """Make `record` the baseline; latencies are left out, as no two runs agree on them."""
    write_record(replace(record, latency={}), path)


def judge(now: Record, before: Record | None, missing: str | None, rules: Rules) -> Verdict:
    """Return the verdict on `now` against `before`; `missing` is why `before` is None.

    Floors of another exhibit are not judged, and then there is no verdict either.
    """
    why = missing if before is None else incomparable(before, now)
    own = rules.floors.exhibit in ("", now.setup.exhibit)
    floors = tuple(hold(rules.floors, now.measures, whole=rules.whole)) if own else ()
    if before is None or why:
        return Verdict(Changes(), (), (), floors, why)
    changes = compare(before, now, partial=not rules.whole)
    waivers = rules.waivers
    broken = tuple(c for c in changes.broken if c.now.id not in waivers)
    waived = tuple((c, waivers[c.now.id]) for c in changes.broken if c.now.id in waivers)
    foreign = None if own else f"floors.toml is for the exhibit {rules.floors.exhibit!r}"
    return Verdict(changes, broken, waived, floors, foreign)
