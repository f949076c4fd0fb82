"""The figures of the performance comparison: medians, spread, ratios, and what is required."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """One matter, measured several times for us and for what we compare with.

    `most` is the largest ratio of the medians that is accepted, None where none is required.
    """

    name: str
    unit: str
    ours: Sequence[float]
    plain: Sequence[float]
    most: float | None = None

    @property
    def ratio(self) -> float:
        """Our median over the other one."""
        return median(self.ours) / median(self.plain)

    @property
    def is_missed(self) -> bool:
        """Whether more is required than was reached."""
        return self.most is not None and self.ratio > self.most

    def to_json(self) -> dict[str, Any]:
        """Return the figure with all that was measured."""
        return {
            "name": self.name, "unit": self.unit, "ratio": round(self.ratio, 4), "most": self.most,
            "ours": _json(self.ours), "plain": _json(self.plain),
        }  # fmt: skip


def table(figures: Sequence[Figure]) -> str:
    """Return a line a figure: median (least–most) of both sides, the ratio, what is required."""
    head = f"{'':<34}{'ours':>24}{'compared with':>26}{'ratio':>8}  required\n"
    return head + "".join(map(_line, figures))


def _line(figure: Figure) -> str:
    asked = "" if figure.most is None else f"≤ {figure.most}{' MISSED' if figure.is_missed else ''}"
    name = f"{figure.name}, {figure.unit}"
    line = f"{name:<34}{_spread(figure.ours):>24}{_spread(figure.plain):>26}{figure.ratio:>8.3f}"
    return f"{line}  {asked}".rstrip() + "\n"


def _spread(values: Sequence[float]) -> str:
    return f"{median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


def _json(values: Sequence[float]) -> dict[str, float]:
    found = {"median": median(values), "least": min(values), "most": max(values)}
    return {name: round(value, 4) for name, value in found.items()}
