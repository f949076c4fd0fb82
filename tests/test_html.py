"""The page of a run: verdict, plots, tables and answers, escaped and without a network."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from eval_house import failed, run_of, tried

from eval.baseline import Rules, judge
from eval.faults import Fault
from eval.floors import Floors
from eval.html import write_html
from eval.record import Estimate, Measures, Record

FIGURES = Measures(
    {"correctness": {"en": {"all": Estimate(0.5, 4, 0.2, 0.8), "date": Estimate(1.0, 2)},
                     "all": {"all": Estimate(0.5, 4, 0.2, 0.8), "date": Estimate(1.0, 2)}}},
    {}, {},
)  # fmt: skip
BETTER = Measures({"correctness": {"en": {"all": Estimate(0.75, 4, 0.3, 0.9)}}}, {}, {})


def _page(path: Path, now: Record, before: Record | None = None, *faults: Fault) -> str:
    verdict = judge(now, before, None if before else "no baseline", Rules(Floors(), {}))
    write_html(now, before, verdict, faults=faults, path=path / "report.html")
    return (path / "report.html").read_text(encoding="utf-8")


def test_the_page_says_of_which_run_it_is_and_what_it_was_compared_with(tmp_path: Path) -> None:
    run = run_of(tried())
    alone = _page(tmp_path, run)
    assert "<h1>tower</h1>" in alone
    assert "This run: 1 samples · corpus cccccccccccc · encoder letters 1 · extractive" in alone
    assert "commit –" in alone and "Compared with" not in alone
    before = replace(run, setup=replace(run.setup, commit="0123456789abcdef"))
    assert "Compared with: 1 samples" in _page(tmp_path, run, before)
    assert "commit 0123456789ab ·" in _page(tmp_path, run, before)


def test_the_verdict_is_green_red_or_neither(tmp_path: Path) -> None:
    run = run_of(tried())
    assert '<div class="verdict good">' in _page(tmp_path, run, run)
    assert '<div class="verdict bad">' in _page(tmp_path, run_of(failed()), run)
    assert '<div class="verdict none">' in _page(tmp_path, run)
    assert "<li>No verdict: no baseline</li>" in _page(tmp_path, run)


def test_a_fault_of_the_set_is_listed_with_its_line(tmp_path: Path) -> None:
    run = run_of(tried())
    page = _page(tmp_path, run, run, Fault(Path("set.jsonl"), 3, "no <id>"))
    assert "<li>set.jsonl:3: no &lt;id&gt;</li>" in page
    assert '<div class="verdict none">' in page


def test_each_figure_has_its_interval_and_its_change(tmp_path: Path) -> None:
    page = _page(tmp_path, run_of(measures=BETTER), run_of(measures=FIGURES))
    assert "<td>75.0 % <b>+25.0</b><br><small>[30.0–90.0] (4)</small></td>" in page
    assert "<td>– <b></b></td>" in page


def test_a_category_without_samples_has_no_row(tmp_path: Path) -> None:
    page = _page(tmp_path, run_of(measures=FIGURES))
    assert "<tr><th>date</th>" in page
    assert "<tr><th>person</th>" not in page
    assert "100.0 % (2) <b></b></td>" in page


def test_times_are_drawn_only_where_they_were_taken(tmp_path: Path) -> None:
    run = run_of(tried(), measures=FIGURES)
    assert _page(tmp_path, run).count("<svg") == 4
    timed = replace(run, latency={"en": {"n": 1, "p50": 1.0, "p95": 2.0}})
    assert _page(tmp_path, timed).count("<svg") == 5


def test_the_page_needs_no_network_and_runs_nothing(tmp_path: Path) -> None:
    odd = replace(run_of(failed()), setup=replace(run_of().setup, exhibit="<script>x</script>"))
    page = _page(tmp_path, odd, replace(odd, samples={"en-1": tried()}))
    assert "default-src 'none'" in page
    assert not re.search(r"(?:src|href)=|https?://|url\(|@import|<script", page)
    assert "&lt;script&gt;" in page
