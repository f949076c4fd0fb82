"""Two runs are compared sample by sample: what broke, what was fixed, what is new or gone."""

from __future__ import annotations

from dataclasses import replace

from eval.changes import compare
from eval.record import LostGold, Measures, Record, SampleRecord, Setup

PASSED = SampleRecord(
    "a", "en", "when", "look", "h", "When?", (), "answered", "answered", True, "In 1902.", (), (), 1
)
FAILED = replace(PASSED, passed=False, answer="In 1903.")


def _run(*samples: SampleRecord) -> Record:
    setup = Setup("tower", "extractive", "c", "e", "r", {}, "commit")
    return Record(setup, Measures({}, {}, {}), {one.id: one for one in samples})


def test_a_sample_that_passed_and_fails_is_broken() -> None:
    changes = compare(_run(PASSED), _run(FAILED))
    assert [change.now.id for change in changes.broken] == ["a"]
    assert changes.fixed == ()


def test_a_sample_that_failed_and_passes_is_fixed() -> None:
    changes = compare(_run(FAILED), _run(PASSED))
    assert [change.now.id for change in changes.fixed] == ["a"]
    assert changes.broken == ()


def test_one_that_failed_before_is_broken_where_it_lost_its_gold() -> None:
    lost = replace(FAILED, lost=(LostGold("In 1902.", "p", "In 1903."),))
    assert compare(_run(FAILED), _run(lost)).broken
    assert not compare(_run(FAILED), _run(FAILED)).broken


def test_another_answer_that_passes_too_is_a_change() -> None:
    other = replace(PASSED, answer="On 20 May 1902.")
    assert [c.now.answer for c in compare(_run(PASSED), _run(other)).changed] == [other.answer]
    assert compare(_run(PASSED), _run(PASSED)).changed == ()


def test_gold_that_stands_lower_has_fallen() -> None:
    lower, nowhere = replace(PASSED, gold_rank=3), replace(PASSED, gold_rank=None)
    assert compare(_run(PASSED), _run(lower)).fallen
    assert compare(_run(PASSED), _run(nowhere)).fallen
    assert not compare(_run(lower), _run(PASSED)).fallen
    assert not compare(_run(nowhere), _run(lower)).fallen


def test_samples_of_one_run_only_are_new_or_gone_but_a_part_tells_of_none_gone() -> None:
    other = replace(PASSED, id="b")
    changes = compare(_run(PASSED), _run(other))
    assert [sample.id for sample in changes.new] == ["b"]
    assert [sample.id for sample in changes.gone] == ["a"]
    assert compare(_run(PASSED), _run(other), partial=True).gone == ()


def test_a_sample_that_was_edited_says_so() -> None:
    (change,) = compare(_run(PASSED), _run(replace(FAILED, hash="other"))).broken
    assert change.edited
