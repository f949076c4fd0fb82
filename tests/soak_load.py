"""The long forms of the load, from `make soak`, over the project's own exhibit; prints its figures.

A hundred visitors for a minute, a hundred questions in one instant, and twenty thousand questions
after which the server holds no more memory than before.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from visitors import Server, alone, burst, chat, crowd, many, p95

from ingest.places import ROOT

VISITORS, SECONDS = 100, 60
FIRST, ALL = 4_000, 20_000
GROWTH = 1.05


@pytest.fixture(scope="module")
def questions() -> list[str]:
    found = []
    for path in sorted((ROOT / "eval" / "questions").glob("*/*.jsonl")):
        found += [json.loads(line)["question"] for line in path.read_text("utf-8").splitlines()]
    found = found[::7]
    Random(1925).shuffle(found)  # so that any few are like any others
    return found


@pytest.fixture(scope="module")
def server(project_index: Path) -> Iterator[Server]:
    with chat(project_index) as found:
        yield found


@pytest.fixture
def tell(capfd: pytest.CaptureFixture[str]) -> Iterator[list[str]]:
    """Give a list whose lines are printed at the end, also where the test passes."""
    lines: list[str] = []
    yield lines
    with capfd.disabled():
        print("", *lines, sep="\n")  # noqa: T201 (the figures)


def test_a_hundred_visitors_are_all_answered(
    server: Server, questions: list[str], tell: list[str]
) -> None:
    single = alone(server, questions, times=20)
    replies = crowd(server, questions, visitors=VISITORS, seconds=SECONDS)
    worst = p95(replies)
    tell.append(f"alone: median {single * 1000:.0f} ms")
    tell.append(f"{VISITORS} visitors, {len(replies)} questions: p95 {worst * 1000:.0f} ms")
    assert {reply.outcome for reply in replies} == {"answered"}
    assert worst <= 10 * single


def test_a_burst_is_answered_or_told_busy(
    server: Server, questions: list[str], tell: list[str]
) -> None:
    # Of the same kind as the burst's, and new as they are: what was asked once is answered sooner.
    single = alone(server, questions[100:], times=20)
    replies, seconds = burst(server, questions, count=100)
    busy = sum(reply.outcome == "busy" for reply in replies)
    tell.append(f"burst of 100: {seconds:.1f} s, {busy} told busy; alone {single * 1000:.0f} ms")
    assert {reply.outcome for reply in replies} <= {"answered", "busy"}
    assert seconds <= 1.5 * 100 * single


def test_twenty_thousand_questions_leave_the_memory_as_it_was(
    server: Server, questions: list[str], tell: list[str]
) -> None:
    replies = many(server, questions, count=FIRST, at_once=4)
    before = server.memory()
    replies += many(server, questions, count=ALL - FIRST, at_once=4)
    after = server.memory()
    tell.append(f"memory after {FIRST} questions {before:.0f} MB, after {ALL} {after:.0f} MB")
    assert {reply.outcome for reply in replies} == {"answered"}
    assert after <= GROWTH * before
