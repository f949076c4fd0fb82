"""Shares and means carry intervals that agree with cases worked out by hand."""

from __future__ import annotations

import math

import pytest

from eval.intervals import mean, share
from eval.record import Estimate


def test_a_share_carries_wilsons_interval() -> None:
    found = share(8, 10)
    assert (found.value, found.n) == (0.8, 10)
    assert found.low == pytest.approx(0.4902, abs=1e-4)
    assert found.high == pytest.approx(0.9433, abs=1e-4)
    assert share(10, 10).high == 1
    assert share(0, 10).low == 0


def test_a_mean_carries_the_same_bootstrap_interval_every_time() -> None:
    values = [0.0, 0.5, 1.0, 1.0, 0.25, 0.75] * 5
    found = mean(values)
    assert found == mean(values)
    assert found.value == pytest.approx(0.5833, abs=1e-4)
    assert found.low is not None and found.high is not None
    # The normal approximation: 1.96 standard errors each side.
    assert found.low == pytest.approx(0.5833 - 1.96 * 0.3568 / math.sqrt(30), abs=0.02)
    assert found.high == pytest.approx(0.5833 + 1.96 * 0.3568 / math.sqrt(30), abs=0.02)


def test_one_value_has_no_interval_and_equal_values_a_narrow_one() -> None:
    assert (mean([0.5]).low, mean([0.5]).n) == (None, 1)
    assert (mean([1.0, 1.0]).low, mean([1.0, 1.0]).high) == (1, 1)


def test_figures_have_four_digits() -> None:
    assert share(1, 3).value == 0.3333
    assert share(2, 3).low == 0.2077  # Wilson's, by the formula
    assert mean([0.0, 0.0, 1.0]).value == 0.3333


def test_two_values_that_differ_have_an_interval_from_one_to_the_other() -> None:
    for values in ([0.0, 1.0], [1.0, 0.0]):
        assert mean(values) == Estimate(0.5, 2, 0.0, 1.0)


def test_the_interval_of_a_mean_is_what_the_seed_gives() -> None:
    assert mean([0.1 * n for n in range(10)]) == Estimate(0.45, 10, 0.2798, 0.62)
