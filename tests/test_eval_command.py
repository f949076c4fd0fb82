"""`nisso eval` from end to end with a core computed by hand: exit codes, gates, files."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path
from runpy import run_module
from xml.etree import ElementTree

import pytest
from eval_house import TEXTS, FakeCore, House, samples, write_exhibit, write_samples

from eval.command import main


@pytest.fixture
def house(tmp_path: Path) -> House:
    """Return a house whose baseline is blessed."""
    made = House(tmp_path)
    assert made.run("--bless") == 0
    return made


def _refuse(core: FakeCore) -> None:
    core.answers = {**core.answers, "What share?": core.answers["Who was the cook?"]}


def _shift(core: FakeCore) -> None:
    answer = core.answers["What share?"]
    moved = replace(answer.citations[0], start=1, end=answer.citations[0].end + 1)
    core.answers = {**core.answers, "What share?": replace(answer, citations=(moved,))}


def _foreign(core: FakeCore) -> None:
    answer = core.answers["What share?"]
    text = "The cook was called Ivan. " + answer.text
    core.answers = {**core.answers, "What share?": replace(answer, text=text)}


def test_without_a_baseline_there_is_no_verdict(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert House(tmp_path).run() == 3
    assert "no baseline" in capsys.readouterr().out


def test_an_unchanged_core_passes(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert house.run() == 0
    out = capsys.readouterr().out
    assert "12 samples (ru 4, en 4, ja 4)" in out
    assert "0 broken, 0 waived" in out


def test_a_sample_that_passed_and_fails_is_named_with_both_answers(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    house.spoil = _refuse
    assert house.run() == 1
    out = capsys.readouterr().out
    assert "BROKEN en-2 (number) What share?" in out
    assert "old: answered, gold rank 1: Japan received 50 % of the area of the fields. [1]" in out
    assert "new: abstained, gold rank 1: The sources do not say." in out
    assert "BROKEN ru" not in out


def test_a_failure_that_was_blessed_is_no_regression_and_mending_it_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    house = House(tmp_path, spoil=_refuse)
    assert house.run("--bless") == 0
    assert house.run() == 0
    house.spoil = None
    assert house.run() == 0
    out = capsys.readouterr().out
    assert "fixed: 1 (en-2)" in out
    assert "What share?" not in out, "a scored question is not printed unless it broke"


def test_a_floor_is_held_by_language_and_category(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    house.write("floors.toml", "[correctness.en]\nall = 0.75\nnumber = 0.5\n")
    assert house.run() == 0
    house.spoil = _refuse
    assert house.run("--bless") == 1, "it is the baseline now, and still below the floor"
    assert house.run() == 1
    assert "BELOW correctness en number: 0.0 % (n=1), floor 50 %" in capsys.readouterr().out
    house.write("floors.toml", "[correctness.en]\nall = 0.75\n")
    assert house.run() == 0


@pytest.mark.parametrize(
    ("spoil", "metric", "share"),
    [(_shift, "exactness", "83.3"), (_foreign, "groundedness", "90.0")],
)
def test_a_planted_wrong_offset_and_a_planted_foreign_sentence_fall_below_the_floor(
    house: House, capsys: pytest.CaptureFixture[str], spoil: object, metric: str, share: str
) -> None:
    house.write("floors.toml", f"[{metric}.all]\nall = 1.0\n")
    assert house.run() == 0
    house.spoil = spoil  # type: ignore[assignment]
    assert house.run() == 1
    assert f"BELOW {metric} all all: {share} %" in capsys.readouterr().out


def test_a_broken_floor_wins_over_a_missing_baseline(tmp_path: Path) -> None:
    house = House(tmp_path, spoil=_refuse)
    house.write("floors.toml", "[correctness.en]\nnumber = 0.5\n")
    assert house.run() == 1


def test_new_questions_are_held_to_the_floors_only(house: House) -> None:
    row = {**samples()[5], "id": "en-9", "question": "Who was the cook?", "fact": "f9"}
    write_samples(house.eval / "questions", [*samples(), row])
    assert house.run() == 0
    house.write("floors.toml", "[correctness.en]\nnumber = 0.75\n")
    assert house.run() == 1


def test_a_waiver_lets_a_sample_fail_until_its_day(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    waiver = '[[waiver]]\nsample = "en-2"\nreason = "known"\nends = 2026-01-01\n'
    house.write("waivers.toml", waiver)
    house.spoil = _refuse
    assert house.run() == 0
    assert "waived until 2026-01-01: en-2 (known)" in capsys.readouterr().out
    house.day = date(2026, 1, 2)
    assert house.run() == 1, "the sample is broken, which wins over the expired waiver"
    house.spoil = None
    assert house.run() == 2
    assert re.search(r"waivers.toml:1: .*expired on 2026-01-01", capsys.readouterr().err)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("waivers.toml", "\n[[waiver]]\nsample = 'xx'\n", "waivers.toml:2: a waiver for 'xx'"),
        ("waivers.toml", "[[waiver]]\nsample = 'en-1'\n", "waivers.toml:1: .*no `reason`"),
        (
            "waivers.toml",
            "[[waiver]]\nsample = 'en-1'\nreason = 'a'\nends = 'soon'\n",
            "waivers.toml:1: .*no `ends`",
        ),
        ("waivers.toml", "a =\n", "waivers.toml:1: not TOML"),
        ("waivers.toml", "[waiver]\nsample = 'en-1'\n", r"waivers.toml:1: write \[\[waiver\]\]"),
        ("floors.toml", "[correctness.en]\ndates = 1\n", "floors.toml:2: unknown `dates`"),
        ("floors.toml", "[correctness.de]\nall = 1\n", "floors.toml:2: unknown `de`"),
        ("floors.toml", "[truth.en]\nall = 1\n", "floors.toml:2: unknown `truth`"),
        ("floors.toml", "[correctness.en]\nall = 80\n", "floors.toml:2: the floor 80"),
        ("floors.toml", "all = 1\n", "floors.toml:1: `all` is no floor"),
        ("floors.toml", "a =\n", "floors.toml:1: not TOML"),
    ],
)
def test_malformed_rules_are_named_with_file_and_line(
    house: House, capsys: pytest.CaptureFixture[str], name: str, text: str, says: str
) -> None:
    house.write(name, text)
    assert house.run() == 2
    assert re.search(says, capsys.readouterr().err)
    assert house.run("--bless") == 2


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"category": "dates"}, "unknown category `dates`"),
        ({"id": "en-1"}, "duplicate id `en-1`"),
        ({"gold": [{"source": "treaty", "quote": "Never said."}]}, "never stood in the en text"),
    ],
)
def test_a_malformed_set_is_named_with_file_and_line(
    house: House, capsys: pytest.CaptureFixture[str], change: dict[str, object], says: str
) -> None:
    rows = samples()
    rows[5] = {**rows[5], **change}
    write_samples(house.eval / "questions", rows)
    assert house.run() == 2
    assert re.search(rf"questions/en\.jsonl:2: .*{says}", capsys.readouterr().err)
    assert house.run("--bless") == 2
    assert house.run("--only", "date") == 2


def test_a_regression_wins_over_a_malformed_set(house: House) -> None:
    rows = samples()
    rows[0] = {**rows[0], "category": "dates"}
    write_samples(house.eval / "questions", rows)
    house.spoil = _refuse
    assert house.run() == 1


def test_a_gold_quote_that_stands_no_longer_breaks_its_sample_with_old_and_new_text(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = {k: (a, b.replace("50", "60")) for k, (a, b) in TEXTS.items()}
    write_exhibit(house.corpus, changed)
    assert house.run() == 1
    out = capsys.readouterr().out
    for name in ("BROKEN ru-2", "BROKEN en-2", "BROKEN ja-2", "3 broken"):
        assert name in out
    assert "old text of treaty:oil:en: Japan received 50 % of the area of the fields." in out
    assert "new text of treaty:oil:en: Japan received 60 % of the area of the fields." in out
    assert house.run("--bless") == 2, "a set whose quotes are gone is mended first"


def test_a_baseline_of_another_exhibit_answerer_or_metric_version_gives_no_verdict(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    path = house.eval / "baseline.json"
    blessed = json.loads(path.read_text(encoding="utf-8"))
    house.spoil = _refuse
    for key, value in (("exhibit", "Other"), ("answerer", "generated"), ("metrics_version", 0)):
        other = {**blessed, "setup": {**blessed["setup"], key: value}}
        path.write_text(json.dumps(other), encoding="utf-8")
        assert house.run() == 3
        assert "No verdict: the baseline is of another" in capsys.readouterr().out


def test_the_floors_of_another_exhibit_do_not_hold_and_give_no_verdict(house: House) -> None:
    house.write("floors.toml", 'exhibit = "Other"\n[correctness.en]\nall = 1.0\n')
    assert house.run() == 3
    house.write("floors.toml", 'exhibit = "Проба"\n[correctness.en]\nall = 1.0\n')
    house.exhibit = "Other"
    house.spoil = _refuse
    assert house.run() == 3


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"setup": {"metrics_version": 1}}', "\udcff"])
def test_a_damaged_baseline_gives_no_verdict(house: House, text: str) -> None:
    data = text.encode("utf-8", "surrogateescape")
    (house.eval / "baseline.json").write_bytes(data)
    assert house.run() == 3


def test_another_corpus_encoder_or_code_is_never_by_itself_a_reason(house: House) -> None:
    page = house.corpus / "treaty/source.toml"
    page.write_text(page.read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8")
    assert house.run() == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["--only", "dates"],
        ["--language", "de"],
        ["--bless", "--only", "date"],
        ["--bless", "--language", "en"],
        ["--compare", "a.json"],
        ["--compare", "a.json", "b.json", "--bless"],
        ["--compare", "missing-a.json", "missing-b.json"],
        ["--html", "no/such/folder/report.html"],
        ["--json", "."],
        ["--repeats", "0"],
        ["--repeats", "21"],
        ["--nonsense"],
    ],
)
def test_a_bad_call_exits_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_package_of_the_evaluation_that_is_missing_is_told_with_how_to_get_it(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    house.spoil = lambda _: import_module("no_such_package")  # type: ignore[assignment, return-value]
    assert house.run() == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "the package no_such_package is missing; install it with `.venv/bin/pip" in said


def test_the_module_is_run_as_the_command_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["eval", "--help"])
    with pytest.raises(SystemExit, match="0"):
        run_module("eval", run_name="__main__")
    assert "--bless" in capsys.readouterr().out


def test_a_part_of_the_set_that_has_no_samples_is_a_bad_call(house: House) -> None:
    assert house.run("--only", "kana") == 2


def test_a_corpus_that_cannot_be_read_is_one_line(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    (house.corpus / "treaty/ja.md").unlink()
    assert house.run() == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_a_category_or_language_is_asked_alone(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    house.spoil = _refuse
    house.write("floors.toml", "[correctness.en]\nall = 1.0\nnumber = 0.5\n")
    assert house.run("--only", "date") == 0
    assert "gone: 0" in capsys.readouterr().out
    assert house.run("--language", "ru") == 0
    assert "4 samples (ru 4, en 0, ja 0)" in capsys.readouterr().out
    assert house.run("--only", "number") == 1


def test_json_is_the_same_bytes_twice_but_for_the_latencies(house: House, tmp_path: Path) -> None:
    rows = []
    for name in ("a.json", "b.json"):
        assert house.run("--json", str(tmp_path / name)) == 0
        row = json.loads((tmp_path / name).read_text(encoding="utf-8"))
        assert set(row["latency"]) == {"ru", "en", "ja", "all"}
        del row["latency"]
        rows.append(json.dumps(row))
    assert rows[0] == rows[1]
    baseline = json.loads((house.eval / "baseline.json").read_text(encoding="utf-8"))
    assert json.dumps(baseline) == rows[0]
    assert "elapsed" not in rows[0]


def test_blessing_twice_gives_the_same_bytes(house: House) -> None:
    path = house.eval / "baseline.json"
    first = path.read_bytes()
    assert house.run("--bless") == 0
    assert path.read_bytes() == first


def test_the_baseline_carries_what_it_was_made_of(house: House) -> None:
    row = json.loads((house.eval / "baseline.json").read_text(encoding="utf-8"))
    setup = row["setup"]
    for key in ("exhibit", "answerer", "corpus_hash", "encoder", "revision", "commit"):
        assert key in setup
    assert setup["metrics_version"] == 1
    assert setup["settings"]["k"] == 10
    sample = row["samples"]["ru-1"]
    assert sample["passed"] and sample["hash"] and sample["gold_rank"] == 1
    assert sample["citations"][0]["passage_id"] == "treaty:signing:ru"


def test_two_runs_are_compared_without_asking_anything(
    house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    house.run("--json", str(good))
    house.spoil = _refuse
    house.run("--json", str(bad))
    capsys.readouterr()
    assert main(["--compare", str(good), str(bad)]) == 1
    out = capsys.readouterr().out
    assert "BROKEN en-2" in out
    assert "75.0 % [30.1–95.4] (4) −25.0" in out
    assert main(["--compare", str(bad), str(good), "--html", str(tmp_path / "c.html")]) == 0
    assert "fixed: 1 (en-2)" in capsys.readouterr().out
    assert "Fixed (1)" in (tmp_path / "c.html").read_text(encoding="utf-8")


def test_a_fallen_rank_is_shown(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    def fall(core: FakeCore) -> None:
        core.hits["What share?", "en"] = ("treaty:signing:en", "treaty:oil:en")
        core.hits["When was it signed?", "en"] = ()

    house.spoil = fall
    assert house.run() == 0
    out = capsys.readouterr().out
    assert "gold fell in the search: 2 (en-1 1→none, en-2 1→2)" in out


def test_the_page_shows_old_and_new_answers_and_needs_no_network(
    house: House, tmp_path: Path
) -> None:
    page = tmp_path / "report.html"
    house.spoil = _refuse
    assert house.run("--html", str(page)) == 1
    text = page.read_text(encoding="utf-8")
    assert "Broken (1)" in text
    assert "<del>Japan</del>" in text
    assert "before: answered, gold rank 1" in text and "now: abstained, gold rank 1" in text
    assert "treaty:oil:en" in text
    assert text.count("<svg") == 5
    assert not re.search(r"(?:src|href)=|https?://|url\(|@import|<script", text)


def test_the_page_escapes_what_it_shows(house: House, tmp_path: Path) -> None:
    def spoil(core: FakeCore) -> None:
        answer = replace(core.answers["Who was the cook?"], text="<script>alert(1)</script>")
        core.answers = {**core.answers, "What share?": answer}

    house.spoil = spoil
    page = tmp_path / "report.html"
    assert house.run("--html", str(page)) == 1
    assert "<script" not in page.read_text(encoding="utf-8")


def test_the_page_hides_scored_texts_that_did_not_break(house: House, tmp_path: Path) -> None:
    house.spoil = _refuse
    house.run("--bless")
    house.spoil = None
    page = tmp_path / "report.html"
    assert house.run("--html", str(page)) == 0
    text = page.read_text(encoding="utf-8")
    assert "Fixed (1)" in text and "What share?" not in text


def test_junit_fails_the_broken_and_skips_what_never_passed(house: House, tmp_path: Path) -> None:
    path = tmp_path / "junit.xml"
    house.write("floors.toml", "[correctness.en]\nnumber = 0.5\n")
    house.spoil = _refuse
    assert house.run("--junit", str(path)) == 1
    root = ElementTree.parse(path).getroot()  # noqa: S314 (our own file)
    failed = [
        case.get("name") for case in root.iter("testcase") if case.find("failure") is not None
    ]
    assert failed == ["en-2", "correctness en number"]
    assert sum(int(suite.get("tests") or 0) for suite in root.iter("testsuite")) == 12 + 1 + 2
    house.run("--bless")
    house.write("floors.toml", "")
    assert house.run("--junit", str(path)) == 0
    root = ElementTree.parse(path).getroot()  # noqa: S314
    assert [case.get("name") for case in root.iter("testcase") if len(case)] == ["en-2"]


def test_blessing_writes_the_table_of_the_readme(house: House) -> None:
    readme = house.root / "README.md"
    readme.write_text("# A\n<!-- eval: begin -->\nold\n<!-- eval: end -->\nB\n", encoding="utf-8")
    assert house.run("--bless") == 0
    text = readme.read_text(encoding="utf-8")
    assert text.startswith("# A\n") and text.endswith("B\n")
    assert "| correctness | 100.0 % (4) | 100.0 % (4) | 100.0 % (4) | 100.0 % (12) |" in text
    assert "old" not in text
