"""Old and new answers stand side by side, and what is only in one of them is marked."""

from __future__ import annotations

import pytest
from eval_house import failed, run_of, tried

from eval.baseline import Rules, judge
from eval.floors import Floors
from eval.record import GoldPlace, LostGold, Quote, Record
from eval.sides import marked, sections


def _sections(now: Record, before: Record) -> str:
    return sections(judge(now, before, None, Rules(Floors(), {})))


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("in 1902", "in 1902", "in 1902", "in 1902"),
        ("in 1902", "in 1903", "in <del>1902</del>", "in <ins>1903</ins>"),
        ("in May", "in May 1903", "in May", "in May<ins> 1903</ins>"),
        ("灯台は白い", "灯台は黒い", "灯台は<del>白</del>い", "灯台は<ins>黒</ins>い"),
        ("", "", "", ""),
        ("a <b>", "a <i>", "a &lt;<del>b</del>&gt;", "a &lt;<ins>i</ins>&gt;"),
    ],
)
def test_words_of_an_alphabet_and_single_characters_of_others_are_marked(
    old: str, new: str, before: str, after: str
) -> None:
    assert marked(old, new) == (before, after)


def test_nothing_changed_is_nothing_shown() -> None:
    assert _sections(run_of(tried()), run_of(tried())) == ""


def test_a_broken_sample_shows_both_answers_why_and_what_was_asked() -> None:
    now = failed(
        split="score", question="When <then>?", history=("Who?", "Where?"), reasons=("no <date>",)
    )
    page = _sections(run_of(now), run_of(tried()))
    assert page.startswith("<h2>Broken (1)</h2>")
    assert "<strong>When &lt;then&gt;? ← Where? ← Who?</strong>" in page
    assert '<p class="why">no &lt;date&gt;</p>' in page
    assert "before: answered, gold rank 1" in page
    assert "<del>1902</del>" in page and "<ins>1903</ins>" in page
    assert "the sample itself was edited" not in page


def test_a_fixed_sample_is_shown_only_of_the_part_that_may_be_looked_at() -> None:
    shown = _sections(run_of(tried()), run_of(failed()))
    assert shown.startswith("<h2>Fixed (1)</h2>")
    assert "When?" in shown and '<p class="why">' not in shown
    hidden = _sections(run_of(tried(split="score")), run_of(failed(split="score")))
    assert "When?" not in hidden and "1902" not in hidden
    assert "answered → answered, gold rank 1 → 1; a scored question" in hidden


def test_a_sample_that_was_edited_says_so() -> None:
    page = _sections(run_of(failed(hash="other")), run_of(tried()))
    assert "date · look · the sample itself was edited" in page


def test_a_changed_answer_shows_its_quotes_and_which_of_them_are_gold() -> None:
    gold = (GoldPlace("tower", "1902", ("p:en",)),)
    quotes = (Quote("p:en", "In <1902>."), Quote("q:en", "Later."))
    page = _sections(run_of(tried(answer="Later.", citations=quotes, gold=gold)), run_of(tried()))
    assert page.startswith("<h2>Changed (1)</h2>")
    assert '<blockquote class="gold">In &lt;1902&gt;.<br><span class="label">p:en</span>' in page
    assert '<blockquote class="">Later.<br><span class="label">q:en</span>' in page


def test_a_lost_gold_quote_is_shown_with_what_stands_there_now() -> None:
    lost = (LostGold("In 1902.", "p:en", "In 1903."), LostGold("It burnt.", "q:en", ""))
    page = _sections(run_of(failed(lost=lost)), run_of(tried()))
    assert "gold quote in p:en</p><p>In <del>1902</del>." in page
    assert "(no such passage)" in page


def test_gold_that_fell_in_the_search_is_listed_with_both_ranks() -> None:
    page = _sections(run_of(tried(gold_rank=None)), run_of(tried(gold_rank=2)))
    assert page.startswith("<h2>Gold fell in the search (1)</h2>")
    assert "<td>en-1</td><td>date</td><td>2 → none</td>" in page
