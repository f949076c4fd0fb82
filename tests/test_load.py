"""Many visitors at once lose nothing; the long form is `soak_load.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from visitors import Server, alone, burst, chat, crowd, p95
from web_house import QUESTIONS

QUESTIONS_ASKED = tuple(QUESTIONS.values())


@pytest.fixture(scope="module")
def server(exhibit_index: Path) -> Iterator[Server]:
    with chat(exhibit_index) as found:
        yield found


def test_a_burst_is_answered_or_told_busy_in_good_time(server: Server) -> None:
    single = alone(server, QUESTIONS_ASKED, times=6)
    replies, seconds = burst(server, QUESTIONS_ASKED, count=100)
    assert {reply.outcome for reply in replies} <= {"answered", "busy"}
    assert len(replies) == 100
    assert seconds <= 1.5 * 100 * single, (seconds, single)


def test_visitors_who_ask_now_and_then_hardly_notice_each_other(server: Server) -> None:
    single = alone(server, QUESTIONS_ASKED, times=4)
    replies = crowd(server, QUESTIONS_ASKED, visitors=30, seconds=3)
    assert {reply.outcome for reply in replies} == {"answered"}
    assert p95(replies) <= 10 * single, (p95(replies), single)
