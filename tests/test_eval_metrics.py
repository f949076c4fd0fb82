"""Figures that agree with cases worked out by hand."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

from eval_house import FakeCore, House, fake_core

from eval.evidence import Evidence
from eval.golds import place_golds
from eval.metrics import latency, measure
from eval.record import Measures, SampleRecord
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


def _one(number: int, language: str = "en", **changes: object) -> Score:
    """Return the score of a right answer to an answered question, with `changes` in either."""
    record = SampleRecord(
        f"{language}-{number}", language, "date", "look", "", "?", (), "answered", "answered",
        passed=True, answer="", citations=(), gold=(), gold_rank=1,
    )  # fmt: skip
    one = Score(record, "extractive", True, 2, 1, 4, 3, 0.5, 0.25, 40, 0.5, 10.0, {}, {})
    own = {f.name for f in fields(Score)} & set(changes)
    of_record = {name: value for name, value in changes.items() if name not in own}
    return replace(
        one, record=replace(record, **of_record), **{name: changes[name] for name in own}
    )


def test_every_figure_of_one_answer_is_what_its_score_says() -> None:
    measures = measure([_one(1, golds={"en": {"p"}}, found={"en": ("o", "p")})])
    there = {name: groups for name, groups in measures.metrics.items() if groups}
    assert {name: groups["en"]["date"].value for name, groups in there.items()} == {
        "correctness": 1.0,
        "citation precision": 0.5,
        "citation recall": 0.25,
        "exactness": 0.5,
        "groundedness": 0.75,
        "language": 1.0,
        "false refusal": 0.0,
        "success@1": 0.0,
        "success@3": 1.0,
        "MRR": 0.5,
        "nDCG@10": 0.6309,
        "length": 40.0,
    }
    assert measures.metrics["groundedness"]["en"]["date"].n == 4


def test_shares_and_means_are_over_all_answers_of_a_language_and_over_all_languages() -> None:
    scores = [
        _one(1, quotes=3, exact=3, precision=1.0, length=10),
        _one(2, passed=False, quotes=1, exact=0, precision=None, language_right=False, length=40),
        _one(3, "ru", quotes=0, exact=0, precision=0.0, length=100),
    ]
    measures = measure(scores)
    assert _value(measures, "correctness", "en") == 0.5
    assert _value(measures, "correctness") == 0.6667
    assert _value(measures, "language", "en") == 0.5
    assert _value(measures, "exactness", "en") == 0.75
    assert measures.get("exactness", "ru", "all") is None
    assert _value(measures, "citation precision") == 0.5
    assert _value(measures, "length", "en") == 25
    assert _value(measures, "length") == 50


def test_success_is_a_share_and_the_reciprocal_rank_a_mean() -> None:
    scores = [
        _one(number, golds={"en": {"p"}}, found={"en": (*"abc"[: number - 1], "p")})
        for number in (1, 2, 4)
    ]
    measures = measure(scores)
    first = measures.get("success@1", "en", "all")
    assert first is not None
    assert (first.value, first.n, first.low) == (0.3333, 3, 0.0615)  # Wilson's
    assert _value(measures, "success@3") == 0.6667
    assert _value(measures, "MRR") == round((1 + 1 / 2 + 1 / 4) / 3, 4)


def test_small_talk_is_no_refusal_to_be_right_about_and_no_answer_either() -> None:
    scores = [
        _one(1, status="smalltalk"),
        _one(2, status="abstained"),
        _one(3),
        _one(4, expected="abstained", status="smalltalk"),
        _one(5, expected="abstained", status="abstained"),
        _one(6, expected="smalltalk", status="smalltalk"),
    ]
    measures = measure(scores)
    assert _value(measures, "false refusal") == 0.6667
    assert _value(measures, "abstention precision") == 0.5
    assert _value(measures, "abstention recall") == 0.5


def test_each_split_counts_its_own_samples() -> None:
    scores = [_one(1), _one(2, passed=False), _one(3, split="score"), _one(4, "ru"), _one(5, "ja")]
    splits = measure(scores).splits
    assert {language: set(found) for language, found in splits.items()} == {
        "ru": {"look"},
        "en": {"look", "score"},
        "ja": {"look"},
        "all": {"look", "score"},
    }
    assert (splits["en"]["look"].value, splits["en"]["look"].n) == (0.5, 2)
    assert (splits["en"]["score"].value, splits["en"]["score"].n) == (1, 1)
    assert (splits["all"]["look"].value, splits["all"]["look"].n) == (0.75, 4)


def test_a_cell_of_the_matrix_counts_the_questions_of_one_language() -> None:
    golds, found = {"ja": {"p"}}, {"ja": ("p",)}
    scores = [_one(1, golds=golds, found=found), _one(2, "ru"), _one(3, "ja", golds=golds)]
    matrix = measure(scores).matrix
    assert set(matrix) == {"en", "ja"}
    cell = matrix["en"]["ja"]["success@1"]
    assert (cell.value, cell.n) == (1, 1)
    assert matrix["ja"]["ja"]["success@5"].value == 0


def _sure(language: str, expected: str, *levels: float) -> list[Score]:
    return [_one(n, language, expected=expected, confidence=x) for n, x in enumerate(levels)]


def test_the_trade_off_has_what_refusing_below_each_level_gives() -> None:
    scores = [
        *_sure("en", "answered", 0.2, 0.4, 0.6),
        *_sure("en", "abstained", 0.0, 0.1, 0.5),
        *_sure("en", "smalltalk", 0.3, 0.9),
        *_sure("ja", "answered", 0.9),
        *_sure("ru", "abstained", 0.1),
    ]
    curves = measure(scores).trade_off
    assert set(curves) == {"en"}
    assert len(curves["en"]) == 25
    # Levels at the quantiles of 0, .1, .2, .4, .5, .6: the least, the middle, the largest.
    assert curves["en"][0] == (0, 0)
    assert curves["en"][12] == (0.3333, 0.6667)
    assert curves["en"][24] == (0.6667, 1)
    assert list(curves["en"]) == sorted(curves["en"])


def test_latency_has_the_median_and_the_95th_percentile_of_each_language_and_of_all() -> None:
    scores = [_one(n, elapsed_ms=1.00127 * n) for n in range(101)]
    scores.append(_one(0, "ru", elapsed_ms=7.0))
    found = latency(scores)
    assert found["en"] == {"n": 101, "p50": 50.06, "p95": 95.12}
    assert found["ru"] == {"n": 1, "p50": 7.0, "p95": 7.0}
    assert found["all"]["n"] == 102
