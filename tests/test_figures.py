"""A figure is a ratio of medians, missed where more is required than was reached."""

from __future__ import annotations

from eval.figures import Figure, table

FAST = Figure("warm question", "ms", [1.0, 3.0, 2.0], [4.0, 5.0, 3.0], 0.5)
SLOW = Figure("cold start", "s", [3.0], [4.0], 0.5)
FREE = Figure("index size", "MB", [9.0], [3.0])


def test_the_ratio_is_that_of_the_medians() -> None:
    assert FAST.ratio == 0.5
    assert FREE.ratio == 3.0


def test_a_figure_at_its_limit_is_held_and_one_above_is_missed() -> None:
    assert not FAST.is_missed
    assert SLOW.is_missed
    assert not FREE.is_missed


def test_a_line_shows_both_sides_with_their_spread_and_what_is_required() -> None:
    _, fast, slow, free = table([FAST, SLOW, FREE]).splitlines()
    assert "2.00 (1.00–3.00)" in fast
    assert fast.endswith("0.500  ≤ 0.5")
    assert slow.endswith("MISSED")
    assert free.endswith("3.000")


def test_the_json_holds_all_that_was_measured() -> None:
    assert FAST.to_json() == {
        "name": "warm question", "unit": "ms", "ratio": 0.5, "most": 0.5,
        "ours": {"median": 2.0, "least": 1.0, "most": 3.0},
        "plain": {"median": 4.0, "least": 3.0, "most": 5.0},
    }  # fmt: skip
