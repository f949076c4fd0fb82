"""What a screen offers is never a dead end: every question on it is answered when it is touched."""

from __future__ import annotations

import logging
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from web_house import QUESTIONS, SmallAssistant, small

from app.answerable import answerable, with_answerable
from app.assistant import Assistant
from app.request import Request
from app.web.texts import offered, texts_of
from ingest.records import Corpus

LANGUAGES = ("ru", "en", "ja")
UNANSWERED = {
    "ru": ("Какой сегодня курс иены?", "Спасибо!"),
    "en": ("What is the yen worth today?", "Thank you!"),
    "ja": ("今日の円相場は？", "ありがとう！"),
}
_EVERY = 400


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_suggestion_after_a_sample_of_answers_is_answered(
    assistant: Assistant, project_corpus: Corpus, language: str
) -> None:
    known = [one.question for one in project_corpus.questions if one.language == language][::_EVERY]
    assert len(known) > 2
    for question in (*known, *UNANSWERED[language]):
        answer = with_answerable(assistant, assistant.ask(Request(question, language=language)))
        assert answer.suggestions, question
        for text in answer.suggestions:
            touched = Request(text, history=(question,), screen_language=language)
            assert assistant.ask(touched).status == "answered", (question, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_and_topic_to_begin_with_is_answered(
    assistant: Assistant, language: str
) -> None:
    assert offered(assistant, language) == texts_of(assistant.index, language)


@pytest.fixture
def small_one(tmp_path: Path) -> SmallAssistant:
    return small(tmp_path)


def test_what_finds_no_answer_is_not_offered_and_the_log_says_so(
    small_one: SmallAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    own = cast(Any, small_one.index.exhibit.texts)["en"]
    own["examples"] = [QUESTIONS["en"], "What does nobody know?"]
    own["topics"] = [{"label": "Nothing", "question": "What does nobody know?"}]
    with caplog.at_level(logging.WARNING):
        texts = offered(cast(Assistant, small_one), "en")
    assert texts.examples == (QUESTIONS["en"],)
    assert texts.topics == ()
    assert caplog.text.count("What does nobody know?") == 1


def test_a_question_is_tried_once_however_often_it_is_offered(small_one: SmallAssistant) -> None:
    for _ in range(3):
        assert answerable(cast(Assistant, small_one), [QUESTIONS["en"]], "en")
    assert len(small_one.asked) == 1


def test_what_a_visitor_asked_is_not_remembered(small_one: SmallAssistant) -> None:
    answer = small_one.ask(Request("a secret?", language="en"))
    with_answerable(cast(Assistant, small_one), replace(answer, suggestions=(QUESTIONS["en"],)))
    assert [one.question for one in small_one.asked] == ["a secret?", QUESTIONS["en"]]


def test_in_a_crowd_an_answer_keeps_what_was_tried_before_and_waits_for_nothing(
    small_one: SmallAssistant,
) -> None:
    house = cast(Assistant, small_one)
    english = replace(small_one.ask(Request("?", language="en")), suggestions=(QUESTIONS["en"],))
    russian = replace(english, language="ru", suggestions=(QUESTIONS["ru"],))
    assert with_answerable(house, english).suggestions
    small_one.slow = 0.5
    with ThreadPoolExecutor() as pool:
        first = pool.submit(with_answerable, house, russian)
        while QUESTIONS["ru"] not in {one.question for one in small_one.asked}:
            time.sleep(0.01)
        assert with_answerable(house, russian).suggestions == ()
        assert with_answerable(house, english).suggestions == english.suggestions
        assert not first.done()
        assert first.result().suggestions == russian.suggestions
    assert with_answerable(house, russian).suggestions == russian.suggestions
    assert len(small_one.asked) == 3
