"""A question's words tell what kind of answer it seeks."""

from __future__ import annotations

import pytest

from app.asked import asked_for, is_explicit, is_order

KINDS = [
    ("Почему маяк сгорел?", "ru", "why"),
    ("На сколько лет наняли смотрителя?", "ru", "duration"),
    ("Сколько платили смотрителю?", "ru", "number"),
    ("количество маяков на берегу", "ru", "number"),
    ("дата постройки маяка", "ru", "when"),
    ("Кто построил маяк?", "ru", "who"),
    ("Правда ли, что маяк сгорел?", "ru", "yesno"),
    ("How come it burnt?", "en", "why"),
    ("How many years did it stand?", "en", "duration"),
    ("the number of steps", "en", "number"),
    ("date of the fire", "en", "when"),
    ("Which towers are on the coast?", "en", "list"),
    ("Did it burn down?", "en", "yesno"),
    ("Tell me about the tower", "en", "what"),
    ("灯台が焼けたのはなぜですか。", "ja", "why"),
    ("番人は何か条の規則を守りましたか。", "ja", "number"),
    ("灯台の数は？", "ja", "number"),
    ("灯台が建てられた日は？", "ja", "when"),
    ("灯台を建てたのは誰？", "ja", "who"),
    ("灯台は焼けましたか。", "ja", "yesno"),
    ("Кто был смотрителем, когда маяк сгорел?", "ru", "who"),
    ("Собралась ли комиссия, где хотели решить его судьбу?", "ru", "where"),
    ("Who was the keeper when the tower burnt?", "en", "who"),
    ("When did whoever built it die?", "en", "when"),
    ("Which old keeper lit it, the admiral or the boy?", "en", "list"),
    ("Which Russian admiral saw it burn?", "en", "who"),
    ("灯台守の名前は何ですか。", "ja", "what"),
    ("なんで焼けたの", "ja", "why"),
    ("焼けた原因を教えて", "ja", "why"),
    ("灯台は島のどのあたりにありましたか。", "ja", "where"),
]


@pytest.mark.parametrize(("question", "language", "asked"), KINDS)
def test_the_kind_is_read_from_the_words(question: str, language: str, asked: str) -> None:
    assert asked_for(question, language) == asked


def test_a_question_that_only_states_says_nothing_explicit() -> None:
    assert is_explicit("When did it burn?", "en")
    assert not is_explicit("Did it burn?", "en")
    assert not is_explicit("the lighthouse", "en")


@pytest.mark.parametrize(
    ("question", "language", "explicit"),
    [
        ("И что с ним стало?", "ru", True),
        ("А смотритель?", "ru", False),
        ("What did the keeper say?", "en", True),
        ("What about the keeper?", "en", False),
        ("それからどうなった？", "ja", True),
        ("番人は？", "ja", False),
    ],
)
def test_a_follow_up_that_asks_for_itself_does_not_ask_as_before(
    question: str, language: str, *, explicit: bool
) -> None:
    assert is_explicit(question, language) is explicit


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Please list the keepers.", "en"),
        ("Назовите смотрителей.", "ru"),
        ("番人を挙げてください。", "ja"),
        ("Please, tell me about the tower", "en"),
        ("I was wondering who lit it.", "en"),
        ("Хотелось бы знать, кто его зажёг.", "ru"),
        ("番人の給料が気になる", "ja"),
    ],
)
def test_an_order_asks_too(text: str, language: str) -> None:
    assert is_order(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("His name is on the list.", "en"),
        ("Give me strength.", "en"),
        ("Он назвал смотрителя.", "ru"),
        ("教会です。", "ja"),
        ("先生が教えてくれました。", "ja"),
    ],
)  # fmt: skip
def test_a_statement_is_no_order(text: str, language: str) -> None:
    assert not is_order(text, language)
