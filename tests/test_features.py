"""What speaks for a sentence: worked out over the tiny exhibit, where it can be seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpora import write

from app.assistant import Assistant, open_assistant
from app.candidate import NAMES, Candidate
from app.request import Request
from ingest.build import ingest
from ingest.encoder import DEFAULT


@pytest.fixture(scope="module")
def tower(exhibit_index: Path) -> Assistant:
    """Give an assistant over the tiny exhibit."""
    return open_assistant(exhibit_index)


def _found(assistant: Assistant, question: str, *history: str) -> dict[str, Candidate]:
    """Return the candidates for a question by their sentences."""
    read = assistant.understood(Request(question, history=history)).question
    return {candidate.text: candidate for candidate in assistant.candidates(read)}


BUILT = "The lighthouse was built on 20 May 1902."
BUILDER = "Ivan Petrov built it."
PAY = "The keeper of the lighthouse was paid 50 roubles a month."
TOWER = "A lighthouse is a tower with a light."


def test_every_sentence_of_the_passages_is_a_candidate_with_every_feature(tower: Assistant) -> None:
    found = _found(tower, "When was the lighthouse built?")
    assert {BUILT, BUILDER, PAY, TOWER} <= set(found)
    assert {candidate.features.shape for candidate in found.values()} == {(len(NAMES),)}


def test_the_best_passage_comes_first_and_places_say_where_a_sentence_stands(
    tower: Assistant,
) -> None:
    first, second, *_ = _found(tower, "When was the lighthouse built?").values()
    assert (first.text, second.text) == (BUILT, BUILDER)
    assert [one.value("place") for one in (first, second)] == [0, 0]
    assert [one.value("first") for one in (first, second)] == [1, 0]
    assert first.value("fused_share") == 1
    assert first.passage.text[first.start : first.end] == BUILT


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        ("When was the lighthouse built?", BUILT, BUILDER),
        ("Who built the lighthouse?", BUILDER, BUILT),
        ("How many roubles was the keeper paid?", PAY, BUILDER),
    ],
)
def test_a_sentence_that_holds_the_kind_that_is_asked_for_says_so(
    tower: Assistant, question: str, right: str, wrong: str
) -> None:
    found = _found(tower, question)
    assert found[right].value("kind") == 1
    assert found[wrong].value("kind") == 0


def test_a_known_question_speaks_for_its_sentence(tower: Assistant) -> None:
    found = _found(tower, "Who was the builder?")
    assert found[BUILDER].value("known_cosine") == pytest.approx(1.0, abs=1e-3)
    assert found[BUILDER].value("sentence_question") > 0
    assert found[PAY].value("known_cosine") < 0.99


def test_years_that_a_passage_lacks_count_against_it(tower: Assistant) -> None:
    found = _found(tower, "What happened to the lighthouse in 1902?")
    assert found[BUILT].value("year_missing") == 0
    assert found[PAY].value("year_missing") == 1


def test_the_glossary_defines_what_a_question_only_names(tower: Assistant) -> None:
    assert _found(tower, "What is a lighthouse?")[TOWER].value("defines") == 1
    assert _found(tower, "What is the meaning of lighthouse?")[TOWER].value("defines") == 1
    for other in ("When was the lighthouse built?", "What is the colour of the lighthouse?"):
        assert _found(tower, other)[TOWER].value("defines") == 0


def test_what_the_question_itself_is_like_is_the_same_for_every_candidate(
    tower: Assistant,
) -> None:
    found = _found(tower, "Who is the mayor of Okha?").values()
    for name in ("unknown", "concepts", "carried", "named", "asks_who", "confidence"):
        assert len({candidate.value(name) for candidate in found}) == 1
    any_one = next(iter(found))
    assert any_one.value("unknown") > 0.5
    assert (any_one.value("asks_who"), any_one.value("asks_when")) == (1, 0)
    assert (any_one.value("named"), any_one.value("carried")) == (0, 0)


def test_a_follow_up_and_a_named_entry_are_told(tower: Assistant) -> None:
    follow = next(iter(_found(tower, "And who built it?", BUILT).values()))
    assert follow.value("carried") == 1
    named = next(iter(_found(tower, "Who was Ivan Petrov?").values()))
    assert named.value("named") == 1


def test_a_sentence_that_names_the_exhibits_subject_is_of_it(tower: Assistant) -> None:
    found = _found(tower, "Who built the lighthouse?")
    assert found[BUILT].of_subject
    assert not found[BUILDER].of_subject


GLOSSARY = """
[[entry]]
id = "pact"
kind = "treaty"
[entry.en]
label = "Harbour Pact"

[[entry]]
id = "annex"
kind = "treaty"
part_of = "pact"
[entry.en]
label = "Fee Annex"

[[entry]]
id = "truce"
kind = "treaty"
[entry.en]
label = "Old Truce"
"""
TEXT = "The Harbour Pact names fees. The Fee Annex names fees. The Old Truce names fees."


@pytest.mark.parametrize(("main", "strays"), [("pact", [0.0, 0.0, 1.0]), ("", [1.0, 1.0, 1.0])])
def test_an_annex_of_the_exhibits_treaty_is_no_other_treaty(
    tmp_path: Path, main: str, strays: list[float]
) -> None:
    folder = tmp_path / "corpus"
    write(folder, "exhibit.toml", f'languages = ["en"]\nmain_entry = "{main}"\n')
    write(folder, "glossary.toml", GLOSSARY)
    write(folder, "fees.txt", TEXT)
    ingest(folder, tmp_path / "index", DEFAULT)
    assistant = open_assistant(tmp_path / "index")
    found = _found(assistant, "Which fees are named?")
    assert [found[text].value("strays") for text in sorted(found, key=TEXT.index)] == strays
    assistant.index.close()
