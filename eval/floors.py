"""The floors below which no figure of a language and category may fall."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.faults import Fault
from eval.metrics import ALL, LOWER_IS_BETTER, METRICS
from eval.record import Estimate, Measures
from eval.samples import CATEGORIES
from ingest.language import LANGUAGES

_KNOWN = tuple(name for name in METRICS if name not in (*LOWER_IS_BETTER, "length"))


@dataclass(frozen=True, slots=True)
class Floor:
    """The least that `metric` may be in a language (or "all") and category (or "all")."""

    metric: str
    language: str
    category: str
    least: float

    def __str__(self) -> str:
        """Return the floor's name as the report writes it."""
        return f"{self.metric} {self.language} {self.category}"


@dataclass(frozen=True, slots=True)
class Floors:
    """All floors, and the exhibit that they are for."""

    exhibit: str = ""
    floors: tuple[Floor, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A floor with what it was held against."""

    floor: Floor
    found: Estimate

    @property
    def broken(self) -> bool:
        """Whether the figure is below the floor."""
        return self.found.value < self.floor.least


def read_floors(path: Path) -> tuple[Floors, list[Fault]]:
    """Return the floors in a TOML file and what is wrong with it; none where it is missing."""
    if not path.is_file():
        return Floors(), []
    text = path.read_text(encoding="utf-8")
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        return Floors(), [Fault(path, int(found[1]) if found else None, f"not TOML: {error}")]
    floors: list[Floor] = []
    faults: list[Fault] = []
    for names, least in _leaves(table):
        what = _wrong(names, least)
        if what:
            faults.append(Fault(path, _line(text, names), what))
        elif len(names) == 3:
            floors.append(Floor(*names, least=float(least)))
    return Floors(str(table.get("exhibit", "")), tuple(floors)), faults


def hold(floors: Floors, measures: Measures, *, whole: bool) -> list[Held]:
    """Return each floor that this run can judge, with the figure it is held against.

    A part of the set says nothing of a floor over all categories or languages: those are judged
    only where the run is `whole`.
    """
    held = []
    for floor in floors.floors:
        if not whole and ALL in (floor.language, floor.category):
            continue
        found = measures.get(floor.metric, floor.language, floor.category)
        if found is not None:
            held.append(Held(floor, found))
    return held


def _leaves(
    table: Mapping[str, Any], names: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _leaves(value, (*names, name))
        else:
            yield (*names, name), value


def _wrong(names: tuple[str, ...], least: object) -> str | None:
    if names == ("exhibit",):
        return None
    if len(names) != 3:
        return f"`{'.'.join(names)}` is no floor; write [METRIC.LANGUAGE] and CATEGORY = SHARE"
    for name, known in zip(names, (_KNOWN, (*LANGUAGES, ALL), (*CATEGORIES, ALL)), strict=True):
        if name not in known:
            return f"unknown `{name}`; one of {', '.join(known)}"
    if isinstance(least, bool) or not isinstance(least, int | float) or not 0 <= least <= 1:
        return f"the floor {least!r} is not a share from 0 to 1"
    return None


def _line(text: str, names: tuple[str, ...]) -> int | None:
    start = 0
    if len(names) == 3:
        header = r"\s*\.\s*".join(rf'"?{re.escape(name)}"?' for name in names[:2])
        found = re.search(rf"^\s*\[\s*{header}\s*\]", text, re.MULTILINE)
        start = found.end() if found else 0
    key = re.compile(rf'^\s*"?{re.escape(names[-1])}"?\s*=', re.MULTILINE).search(text, start)
    return text.count("\n", 0, key.end()) + 1 if key else None
