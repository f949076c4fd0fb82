"""The likeliest sentence answers; another joins where it is nearly as likely and says more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from answering_house import candidate, question

from app.asked import Asked
from app.candidate import NAMES, Candidate
from app.extractive import LONGEST, NEARLY, STRAYING_IMPLIED, Ranking, choose, judged, rank, ranking
from app.model import OF_FOLLOWUP, OF_QUESTION, Followup, Judge, Model
from app.trees import read_trees

ASKED = question("keeper")
KEEPER, TOWER, FISH = "The keeper was paid well.", "A tower stood there in 1902.", "Fish are sold."


def _ranked(found: Sequence[Candidate], *likely: float, answerable: float = 0.5) -> Ranking:
    return ranking(ASKED, found, np.array(likely, np.float32), answerable)


def _texts(found: Sequence[Candidate]) -> list[str]:
    return [one.text for one in found]


def test_the_likeliest_comes_first_and_the_order_of_equals_stays() -> None:
    found = _ranked([candidate(KEEPER), candidate(TOWER), candidate(FISH)], 0.25, 0.75, 0.25)
    assert _texts(found.candidates) == [TOWER, KEEPER, FISH]
    assert found.probabilities == (0.75, 0.25, 0.25)
    assert found.answerable == 0.5


@pytest.mark.parametrize(
    ("features", "answerable", "likely"),
    [
        ({"known_cosine": 1.0}, 1.0, 1.0),
        ({"known_cosine": 0.998}, 0.5, 0.25),
        ({"defines": 1.0}, 1.0, 1.0),
        ({"miss_cosine": 1.0}, 0.0, 0.25),
        ({"miss_cosine": 0.998}, 0.5, 0.25),
        ({"miss_cosine": 1.0, "defines": 1.0}, 0.0, 1.0),
    ],
)
def test_what_the_corpus_itself_lists_needs_no_judging(
    features: dict[str, float], answerable: float, likely: float
) -> None:
    found = _ranked([candidate(KEEPER, **features)], 0.25)
    assert found.answerable == answerable
    assert found.probabilities == (likely,)


def test_a_question_of_bare_numbers_is_declined() -> None:
    found = ranking(question("17"), [candidate(KEEPER)], np.array([0.9], np.float32), 0.9)
    assert found.answerable == 0.0


def test_a_bare_year_may_be_asked() -> None:
    asked = replace(question("1902"), years=frozenset(("1902",)))
    assert ranking(asked, [candidate(TOWER)], np.array([0.9], np.float32), 0.75).answerable == 0.75


def test_a_sentence_on_another_subject_than_the_one_meant_is_less_likely() -> None:
    found = _ranked([candidate(KEEPER, meant=0.0), candidate(TOWER)], 0.5, 0.25)
    assert _texts(found.candidates) == [TOWER, KEEPER]
    assert found.probabilities[1] == pytest.approx(0.2)


NEVER = Followup((0.0,) * len(OF_FOLLOWUP), -1.0)
LEAF: dict[str, Any] = {"base": 0.0, "trees": [[[0.0]]]}


def _judge(sentences: dict[str, Any], questions: dict[str, Any], threshold: float) -> Judge:
    return Judge(read_trees(sentences, NAMES), read_trees(questions, OF_QUESTION), threshold)


def test_a_sentence_on_another_treaty_than_the_one_named_is_less_likely() -> None:
    found = _ranked([replace(candidate(KEEPER), elsewhere=True), candidate(TOWER)], 0.5, 0.25)
    assert _texts(found.candidates) == [TOWER, KEEPER]
    assert found.probabilities[1] == pytest.approx(0.2)


def test_nothing_found_is_nothing_answered() -> None:
    judge = _judge(LEAF, LEAF, 0.5)
    assert rank(ASKED, [], Model(judge, judge, NEVER)) == Ranking((), (), 0.0)


def test_the_model_judges_the_sentences_and_then_the_question() -> None:
    sentences = {"base": 0.0, "trees": [[["words", 0.5, 1, 2], [-1.0], [1.0]]]}
    questions = {"base": 0.0, "trees": [[["likeliest", 0.7, 1, 2], [-2.0], [2.0]]]}
    judge = _judge(sentences, questions, 0.75)
    found = judged(ASKED, [candidate(KEEPER, words=0.0), candidate(TOWER, words=1.0)], judge)
    assert _texts(found.candidates) == [TOWER, KEEPER]
    assert found.probabilities == pytest.approx((1 / (1 + np.exp(-1)), 1 / (1 + np.exp(1))))
    assert found.answerable == pytest.approx(1 / (1 + np.exp(-2)))


@pytest.mark.parametrize(
    ("own", "first"),
    [(0.5 * STRAYING_IMPLIED + 0.01, TOWER), (0.5 * STRAYING_IMPLIED - 0.01, KEEPER)],
)
def test_where_no_subject_is_named_of_about_equals_the_exhibits_own_goes_first(
    own: float, first: str
) -> None:
    implied = replace(ASKED, names_subject=False)
    found = [candidate(KEEPER, strays=1.0), candidate(TOWER)]
    likely = np.array([0.5, own], np.float32)
    assert _texts(ranking(implied, found, likely, 0.5).candidates)[0] == first
    assert _texts(ranking(ASKED, found, likely, 0.5).candidates)[0] == KEEPER


def test_a_second_sentence_joins_only_where_it_is_nearly_as_likely() -> None:
    found = [candidate(KEEPER), candidate(TOWER)]
    at_the_edge = Ranking(tuple(found), (0.8, 0.8 * NEARLY), 0.5)
    assert _texts(choose(ASKED, at_the_edge, "en")) == [KEEPER, TOWER]
    assert _texts(choose(ASKED, _ranked(found, 0.8, 0.81 * NEARLY), "en")) == [KEEPER, TOWER]
    assert _texts(choose(ASKED, _ranked(found, 0.8, 0.79 * NEARLY), "en")) == [KEEPER]


@pytest.mark.parametrize(
    ("asked", "most"), [("what", 2), ("duration", 2), ("when", 2), ("yesno", 2), ("list", 3)]
)
def test_two_sentences_answer_a_question_and_three_a_list(asked: Asked, most: int) -> None:
    found = [candidate(text) for text in (KEEPER, TOWER, FISH, "Boats come on Sundays.")]
    ranked = _ranked(found, 0.9, 0.9, 0.9, 0.9)
    assert len(choose(replace(ASKED, asked=asked), ranked, "en")) == most


@pytest.mark.parametrize(
    ("best", "third", "sentences"), [(0.79, 0.48, 3), (0.79, 0.46, 2), (0.81, 0.81, 2)]
)
def test_a_third_joins_where_the_first_is_unsure_and_it_is_about_as_likely(
    best: float, third: float, sentences: int
) -> None:
    ranked = _ranked([candidate(KEEPER), candidate(TOWER), candidate(FISH)], best, best, third)
    assert len(choose(ASKED, ranked, "en")) == sentences


def test_no_fourth_joins_where_three_have_though_it_is_less_likely_than_they() -> None:
    found = [candidate(text) for text in (KEEPER, TOWER, FISH, "The bell was sold to a museum.")]
    ranked = _ranked(found, 0.7, 0.5, 0.45, 0.4)  # from .42 on a third may join
    assert len(choose(ASKED, ranked, "en")) == 3


@pytest.mark.parametrize(
    ("language", "one", "other", "both"),
    [
        ("en", KEEPER, KEEPER, False),
        ("en", KEEPER, "The keeper was paid badly.", True),
        ("en", KEEPER, "The keeper left.", True),
        ("en", "a b c d e f g h i j", "a b c d e f g h y z", True),
        ("en", "a b c d e f g h i j", "a b c d e f g h i z", False),
        ("ru", "а б в г д е ж з и к", "к и з ж е д г в б ю", False),
        ("ja", "白い灯台は一九〇二年に建った。", "灯台は一九〇二年に建った。", False),
        ("ja", "灯台は一九〇二年に建てられた。", "番人は給料をもらった。", True),
    ],
)
def test_a_sentence_that_says_the_same_does_not_join(
    language: str, one: str, other: str, *, both: bool
) -> None:
    ranked = _ranked([candidate(one, language), candidate(other, language)], 0.9, 0.9)
    assert (len(choose(ASKED, ranked, language)) == 2) is both


def test_a_further_sentence_stays_with_the_subject_that_was_meant() -> None:
    meant = replace(ASKED, names_subject=False)
    first = replace(candidate(TOWER), of_subject=True)
    ranked = _ranked([first, candidate(FISH), replace(candidate(KEEPER), of_subject=True)], 1, 1, 1)
    assert _texts(choose(meant, ranked, "en")) == [TOWER, KEEPER]
    assert _texts(choose(ASKED, ranked, "en")) == [TOWER, FISH]


def test_where_the_first_leaves_the_subject_the_others_may() -> None:
    meant = replace(ASKED, names_subject=False, asked="list")
    second = replace(candidate(TOWER), of_subject=True)
    ranked = _ranked([candidate(KEEPER), second, candidate(FISH)], 1, 1, 1)
    assert _texts(choose(meant, ranked, "en")) == [KEEPER, TOWER, FISH]


def test_a_further_sentence_does_not_stray_to_another_treaty_unless_it_is_about_as_likely() -> None:
    found = [candidate(TOWER), candidate(FISH, strays=1.0), candidate(KEEPER)]
    assert _texts(choose(ASKED, _ranked(found, 1, 0.79, 0.7), "en")) == [TOWER, KEEPER]
    assert _texts(choose(ASKED, _ranked(found, 1, 0.81, 0.7), "en")) == [TOWER, FISH]
    for strays in (1.0, 0.0):
        both = _ranked([candidate(TOWER, strays=1.0), candidate(FISH, strays=strays)], 1, 1)
        assert _texts(choose(ASKED, both, "en")) == [TOWER, FISH]


def test_a_sentence_that_does_not_fit_gives_way_to_one_that_does() -> None:
    long = " ".join(f"word{number}" for number in range(90))
    ranked = _ranked([candidate(KEEPER), candidate(long), candidate(TOWER)], 0.9, 0.9, 0.9)
    assert len(long) + len(KEEPER) + 1 > LONGEST["en"]
    assert _texts(choose(ASKED, ranked, "en")) == [KEEPER, TOWER]


def test_an_answer_may_fill_its_room_to_the_character() -> None:
    rest = "x" * (LONGEST["ja"] - len(KEEPER) - 1)
    fitting = _ranked([candidate(KEEPER, "ja"), candidate(rest, "ja")], 0.9, 0.9)
    assert len(choose(ASKED, fitting, "ja")) == 2
    too_long = _ranked([candidate(KEEPER, "ja"), candidate(f"{rest}x", "ja")], 0.9, 0.9)
    assert len(choose(ASKED, too_long, "ja")) == 1


@pytest.mark.parametrize(("listed", "answers"), [(1.0, False), (0.0, True)])
def test_an_exhibit_without_near_misses_answers_sooner(listed: float, *, answers: bool) -> None:
    model = Model(_judge(LEAF, LEAF, 0.75), bare=_judge(LEAF, LEAF, 0.25), followup=NEVER)
    found = rank(ASKED, [candidate(KEEPER, listed=listed)], model)
    assert found.answerable == 0.5
    assert found.answers is answers


@pytest.mark.parametrize("second", [TOWER, f"{TOWER}!"], ids=["even", "odd"])
@pytest.mark.parametrize(("more", "sentences"), [(0, 3), (1, 2)])
def test_every_sentence_and_blank_takes_its_room(second: str, more: int, sentences: int) -> None:
    rest = "x" * (LONGEST["en"] - len(KEEPER) - len(second) - 2 + more)
    found = [candidate(KEEPER), candidate(second), candidate(rest)]
    chosen = choose(replace(ASKED, asked="list"), _ranked(found, 0.9, 0.9, 0.9), "en")
    assert len(chosen) == sentences


def test_a_question_at_the_threshold_is_answered() -> None:
    ranked = replace(_ranked([candidate(KEEPER)], 0.9, answerable=0.5), threshold=0.5)
    assert ranked.answers
    assert not replace(ranked, threshold=0.51).answers
    assert not replace(ranked, candidates=()).answers
