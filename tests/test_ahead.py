"""What may be offered is tried before anyone asks, beside the server's own work."""

from __future__ import annotations

import gc
import logging
import shutil
import time
import weakref
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Event

import pytest

from app.answer import Answer
from app.answerable import with_answerable
from app.assistant import Assistant, open_assistant
from app.live import Live
from app.request import Request
from app.web.ahead import trying_ahead
from app.web.beside import beside
from app.web.memory import keep_for_good, keep_what_is_used
from ingest.index import Index

SOON = 0.01
LANGUAGES = ("ru", "en", "ja")


class Heard(Assistant):
    """Answers, and remembers what it was asked."""

    def __init__(self, index: Path) -> None:
        """Have been asked nothing yet."""
        super().__init__(Index(index))
        self.asked: list[str] = []

    def ask(self, request: Request) -> Answer:
        """Answer, having noted the question."""
        self.asked.append(request.question)
        return super().ask(request)

    @property
    def untried(self) -> set[str]:
        """What may be offered and was not asked."""
        offers = {text for code in LANGUAGES for text in self.suggestions.every(code)}
        assert len(offers) > len(LANGUAGES)
        return offers - set(self.asked)


class Startled(Heard):
    """Fails at the first question that it is asked."""

    def ask(self, request: Request) -> Answer:
        """Fail once."""
        if self.asked:
            return super().ask(request)
        self.asked.append("")
        raise OSError(request.question)


def broken(language: str) -> Iterator[str]:
    raise OSError(language)


def _until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not done():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.01)


def test_what_an_answer_may_offer_is_among_what_is_tried(exhibit_index: Path) -> None:
    assistant = open_assistant(exhibit_index)
    answer = assistant.ask(Request("When was the lighthouse built?"))
    assert answer.suggestions
    assert set(answer.suggestions) <= set(assistant.suggestions.every("en"))


def test_an_answer_waits_for_no_question_that_it_offers(exhibit_index: Path) -> None:
    assistant = Heard(exhibit_index)
    with trying_ahead(Live(assistant), every=SOON):
        _until(lambda: not assistant.untried)
    before = len(assistant.asked)
    answer = with_answerable(assistant, assistant.ask(Request("When was the lighthouse built?")))
    assert answer.suggestions
    assert assistant.asked[before:] == ["When was the lighthouse built?"]


def test_after_a_takeover_the_new_ones_are_tried(exhibit_index: Path, tmp_path: Path) -> None:
    first = Heard(exhibit_index)
    second = Heard(shutil.copytree(exhibit_index, tmp_path / "index"))
    live = Live(first)
    with trying_ahead(live, every=SOON):
        _until(lambda: not first.untried)
        live.take_over(second)
        _until(lambda: not second.untried)


def test_an_index_that_was_taken_over_is_tried_no_more_and_let_go(
    exhibit_index: Path, plain_index: Path
) -> None:
    first, second = Heard(exhibit_index), Heard(plain_index)
    closed: list[bool] = []
    first.index.close = partial(closed.append, True)  # type: ignore[method-assign]
    live = Live(first)
    with trying_ahead(live, every=SOON):
        _until(lambda: len(first.asked) == 1)
        live.take_over(second)
        _until(lambda: closed == [True])
        asked = len(first.asked)
        time.sleep(0.2)
    assert len(first.asked) == asked
    assert first.untried


def test_after_a_question_that_fails_the_others_are_tried_and_the_log_names_none(
    exhibit_index: Path, caplog: pytest.LogCaptureFixture
) -> None:
    startled = Startled(exhibit_index)
    with caplog.at_level(logging.ERROR), trying_ahead(Live(startled), every=SOON):
        _until(lambda: bool(caplog.messages))
    assert caplog.messages == ["1 questions that may be offered could not be tried (OSError)"]
    assert len(startled.untried) <= 1


def test_an_index_whose_offers_cannot_be_read_ends_nothing(
    exhibit_index: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first = Heard(exhibit_index)
    first.suggestions.every = broken  # type: ignore[method-assign]
    second = Heard(shutil.copytree(exhibit_index, tmp_path / "index"))
    live = Live(first)
    with caplog.at_level(logging.ERROR), trying_ahead(live, every=SOON):
        _until(lambda: bool(caplog.messages))
        live.take_over(second)
        _until(lambda: not second.untried)
    assert caplog.messages == ["what may be offered cannot be read (OSError)"]


def test_work_beside_ends_with_what_it_is_beside() -> None:
    ended = []

    def work(stopped: Event) -> None:
        stopped.wait(20)
        ended.append(stopped.is_set())

    with beside("test", work):
        assert not ended
    assert ended == [True]


def test_what_was_kept_for_good_goes_only_when_what_is_used_is_kept() -> None:
    class Node:
        """Refers to itself."""

    died: list[bool] = []
    node = Node()
    node.self = node  # type: ignore[attr-defined]
    weakref.finalize(node, died.append, True)
    try:
        keep_for_good()
        del node
        gc.collect()
        assert (gc.get_freeze_count() > 0, died) == (True, [])
        keep_what_is_used()
        assert died == [True]
    finally:
        gc.unfreeze()
