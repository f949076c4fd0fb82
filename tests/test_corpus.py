"""The project's own corpus keeps the promises that it makes to a museum."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from ingest.dates import dates
from ingest.glossary import Glossary
from ingest.markdown import read_page
from ingest.numerals import number_set
from ingest.places import CORPUS
from ingest.records import Corpus, Passage
from ingest.scripts import tokens
from ingest.sentences import sentences

ARTICLE = "9c294ed7c3154c695f178e2d48d435ccdac4afaab8e5e727a3f5861e980d43a3"
"""SHA-256 of the client's text: its six paragraphs in UTF-8, joined with a line feed."""

DATA = Path(__file__).parent / "data"
FACTS = tomllib.loads((DATA / "facts.toml").read_text(encoding="utf-8"))
LOOSE = tomllib.loads((DATA / "names.toml").read_text(encoding="utf-8"))["loose"]
LANGUAGES = {"ru", "en", "ja"}
FLAGS = {f"3.F{number}" for number in range(1, 14)}

Twins = Mapping[str, Mapping[str, Passage]]


@pytest.fixture(scope="session")
def twins(project_corpus: Corpus) -> Twins:
    """Give the passages by aligned id, then language."""
    found: dict[str, dict[str, Passage]] = {}
    for passage in project_corpus.passages():
        found.setdefault(passage.aligned_id, {})[passage.language] = passage
    return found


@pytest.fixture(scope="session")
def named(project_corpus: Corpus, twins: Twins) -> Mapping[str, frozenset[str]]:
    """Give the glossary entries that each passage names, by its id."""
    glossary = Glossary(project_corpus.glossary)
    return {
        passage.id: frozenset(
            mention.entry_id
            for mention in glossary.mentions(passage.text, tokens(passage.text, language))
        )
        for group in twins.values()
        for language, passage in group.items()
    }


