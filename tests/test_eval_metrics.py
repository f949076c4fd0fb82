"""Figures that agree with cases worked out by hand."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from eval_house import FakeCore, House, fake_core

from eval.evidence import Evidence
from eval.golds import place_golds
from eval.intervals import mean, share
from eval.metrics import latency, measure
from eval.ranking import ranking
from eval.record import Measures
from eval.run import ask_all
from eval.samples import read_samples
from eval.score import Score, score


def _scores(house: House, core: FakeCore) -> list[Score]:
    found, faults = read_samples(house.eval / "questions")
    evidence = Evidence.read(house.corpus)
    golds, wrong = place_golds(found, evidence, None)
    assert not faults + wrong
    asked = ask_all(core, found, ("ru", "en", "ja"))
    return [score(one, golds[one.sample.id], evidence) for one in asked]


def _measures(house: House, core: FakeCore) -> Measures:
    return measure(_scores(house, core))


def _value(measures: Measures, metric: str, language: str = "all", category: str = "all") -> float:
    found = measures.get(metric, language, category)
    assert found is not None
    return found.value


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


def test_a_core_that_is_right_has_full_marks(tmp_path: Path) -> None:
    house = House(tmp_path)
    measures = _measures(house, fake_core(house.corpus))
    for metric in ("correctness", "exactness", "groundedness", "language", "citation precision"):
        assert _value(measures, metric) == 1
    for metric in ("citation recall", "abstention precision", "abstention recall", "success@1"):
        assert _value(measures, metric) == 1
    assert _value(measures, "false refusal") == 0
    assert measures.get("correctness", "all", "all").n == 12  # type: ignore[union-attr]
    assert measures.get("groundedness", "ru", "date").n == 2  # type: ignore[union-attr]
    assert measures.get("success@1", "ru", "nearmiss") is None
    assert measures.splits["ru"]["look"].n == 2
    assert set(measures.matrix) == {"ru", "en", "ja"}
    assert measures.matrix["ru"]["ja"]["success@1"].value == 1


def test_a_false_refusal_lowers_what_it_should_and_nothing_else(tmp_path: Path) -> None:
    house = House(tmp_path)
    core = fake_core(house.corpus)
    core.answers = {**core.answers, "What share?": core.answers["Who was the cook?"]}
    measures = _measures(house, core)
    assert _value(measures, "correctness", "en") == 0.75
    assert _value(measures, "correctness", "en", "number") == 0
    assert _value(measures, "correctness", "ru") == 1
    assert _value(measures, "false refusal", "en") == 0.5
    assert _value(measures, "abstention precision", "en") == 0.5
    assert _value(measures, "abstention recall", "en") == 1
    assert _value(measures, "citation recall", "en") == 0.5
    assert _value(measures, "citation precision", "en") == 1


def test_an_answer_to_what_cannot_be_answered_is_a_missed_abstention(tmp_path: Path) -> None:
    house = House(tmp_path)
    core = fake_core(house.corpus)
    core.answers = {**core.answers, "Кто был поваром?": core.answers["Когда подписали?"]}
    measures = _measures(house, core)
    assert _value(measures, "abstention recall", "ru") == 0
    assert measures.get("abstention precision", "ru", "all") is None
    assert _value(measures, "abstention precision") == 1
    assert _value(measures, "correctness", "ru", "nearmiss") == 0


def test_a_citation_outside_the_gold_fails_the_sample_though_the_words_are_there(
    tmp_path: Path,
) -> None:
    house = House(tmp_path)
    core = fake_core(house.corpus)
    right = core.answers["What share?"]
    other = core.answers["When was it signed?"].citations[0]
    wrong = type(right)("", "", "en", "answered", "It was 50 %. [1]", (other,))
    core.answers = {**core.answers, "What share?": wrong}
    scores = {one.record.id: one for one in _scores(house, core)}
    assert scores["en-2"].record.reasons == ("no citation lies in a gold passage",)
    assert (scores["en-2"].precision, scores["en-2"].recall) == (0, 0)
    assert (scores["en-2"].grounded, scores["en-2"].sentences) == (0, 1)


def test_an_answer_in_another_language_is_seen(tmp_path: Path) -> None:
    house = House(tmp_path)
    core = fake_core(house.corpus)
    core.answers = {**core.answers, "Привет": core.answers["Hello"]}
    measures = _measures(house, core)
    assert _value(measures, "language", "ru") == 0.75
    assert _value(measures, "correctness", "ru") == 1


def test_the_matrix_is_read_by_question_and_passage_language(tmp_path: Path) -> None:
    house = House(tmp_path)
    core = fake_core(house.corpus)
    core.hits["When was it signed?", "ja"] = ("treaty:oil:ja", "treaty:signing:ja")
    core.hits["What share?", "ja"] = ()
    cell = _measures(house, core).matrix["en"]["ja"]
    assert (cell["success@1"].value, cell["success@5"].value, cell["success@1"].n) == (0, 0.5, 2)
    assert _measures(house, core).matrix["en"]["en"]["success@1"].value == 1


def test_a_follow_up_is_asked_with_its_history_and_never_searched(tmp_path: Path) -> None:
    house = House(tmp_path)
    lines = (house.eval / "questions/ru.jsonl").read_text(encoding="utf-8")
    lines = lines.replace('"history": []', '"history": ["О чём речь?"]', 1)
    (house.eval / "questions/ru.jsonl").write_text(lines, encoding="utf-8")
    measures = _measures(house, fake_core(house.corpus))
    assert measures.get("success@1", "ru", "date") is None
    assert _value(measures, "correctness", "ru", "date") == 1


def test_the_trade_off_rises_from_never_to_always_refusing(tmp_path: Path) -> None:
    house = House(tmp_path)
    curve = _measures(house, fake_core(house.corpus)).trade_off["ru"]
    assert curve[0] == (0, 0)
    assert list(curve) == sorted(curve)


def test_latency_has_percentiles_by_language(tmp_path: Path) -> None:
    house = House(tmp_path)
    found = latency(_scores(house, fake_core(house.corpus)))
    assert found["ru"]["n"] == 4
    assert 0 <= found["all"]["p50"] <= found["all"]["p95"]
