"""The answerer's model is learned from samples whose right sentence is known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from answering_house import candidate, question

from app.candidate import NAMES
from app.model import OF_QUESTION, read_judge
from eval import calibrate
from eval.asked import Asked, Outcome, outcome, shares
from eval.calibrate import bare_threshold, learned, threshold_for
from eval.samples import Sample

RIGHT, WRONG = "The keeper was paid well.", "Fish are sold."
WORDS = NAMES.index("words")


def _sample(number: int, status: str) -> Sample:
    must = (("paid",),) if status == "answered" else ()
    return Sample(
        f"s{number}",
        f"f{number}",
        "en",
        "number",
        "look",
        "How much?",
        (),
        status,
        must,
        (),
        Path("set"),
        1,
    )


def _asked(number: int, status: str, strength: float) -> Asked:
    found = (
        candidate(RIGHT, words=strength, listed=1.0),
        candidate(WRONG, words=strength / 4, listed=1.0),
    )
    right = np.array([status == "answered", False])
    matrix = np.stack([one.features for one in found])
    return Asked(_sample(number, status), question("keeper"), found, matrix, right)


@pytest.fixture(scope="module")
def rows() -> list[Asked]:
    """Give 200 questions: those that are answered have words in common, the others few."""
    chance = np.random.default_rng(2)
    return [
        _asked(n, "answered", 0.6 + 0.4 * chance.random())
        if n % 2
        else _asked(n, "abstained", 0.4 * chance.random())
        for n in range(200)
    ]


def test_a_model_learned_from_samples_answers_and_declines_them(rows: list[Asked]) -> None:
    found = learned(rows, threshold_for)
    assert set(found.values) == {"sentences", "questions", "threshold"}
    assert len(found.outcomes) == len(rows)
    right, declined = shares(found.outcomes, found.values["threshold"])
    assert right > 0.95
    assert declined > 0.95
    judge = read_judge(found.values)
    assert outcome(rows[1], judge).right
    assert outcome(rows[1], judge).probability > outcome(rows[0], judge).probability


def test_a_sample_is_judged_by_what_has_not_learned_from_it(rows: list[Asked]) -> None:
    found = learned(rows, threshold_for)
    looked = rows[0].sample
    assert found.judge_of(looked) is found.held[calibrate._fold(looked)]
    assert found.judge_of(looked).threshold == found.values["threshold"]
    scored = found.judge_of(replace(looked, split="score"))
    assert all(scored is not judge for judge in found.held)


def test_the_threshold_parts_answered_from_declined() -> None:
    outcomes = [Outcome(_sample(n, "answered"), 0.8, True) for n in range(4)]
    outcomes += [Outcome(_sample(n, "abstained"), 0.3, False) for n in range(4)]
    assert threshold_for(outcomes) == pytest.approx(0.31)  # of all that part them the lowest
    assert shares(outcomes, 0.5) == (1.0, 1.0)
    assert shares(outcomes, 0.9) == (0.0, 1.0)


def test_a_better_threshold_is_worth_more_than_a_lower_one() -> None:
    outcomes = [Outcome(_sample(n, "answered"), 0.8, True) for n in range(50)]
    outcomes += [Outcome(_sample(n, "abstained"), 0.2 + 0.01 * n, False) for n in range(50)]
    assert threshold_for(outcomes) == pytest.approx(0.7)  # 0.69 is the highest of those declined


def test_without_near_misses_a_tenth_of_the_right_answers_is_refused() -> None:
    outcomes = [Outcome(_sample(n, "answered"), n / 10, True) for n in range(11)]
    outcomes.append(Outcome(_sample(99, "abstained"), 0.0, False))
    assert bare_threshold(outcomes) == pytest.approx(0.1)


def test_both_shares_are_told_for_each_part(capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = [Outcome(_sample(n, "answered"), n / 4, True) for n in range(4)]
    outcomes.append(Outcome(_sample(4, "abstained"), 0.1, False))
    calibrate._print("score ru", outcomes, 0.5)
    assert capsys.readouterr().err == "score ru: right 0.500, declined 1.000\n"


def test_every_feature_of_the_question_has_a_name() -> None:
    assert OF_QUESTION[: len(NAMES)] == NAMES
