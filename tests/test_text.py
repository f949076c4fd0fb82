"""An answer and a passage as a terminal shows them, line by line."""

from __future__ import annotations

from app.answer import Answer, Citation, Note
from app.text import answer_text, kind_name, passage_text
from ingest.records import Passage

CITATION = Citation(
    1, "tower:fire:en", "tower", "The lighthouse", "en", "translation", "Fire", "It burnt.", 0, 9,
    None, "tower:fire:ru", ("Logbook, 17", "Chart"),
)  # fmt: skip


def test_an_answer_is_followed_by_its_sources_notes_and_questions() -> None:
    answer = Answer(
        "", "?", "en", "answered", "It burnt. [1]", (CITATION,),
        (Note("Some deny it.", "dispute:fire:en"),), ("Who rebuilt it?",),
    )  # fmt: skip
    assert answer_text(answer).splitlines() == [
        "It burnt. [1]",
        "",
        "[1] The lighthouse — Fire (the project's translation)",
        "    tower:fire:en",
        "    Logbook, 17",
        "    Chart",
        "    ⇢ tower:fire:ru",
        "",
        "* Some deny it.",
        "  ? Who rebuilt it?",
    ]


def test_an_abstention_is_one_line() -> None:
    text = "The sources do not say."
    assert answer_text(Answer("", "?", "en", "abstained", text)) == f"{text}\n"


def test_a_passage_is_shown_with_its_kind_and_its_references() -> None:
    passage = Passage("p:ja", "s", "灯台", "ja", "source", "火事", "焼けた。", 0, 4, 1, "p")
    assert passage_text(passage, ["航海日誌"]).splitlines() == [
        "灯台 — 火事 (史料の原文)", "", "焼けた。", "", "航海日誌",
    ]  # fmt: skip


def test_whose_words_a_passage_holds_is_said_in_its_own_language() -> None:
    said = {kind_name(kind, code) for kind in ("source", "translation", "account")
            for code in ("ru", "en", "ja")}  # fmt: skip
    assert len(said) == 9
