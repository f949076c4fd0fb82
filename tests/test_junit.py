"""The verdict as a build server reads it: a case a sample and a floor, and the set itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from eval_house import failed, run_of, tried

from eval.baseline import Rules, judge
from eval.faults import Fault
from eval.floors import Floor, Floors
from eval.junit import write_junit
from eval.record import Estimate, Measures, Record
from eval.waivers import Waiver

FLOORS = Floors(
    "", (Floor("correctness", "en", "all", 0.6), Floor("correctness", "en", "date", 0.5))
)
HALF = Measures(
    {"correctness": {"en": {"all": Estimate(0.5, 4), "date": Estimate(0.5, 2)}}}, {}, {}
)


def _suites(
    tmp_path: Path, now: Record, before: Record | None, *faults: Fault
) -> dict[str, Element]:
    waivers = {"en-3": Waiver("en-3", "known", date(2026, 1, 1))}
    verdict = judge(now, before, None if before else "no baseline", Rules(FLOORS, waivers))
    write_junit(now, verdict, faults=faults, path=tmp_path / "junit.xml")
    root = ElementTree.parse(tmp_path / "junit.xml").getroot()  # noqa: S314 (our own file)
    return {suite.get("name", ""): suite for suite in root}


def _said(suite: Element) -> dict[str, tuple[str, str]]:
    """Return for each case of a suite its element, or "passed", and the message."""
    found = {}
    for case in suite:
        outcome = next(iter(case), None)
        said = ("passed", "") if outcome is None else (outcome.tag, outcome.get("message", ""))
        found[case.get("name", "")] = said
    return found


def test_a_sample_passes_fails_where_it_broke_and_is_skipped_otherwise(tmp_path: Path) -> None:
    before = run_of(tried("en-1"), tried("en-2"), tried("en-3"), failed("en-4"), tried("ru-1"))
    now = run_of(tried("en-1"), failed("en-2"), failed("en-3"), failed("en-4"), tried("ru-1"))
    suites = _suites(tmp_path, now, before)
    assert list(suites) == ["samples.en", "samples.ru", "floors", "set"]
    assert _said(suites["samples.en"]) == {
        "en-1": ("passed", ""),
        "en-2": ("failure", "the answer lacks 1902"),
        "en-3": ("skipped", "waived until 2026-01-01: known"),
        "en-4": ("skipped", "did not pass before either; held to the floors only"),
    }
    assert suites["samples.en"].attrib == {
        "name": "samples.en", "tests": "4", "failures": "1", "skipped": "2", "errors": "0",
    }  # fmt: skip
    (text,) = [failure.text for failure in suites["samples.en"].iter("failure")]
    assert text == "question: When?\nold: In 1902.\nnew: In 1903."
    assert suites["samples.ru"][0].get("classname") == "samples.ru.date"


def test_a_broken_floor_fails_and_one_that_holds_passes(tmp_path: Path) -> None:
    run = run_of(tried("en-1"), measures=HALF)
    assert _said(_suites(tmp_path, run, run)["floors"]) == {
        "correctness en all": ("failure", "0.5 (n=4), floor 0.6"),
        "correctness en date": ("passed", ""),
    }


def test_a_faulty_set_and_a_missing_baseline_fail(tmp_path: Path) -> None:
    run = run_of(tried("en-1"))
    assert _said(_suites(tmp_path, run, run)["set"]) == {
        "well-formed": ("passed", ""),
        "baseline": ("passed", ""),
    }
    fault = Fault(Path("set.jsonl"), 3, "no id")
    suite = _suites(tmp_path, run, None, fault)["set"]
    assert _said(suite) == {
        "well-formed": ("failure", "1 faults"),
        "baseline": ("failure", "no baseline"),
    }
    assert next(suite.iter("failure")).text == "set.jsonl:3: no id"


def test_a_character_that_xml_cannot_hold_is_replaced(tmp_path: Path) -> None:
    odd = failed("en-1", answer="a\x00b\ud800c", reasons=("\x1b[31m",))
    suites = _suites(tmp_path, run_of(odd), run_of(tried("en-1")))
    assert _said(suites["samples.en"])["en-1"] == ("failure", "�[31m")
    (failure,) = suites["samples.en"].iter("failure")
    assert (failure.text or "").endswith("new: a�b�c")


def test_languages_come_in_order_whatever_the_samples_do(tmp_path: Path) -> None:
    run = run_of(tried("ru-1"), replace(tried("ja-1"), category="why"), tried("en-1"))
    suites = _suites(tmp_path, run, run)
    assert list(suites)[:3] == ["samples.en", "samples.ja", "samples.ru"]
    assert suites["samples.ja"][0].get("classname") == "samples.ja.why"
