"""The service is able to answer while it answers a question it must know."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from web_house import QUESTIONS, SmallAssistant, small

from app.assistant import Assistant
from app.web.health import Unready, probe


def _probe(assistant: SmallAssistant) -> float:
    return probe(cast(Assistant, assistant))


def test_the_exhibits_own_example_is_asked_and_timed(tmp_path: Path) -> None:
    assistant = small(tmp_path)
    assert _probe(assistant) >= 0
    assert [request.question for request in assistant.asked] == [QUESTIONS["ru"]]


def test_a_folder_without_examples_must_find_its_own_first_words(tmp_path: Path) -> None:
    plain = small(tmp_path, plain=True)
    assert _probe(plain) >= 0
    assert plain.asked == []


def test_a_folder_that_finds_nothing_is_not_ready(tmp_path: Path) -> None:
    plain = small(tmp_path, plain=True)
    plain.index.passages = []  # type: ignore[assignment]
    with pytest.raises(Unready, match="run `nisso doctor`, then `nisso ingest`"):
        _probe(plain)


def test_an_exhibit_that_knows_none_of_its_examples_is_not_ready(tmp_path: Path) -> None:
    assistant = small(tmp_path)
    texts = {"ru": {"examples": ["Кто смотритель?"]}}
    assistant.index.exhibit = replace(assistant.index.exhibit, texts=texts)
    with pytest.raises(Unready, match="no probe question is answered"):
        _probe(assistant)


def test_whatever_fails_is_told_by_its_kind_and_not_by_its_words(tmp_path: Path) -> None:
    assistant = small(tmp_path)
    assistant.broken = True
    with pytest.raises(Unready) as told:
        _probe(assistant)
    assert str(told.value) == "a probe question failed (RuntimeError); see the log"
