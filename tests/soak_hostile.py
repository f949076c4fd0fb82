"""Hostile input at length, from `make soak`: more than fifty thousand of what the suite draws."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import hostile
import pytest
from hypothesis import given
from test_hostile import address, damaged, folder, visitor  # noqa: F401 (fixtures)

DRAWN = {
    "questions": 4_000,
    "bodies": 6_000,
    "queries": 6_000,
    "batches": 12_000,
    "front_matters": 12_000,
    "corpus_files": 12_000,
    "edits": 4_000,
    "damages": 300,
}


def test_at_least_fifty_thousand_inputs_are_drawn() -> None:
    assert sum(DRAWN.values()) >= 50_000


def at_length(kind: str, look: Callable[[Any], None]) -> None:
    """Draw as many of a kind as the table says, and look at what comes of each."""

    @hostile.drawn(DRAWN[kind])
    @given(getattr(hostile, kind)())
    def each(found: Any) -> None:  # noqa: ANN401 (whatever is drawn)
        look(found)

    each()
    print(f"{kind}: {DRAWN[kind]} drawn")  # noqa: T201 (the figure)


def test_questions(visitor: hostile.Visitor) -> None:  # noqa: F811
    at_length("questions", visitor.ask_after_another)


def look_at(visitor: hostile.Visitor, query: tuple[str, dict[str, str]]) -> None:  # noqa: F811
    visitor.get(*query)


def test_bodies(visitor: hostile.Visitor) -> None:  # noqa: F811
    at_length("bodies", visitor.post)


def test_queries(visitor: hostile.Visitor) -> None:  # noqa: F811
    at_length("queries", lambda query: look_at(visitor, query))


@pytest.mark.parametrize(
    ("kind", "check"),
    [
        ("batches", hostile.check_batch),
        ("front_matters", hostile.check_front_matter),
        ("corpus_files", hostile.check_corpus_files),
        ("edits", lambda found, place: hostile.check_edits(found, place / "exhibit")),
    ],
)
def test_files(tmp_path: Path, kind: str, check: Callable[[Any, Path], None]) -> None:
    at_length(kind, lambda found: check(found, tmp_path))


def test_damages(damaged: Path) -> None:  # noqa: F811
    at_length("damages", lambda damage: hostile.check_damage(damage, damaged))
