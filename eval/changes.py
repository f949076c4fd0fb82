"""What is different between two runs: broken, fixed, changed, new and gone samples."""

from __future__ import annotations

from dataclasses import dataclass

from eval.record import METRICS, Record, SampleRecord


@dataclass(frozen=True, slots=True)
class Change:
    """A sample in both runs; `edited` tells that the sample itself is another now."""

    before: SampleRecord
    now: SampleRecord

    @property
    def edited(self) -> bool:
        """Whether the question or what its answer must say has changed."""
        return self.before.hash != self.now.hash


@dataclass(frozen=True, slots=True)
class Changes:
    """Samples by what became of them, each group in the order of the ids.

    `broken` passed before or lost a gold quote; `fallen` are samples of any group whose gold
    stands lower in the search than before.
    """

    broken: tuple[Change, ...] = ()
    fixed: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    fallen: tuple[Change, ...] = ()
    new: tuple[SampleRecord, ...] = ()
    gone: tuple[SampleRecord, ...] = ()


def incomparable(before: Record, now: Record) -> str | None:
    """Return why no verdict between two runs is possible, None where one is."""
    old, new = before.setup, now.setup
    for what, was, here in (
        ("metric version", str(old.metrics_version), str(METRICS)),
        ("exhibit", old.exhibit, new.exhibit),
        ("answerer", old.answerer, new.answerer),
    ):
        if was != here:
            return f"the baseline is of another {what}: {was!r}, here is {here!r}"
    return None


def compare(before: Record, now: Record, *, partial: bool = False) -> Changes:
    """Return the changes from `before` to `now`; in a partial run no sample counts as gone."""
    both = [
        Change(before.samples[key], sample)
        for key, sample in now.samples.items()
        if key in before.samples
    ]
    broken = tuple(c for c in both if _broken(c))
    kept = [c for c in both if not _broken(c)]
    return Changes(
        broken=broken,
        fixed=tuple(c for c in kept if c.now.passed and not c.before.passed),
        changed=tuple(c for c in kept if c.now.passed == c.before.passed and _differs(c)),
        fallen=tuple(c for c in both if _fell(c)),
        new=tuple(s for key, s in now.samples.items() if key not in before.samples),
        gone=()
        if partial
        else tuple(s for key, s in before.samples.items() if key not in now.samples),
    )


def _broken(change: Change) -> bool:
    return not change.now.passed and (change.before.passed or bool(change.now.lost))


def _differs(change: Change) -> bool:
    before, now = change.before, change.now
    return (before.status, before.answer, before.citations) != (
        now.status,
        now.answer,
        now.citations,
    )


def _fell(change: Change) -> bool:
    before, now = change.before.gold_rank, change.now.gold_rank
    return before is not None and (now is None or now > before)
