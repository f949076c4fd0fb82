"""Waivers: samples that may fail for a while, each with its reason and its last day."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from eval.faults import Fault
from ingest.tables import line_of


@dataclass(frozen=True, slots=True)
class Waiver:
    """That `sample` may fail, because of `reason`, up to and including the day `ends`."""

    sample: str
    reason: str
    ends: date


def read_waivers(
    path: Path, today: date, known: Collection[str]
) -> tuple[dict[str, Waiver], list[Fault]]:
    """Return the waivers in force by sample, and a fault for each that is expired or malformed.

    `known` are the ids that a waiver may name.
    """
    if not path.is_file():
        return {}, []
    text = path.read_text(encoding="utf-8")
    try:
        rows = tomllib.loads(text).get("waiver", [])
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        return {}, [Fault(path, int(found[1]) if found else None, f"not TOML: {error}")]
    waivers: dict[str, Waiver] = {}
    faults = []
    if not isinstance(rows, list):
        return {}, [Fault(path, line_of(text, "[waiver]"), "write [[waiver]] in double brackets")]
    for number, row in enumerate(rows, start=1):
        try:
            waiver = _waiver(row, today, known)
            if waiver.sample in waivers:
                raise ValueError(f"a second waiver for `{waiver.sample}`; remove one")
            waivers[waiver.sample] = waiver
        except ValueError as error:
            faults.append(Fault(path, line_of(text, "[[waiver]]", number), str(error)))
    return waivers, faults


def _waiver(row: object, today: date, known: Collection[str]) -> Waiver:
    if not isinstance(row, dict):
        raise ValueError("write a table with `sample`, `reason` and `ends`")
    sample, reason, ends = row.get("sample"), row.get("reason"), row.get("ends")
    if not isinstance(sample, str) or sample not in known:
        raise ValueError(f"a waiver for {sample!r}, which is no sample of the set")
    if not isinstance(reason, str) or not reason.strip():
        raise ValueError(f"the waiver for `{sample}` has no `reason`")
    if not isinstance(ends, date) or isinstance(ends, datetime):
        raise ValueError(f"the waiver for `{sample}` has no `ends`; write ends = 2026-01-31")
    if today > ends:
        raise ValueError(
            f"the waiver for `{sample}` expired on {ends}; mend the sample or the answer"
        )
    return Waiver(sample, reason, ends)
