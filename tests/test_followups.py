"""Follow-ups are told from new topics by turns that only one of two readings answers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.assistant import open_assistant
from app.model import load_model, read_followup
from eval.followups import Turn, after_others, learn_followups, shares_right, turns
from eval.samples import Sample

WHEN = "When was the lighthouse built?"


def _sample(number: int, text: str, *history: str, status: str = "answered") -> Sample:
    must = (("1902",),) if status == "answered" else ()
    path = Path("set")
    return Sample(
        f"s{number}", f"f{number}", "en", "date", "look", text, history, status, must, (), path, 1
    )


def test_follow_ups_stay_and_others_are_asked_after_the_one_before() -> None:
    samples = [_sample(n, f"Who was keeper number {n}?") for n in range(4)]
    samples += [_sample(9, "And who?", WHEN), _sample(10, "Hello!")]
    found = after_others(samples)
    assert [(one.id, one.history) for one in found] == [
        ("s3", ("Who was keeper number 2?",)),
        ("s9", (WHEN,)),
    ]


def test_a_turn_says_which_reading_is_answered_as_it_must_be(exhibit_index: Path) -> None:
    assistant = open_assistant(exhibit_index)
    judge = load_model().bare
    samples = [
        _sample(1, WHEN, "Who was Ivan Petrov?"),
        _sample(2, "And who?", "and?"),  # nothing to take: no turn
        _sample(3, "Qqq zzz?", WHEN, status="abstained"),
    ]
    found = list(turns(assistant, samples, lambda _: judge, frozenset({"s1"})))
    assert [turn.follows for turn in found] == [True, False]
    assert found[0].alone
    assert found[1].alone
    assistant.index.close()


@pytest.fixture(scope="module")
def told() -> list[Turn]:
    """Give 200 turns: half lean on what came before and are answered with it, half do not."""
    chance = np.random.default_rng(3)
    return [
        Turn(
            (float(n % 2), 2.0, 0.0, *chance.random(2).tolist()), n % 2 == 0, n % 2 == 1, n % 2 == 1
        )
        for n in range(200)
    ]


def test_what_tells_them_apart_is_learned(told: list[Turn]) -> None:
    model = read_followup(learn_followups(told))
    assert model.weights[0] > max(abs(weight) for weight in model.weights[1:])
    assert shares_right(told, [model.goes_on(turn.features) for turn in told]) == (1.0, 1.0)


def test_shares_are_of_follow_ups_and_of_new_topics(told: list[Turn]) -> None:
    assert shares_right(told, [True] * 200) == (1.0, 0.0)
    assert shares_right(told, [False] * 200) == (0.0, 1.0)
