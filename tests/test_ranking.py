"""Ranking measures that agree with cases worked out by hand."""

from __future__ import annotations

import math

import pytest

from eval.ranking import ranking


def test_ranking_measures_of_one_gold_follow_its_rank() -> None:
    values = ranking({"q": frozenset({"a"})}, {"q": ("x", "y", "a")})["q"]
    assert values == {
        "success@1": 0,
        "success@3": 1,
        "success@5": 1,
        "mrr": pytest.approx(1 / 3),
        "ndcg@10": pytest.approx(1 / math.log2(4)),
    }


def test_ranking_measures_of_several_golds_take_all_of_them() -> None:
    values = ranking({"q": frozenset({"a", "b"})}, {"q": ("x", "a", "b")})["q"]
    gain = 1 / math.log2(3) + 1 / math.log2(4)
    assert values["mrr"] == pytest.approx(1 / 2)
    assert values["ndcg@10"] == pytest.approx(gain / (1 + 1 / math.log2(3)))


def test_a_search_that_found_nothing_counts_as_zero() -> None:
    values = ranking({"q": frozenset({"a"}), "r": frozenset({"a"})}, {"q": (), "r": ("a",)})
    assert set(values["q"].values()) == {0.0}
    assert set(values["r"].values()) == {1.0}
    assert ranking({}, {}) == {}


def test_ties_keep_the_order_of_the_search_whatever_the_ids() -> None:
    for ids in (("a", "b"), ("b", "a")):
        values = ranking({"q": frozenset({ids[0]})}, {"q": ids})
        assert values["q"]["success@1"] == 1
        values = ranking({"q": frozenset({ids[1]})}, {"q": ids})
        assert values["q"]["mrr"] == 0.5


def test_a_gold_below_the_tenth_place_is_not_found() -> None:
    found = (*(f"x{number}" for number in range(10)), "a")
    values = ranking({"q": frozenset({"a"})}, {"q": found})["q"]
    assert values["mrr"] == values["ndcg@10"] == 0
