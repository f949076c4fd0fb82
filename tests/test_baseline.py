"""What passed when the baseline was blessed may not fail, and no figure may fall below a floor."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from eval_house import failed, run_of, tried

from eval.baseline import Rules, Verdict, bless, judge, read_baseline
from eval.changes import Changes
from eval.floors import Floor, Floors
from eval.record import Estimate, Measures
from eval.verdict import lines_of
from eval.waivers import Waiver

HALF = Measures({"correctness": {"en": {"all": Estimate(0.5, 4)}}}, {}, {})
RULES = Rules(Floors(), {})


def _floors(least: float, exhibit: str = "") -> Rules:
    return Rules(Floors(exhibit, (Floor("correctness", "en", "all", least),)), {})


def test_the_baseline_is_the_run_without_its_times(tmp_path: Path) -> None:
    run = replace(run_of(tried()), latency={"en": {"n": 1, "p50": 1.0, "p95": 1.0}})
    bless(run, tmp_path / "baseline.json")
    assert read_baseline(tmp_path / "baseline.json") == (replace(run, latency={}), None)


def test_a_missing_baseline_says_how_to_bless_one(tmp_path: Path) -> None:
    found, why = read_baseline(tmp_path / "baseline.json")
    assert found is None
    assert why == "no baseline in baseline.json; bless one with `nisso eval --bless`"


def test_a_damaged_baseline_is_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "baseline.json").write_text("{")
    found, why = read_baseline(tmp_path / "baseline.json")
    assert found is None
    assert why is not None and "baseline.json: no record of an evaluation" in why


def test_what_passed_and_fails_is_broken_unless_it_is_waived() -> None:
    before, now = run_of(tried("a"), tried("b")), run_of(failed("a"), failed("b"))
    waiver = Waiver("b", "known", date(2026, 1, 1))
    verdict = judge(now, before, None, replace(RULES, waivers={"b": waiver}))
    assert [change.now.id for change in verdict.broken] == ["a"]
    assert [(change.now.id, found) for change, found in verdict.waived] == [("b", waiver)]
    assert verdict.exit_code(faulty=False) == 1
    assert judge(now, now, None, RULES).exit_code(faulty=False) == 0


def test_a_sample_that_is_gone_counts_only_where_the_whole_set_was_asked() -> None:
    before, now = run_of(tried("a"), tried("b")), run_of(tried("a"))
    assert judge(now, before, None, RULES).changes.gone
    assert not judge(now, before, None, replace(RULES, whole=False)).changes.gone


@pytest.mark.parametrize(("least", "code"), [(0.4, 0), (0.5, 0), (0.6, 1)])
def test_a_figure_below_its_floor_is_a_regression(least: float, code: int) -> None:
    run = run_of(tried(), measures=HALF)
    verdict = judge(run, run, None, _floors(least))
    assert verdict.exit_code(faulty=False) == code
    assert [held.broken for held in verdict.floors] == [code == 1]
    partial = judge(run, run, None, replace(_floors(least), whole=False))
    assert partial.floors == ()


def test_floors_of_another_exhibit_are_not_judged_and_leave_no_verdict() -> None:
    run = run_of(tried(), measures=HALF)
    own = judge(run, run, None, _floors(0.6, "tower"))
    assert (own.exit_code(faulty=False), own.no_verdict) == (1, None)
    verdict = judge(run, run, None, _floors(0.6, "bridge"))
    assert (verdict.floors, verdict.exit_code(faulty=False)) == ((), 3)
    assert verdict.no_verdict == "floors.toml is for the exhibit 'bridge'"


def test_without_a_baseline_only_the_floors_are_judged() -> None:
    run = run_of(tried(), measures=HALF)
    verdict = judge(run, None, "no baseline", _floors(0.4))
    assert (verdict.no_verdict, verdict.exit_code(faulty=False)) == ("no baseline", 3)
    assert judge(run, None, "no baseline", _floors(0.6)).exit_code(faulty=False) == 1


def test_a_run_that_does_not_compare_has_no_changes() -> None:
    now = run_of(failed())
    before = replace(run_of(tried()), setup=replace(now.setup, answerer="generated"))
    verdict = judge(now, before, None, RULES)
    assert (verdict.changes, verdict.broken) == (Changes(), ())
    assert "another answerer" in (verdict.no_verdict or "")


def test_a_regression_wins_over_a_fault_and_a_fault_over_no_verdict() -> None:
    broken = judge(run_of(failed()), run_of(tried()), None, RULES)
    assert broken.exit_code(faulty=True) == 1
    nothing = Verdict(Changes(), (), (), (), "no baseline")
    assert nothing.exit_code(faulty=True) == 2
    below = judge(run_of(measures=HALF), run_of(), None, _floors(0.6))
    assert below.exit_code(faulty=True) == 2, "of a set with faults no floor is judged"


def test_the_verdict_is_told_gate_by_gate() -> None:
    before = run_of(tried("a"), tried("b"))
    now = run_of(failed("a"), failed("b"), measures=HALF)
    waiver = Waiver("b", "known", date(2026, 1, 1))
    rules = replace(_floors(0.6, "tower"), waivers={"b": waiver})
    assert lines_of(judge(now, before, None, rules)) == [
        "Gate 1, floors: 0 hold, 1 broken",
        "  BELOW correctness en all: 50.0 % (n=4), floor 60 %",
        "Gate 2, no sample that passed may fail: 1 broken, 1 waived",
        "  waived until 2026-01-01: b (known)",
    ]
    assert lines_of(judge(now, None, "no baseline", _floors(0.4))) == [
        "Gate 1, floors: 1 hold, 0 broken",
        "Gate 2, no sample that passed may fail: 0 broken, 0 waived",
        "No verdict: no baseline",
    ]
