"""A plot stands where its figures say, and every mark tells them."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from eval_house import run_of

from eval.plots import Dot, dots, heat_map, times, trade_off
from eval.record import Estimate, Measures


def _svg(text: str) -> Element:
    """Read a plot, which is well-formed XML."""
    return ElementTree.fromstring(text)  # noqa: S314 (our own)


def _marks(plot: Element, kind: str) -> list[Element]:
    return [one for one in plot.iter() if kind in one.get("class", "").split()]


def _titles(marks: list[Element]) -> list[str]:
    return [mark.findtext("title", "") for mark in marks]


def _words(plot: Element) -> list[str]:
    return [text.text or "" for text in plot.iter("text")]


def test_a_dot_stands_at_its_share_with_its_interval_and_what_was_before() -> None:
    now = Dot("date", Estimate(0.5, 4, 0.25, 1.0), Estimate(0.0, 4))
    plot = _svg(dots([now, Dot("why", Estimate(1.0, 1))], "shares <of> all"))
    assert plot.findtext("title") == "shares <of> all"
    assert [mark.get("cx") for mark in _marks(plot, "now")] == ["325.0", "540.0"]
    assert _titles(_marks(plot, "now")) == ["date 50.0 % [25.0–100.0], n=4", "why 100.0 %, n=1"]
    assert [mark.get("cx") for mark in _marks(plot, "before")] == ["110.0"]
    assert _titles(_marks(plot, "before")) == ["before 0.0 %, n=4"]
    (interval,) = _marks(plot, "interval")
    assert (interval.get("x1"), interval.get("x2")) == ("217.5", "540.0")
    assert {mark.get("cy") for mark in _marks(plot, "now")} == {"19.0", "49.0"}
    assert [word for word in _words(plot) if not word.endswith("%")] == ["date", "why"]


def test_a_scale_of_shares_is_drawn_at_every_fifth() -> None:
    plot = _svg(dots([], "none"))
    assert _words(plot) == ["0 %", "20 %", "40 %", "60 %", "80 %", "100 %"]
    assert len(_marks(plot, "grid")) == 6


def test_a_cell_is_as_dark_as_its_success_and_one_without_questions_is_left_out() -> None:
    cell = {"success@1": Estimate(0.5, 2), "success@5": Estimate(1.0, 2)}
    light = {"success@1": Estimate(0.0, 2), "success@5": Estimate(0.5, 2)}
    sure = {"success@1": Estimate(1.0, 2), "success@5": Estimate(1.0, 2)}
    plot = _svg(heat_map({"ru": {"ru": sure, "ja": cell}, "en": {"en": light}}, "matrix"))
    cells = _marks(plot, "cell")
    opacity = [one.find("rect").get("fill-opacity") for one in cells]  # type: ignore[union-attr]
    assert opacity == ["1.000", "0.540", "0.080"]
    assert [one.get("class") for one in cells] == ["cell dark", "cell light", "cell light"]
    assert _titles(cells)[1] == "success@1 50.0 %, n=2; success@5 100.0 %, n=2"
    assert [text.text for text in cells[1].iter("text")] == ["50.0 %", "@5 100.0 %"]
    assert {"ru passages", "ja question"} <= set(_words(plot))


def test_the_trade_off_has_a_curve_and_a_point_a_language_now_and_before() -> None:
    metrics = {
        "false refusal": {"en": {"all": Estimate(0.5, 2)}, "ja": {"all": Estimate(0.0, 2)}},
        "abstention recall": {"en": {"all": Estimate(1.0, 2)}},
    }
    curve = ((0.0, 0.0), (0.5, 1.0))
    run = run_of(measures=Measures(metrics, {}, {}, {"en": curve}))
    plot = _svg(trade_off(run, None, "trade-off"))
    (line,) = _marks(plot, "curve")
    assert (line.get("class"), line.get("points")) == ("curve en", "110.0,290.0 255.0,20.0")
    (point,) = [one for one in _marks(plot, "now") if one.find("title") is not None]
    assert (point.get("cx"), point.get("cy")) == ("255.0", "20.0")
    assert _titles([point]) == ["en false refusals 50.0 %, n=2; right abstentions 100.0 %, n=2"]
    assert _marks(plot, "before") == []
    both = _svg(trade_off(run, replace(run), "trade-off"))
    assert [mark.get("class") for mark in _marks(both, "before")] == ["before en"]


def test_a_bar_is_as_long_as_its_time_and_the_slowest_is_the_longest() -> None:
    latency = {"all": {"n": 2, "p50": 5.0, "p95": 20.0}, "en": {"n": 1, "p50": 10.0, "p95": 10.0}}
    plot = _svg(times(latency, "milliseconds"))
    bars = [(mark.findtext("title"), mark.get("width")) for mark in plot.iter("rect")]
    assert bars == [
        ("en p95 10.0 ms", "170.0"),
        ("en p50 10.0 ms", "170.0"),
        ("all p95 20.0 ms", "340.0"),
        ("all p50 5.0 ms", "85.0"),
    ]
    assert "5.0 / 20.0 ms" in _words(plot)
    assert list(_svg(times({}, "none")).iter("rect")) == []