def _tables() -> dict[str, dict[str, Any]]:
    found = {}
    for path in sorted(CORPUS.glob("*/source.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for section, row in table.get("passages", {}).items():
            found[f"{path.parent.name}:{section}"] = row
    return found


TABLES = _tables()


def _figures(text: str) -> frozenset[str]:
    days = {d.terms()[0] for d in dates(text) if d.year and d.month and d.day}
    return number_set(text) | days


def test_the_article_stands_word_for_word_with_its_marks() -> None:
    paragraphs = read_page(CORPUS / "article/ru.md", "article/ru.md").paragraphs
    assert len(paragraphs) == 6
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    assert hashlib.sha256(text.encode()).hexdigest() == ARTICLE


def test_at_least_120_passages_stand_in_every_language(twins: Twins) -> None:
    texts = [key for key in twins if not key.startswith(("references/", "glossary:"))]
    assert len(texts) >= 120
    assert all(set(group) == LANGUAGES for group in twins.values())


def test_no_passage_holds_a_reference_mark_or_markup(project_corpus: Corpus) -> None:
    for passage in project_corpus.passages():
        assert not set("[]*_`<>{}|") & set(passage.text), passage.id


def test_aligned_passages_have_the_same_number_of_sentences(twins: Twins) -> None:
    for key, group in twins.items():
        assert len({len(sentences(passage.text)) for passage in group.values()}) == 1, key


def test_figures_and_dates_agree_across_the_languages(twins: Twins) -> None:
    for key, group in twins.items():
        assert len({_figures(passage.text) for passage in group.values()}) == 1, key


def _apart(
    corpus: Corpus, twins: Twins, named: Mapping[str, frozenset[str]], kind: str
) -> set[str]:
    """Return "passage entry" for each entry of `kind` that a twin names and another does not."""
    kinds = {entry.id: entry.kind for entry in corpus.glossary}
    found = set()
    for key, group in twins.items():
        ids = [{e for e in named[p.id] if kinds[e] == kind} for p in group.values()]
        found |= {f"{key} {entry}" for entry in set().union(*ids) - ids[0].intersection(*ids)}
    return found


def test_aligned_passages_name_the_same_persons(
    project_corpus: Corpus, twins: Twins, named: Mapping[str, frozenset[str]]
) -> None:
    assert _apart(project_corpus, twins, named, "person") == set()


def test_aligned_passages_name_the_same_treaties(
    project_corpus: Corpus, twins: Twins, named: Mapping[str, frozenset[str]]
) -> None:
    assert _apart(project_corpus, twins, named, "treaty") - set(LOOSE) == set()


def test_no_name_is_called_loose_that_is_not(
    project_corpus: Corpus, twins: Twins, named: Mapping[str, frozenset[str]]
) -> None:
    assert set(LOOSE) - _apart(project_corpus, twins, named, "treaty") == set()


@pytest.mark.parametrize(
    "clause", FACTS["clauses"], ids=lambda row: f"{row['row']} {row['states']}"
)
def test_a_clause_of_high_confidence_stands_in_every_language(
    clause: Mapping[str, Any], twins: Twins, named: Mapping[str, frozenset[str]]
) -> None:
    group = twins[clause["passage"]]
    assert set(group) == LANGUAGES
    assert clause["row"] in TABLES[clause["passage"]]["facts"]
    for passage in group.values():
        assert set(clause.get("figures", ())) <= _figures(passage.text), passage.id
        assert set(clause.get("entries", ())) <= named[passage.id], passage.id


def test_every_row_that_a_passage_claims_is_a_row_of_the_sheet(twins: Twins) -> None:
    rows = {clause["row"] for clause in FACTS["clauses"]} | set(FACTS["lower"]) | FLAGS
    for key, table in TABLES.items():
        assert set(twins[key]) == LANGUAGES
        claimed = {fact for fact in table.get("facts", ()) if not fact.startswith("4.")}
        assert claimed <= rows, key


def test_every_flag_but_the_tenth_has_an_entry_and_the_tenth_has_none() -> None:
    told = {
        fact
        for key, table in TABLES.items()
        if key.startswith("disagreements:")
        for fact in table["facts"]
        if fact.startswith("3.F")
    }
    assert told == FLAGS - {"3.F10"}


def test_every_passage_of_an_account_rests_on_a_work_or_says_that_it_is_generally_known(
    project_corpus: Corpus,
) -> None:
    said = {"ru": "бщеизвестн", "en": "generally known", "ja": "一般に知られている"}
    for source in project_corpus.sources:
        for document in source.documents if source.kind == "account" else ():
            for passage in document.passages:
                if passage.general and not passage.id.startswith("glossary:"):
                    assert said[passage.language] in passage.text, passage.id
                assert passage.general or passage.uses, passage.id


def test_a_passage_that_states_a_disputed_side_links_to_its_entry(
    project_corpus: Corpus, twins: Twins
) -> None:
    linked = {key for p in project_corpus.passages() for key in p.disagreements}
    entries = {key for key in twins if key.startswith("disagreements:")}
    assert linked == entries
    assert "disagreements:ratification-exchange" in twins["article:definition"]["ru"].disagreements


def test_known_questions_point_at_passages_and_sentences_that_exist(
    project_corpus: Corpus, twins: Twins
) -> None:
    for question in project_corpus.questions:
        passage = twins[question.passage][question.language]
        assert -1 <= question.sentence <= len(sentences(passage.text)), question


def test_events_stand_in_order_and_their_passages_name_their_year(
    project_corpus: Corpus, twins: Twins
) -> None:
    events = project_corpus.timeline
    assert len(events) >= 30
    assert [event.date for event in events] == sorted(event.date for event in events)
    for event in events:
        assert event.date[:4] in _figures(twins[event.passage]["en"].text), event


def test_accounts_are_never_shown_as_a_sources_words(project_corpus: Corpus) -> None:
    kinds = {source.id.split("/")[0]: source.kind for source in project_corpus.sources}
    assert kinds.pop("article") == "source"
    assert set(kinds.values()) == {"account"}
    for passage in project_corpus.passages():
        own = passage.source_id == "article"
        expected = ("source" if passage.language == "ru" else "translation") if own else "account"
        assert passage.kind == expected
