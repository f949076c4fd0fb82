"""Two runs are compared sample by sample: what broke, what was fixed, what is new or gone."""

from __future__ import annotations

from dataclasses import replace

from eval_house import failed, run_of, tried

from eval.changes import compare, incomparable
from eval.record import LostGold

PASSED, FAILED = tried("a"), failed("a")


def test_a_sample_that_passed_and_fails_is_broken() -> None:
    changes = compare(run_of(PASSED), run_of(FAILED))
    assert [change.now.id for change in changes.broken] == ["a"]
    assert changes.fixed == ()


def test_a_sample_that_failed_and_passes_is_fixed() -> None:
    changes = compare(run_of(FAILED), run_of(PASSED))
    assert [change.now.id for change in changes.fixed] == ["a"]
    assert changes.broken == ()


def test_one_that_failed_before_is_broken_where_it_lost_its_gold() -> None:
    lost = replace(FAILED, lost=(LostGold("In 1902.", "p", "In 1903."),))
    assert compare(run_of(FAILED), run_of(lost)).broken
    assert not compare(run_of(FAILED), run_of(FAILED)).broken


def test_another_answer_that_passes_too_is_a_change() -> None:
    other = replace(PASSED, answer="On 20 May 1902.")
    assert [c.now.answer for c in compare(run_of(PASSED), run_of(other)).changed] == [other.answer]
    assert compare(run_of(PASSED), run_of(PASSED)).changed == ()


def test_gold_that_stands_lower_has_fallen() -> None:
    lower, nowhere = replace(PASSED, gold_rank=3), replace(PASSED, gold_rank=None)
    assert compare(run_of(PASSED), run_of(lower)).fallen
    assert compare(run_of(PASSED), run_of(nowhere)).fallen
    assert not compare(run_of(lower), run_of(PASSED)).fallen
    assert not compare(run_of(nowhere), run_of(lower)).fallen


def test_samples_of_one_run_only_are_new_or_gone_but_a_part_tells_of_none_gone() -> None:
    other = replace(PASSED, id="b")
    changes = compare(run_of(PASSED), run_of(other))
    assert [sample.id for sample in changes.new] == ["b"]
    assert [sample.id for sample in changes.gone] == ["a"]
    assert compare(run_of(PASSED), run_of(other), partial=True).gone == ()


def test_a_sample_that_was_edited_says_so() -> None:
    (change,) = compare(run_of(PASSED), run_of(replace(FAILED, hash="other"))).broken
    assert change.edited


def test_runs_of_another_exhibit_answerer_or_metric_version_do_not_compare() -> None:
    run = run_of(PASSED)
    assert incomparable(run, run) is None
    for name, value, said in (
        ("exhibit", "bridge", "another exhibit: 'bridge', here is 'tower'"),
        ("answerer", "generated", "another answerer: 'generated', here is 'extractive'"),
        ("metrics_version", 0, "another metric version: '0', here is '1'"),
    ):
        other = replace(run, setup=replace(run.setup, **{name: value}))
        assert said in (incomparable(other, run) or "")


def test_another_corpus_encoder_or_commit_compares() -> None:
    run = run_of(PASSED)
    setup = replace(run.setup, corpus_hash="d", encoder="words", revision="2", commit="e")
    assert incomparable(replace(run, setup=setup), run) is None
