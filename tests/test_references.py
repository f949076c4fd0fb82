"""References in a reader's form, and nothing invented."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from corpora import REFERENCES

from app.references import reference_lines
from ingest.index import Index
from ingest.records import Corpus, Passage, Reference, ReferenceUse
from ingest.references import reader_form


def _reference(item: dict[str, Any]) -> Reference:
    custom = item["custom"]
    return Reference(item["id"], item, custom["label"], custom["text"], custom.get("marker"))


LOG, CHART = map(_reference, REFERENCES)
WORKS = cast(Index, SimpleNamespace(references={"log": LOG, "map": CHART}))
"""Of an index only its references are read."""

AFTER_5, AFTER_12 = ReferenceUse("log", "1", 5), ReferenceUse("map", "2", 12)
AT_5, AT_12 = "[1] : 1 Reference 1", "Petrov, Ivan. Chart of the coast. Okha, 1903. 2."


def _passage(*uses: ReferenceUse) -> Passage:
    text = "x" * 20
    return Passage("p:en", "s", "S", "en", "source", "", text, 0, 20, 1, "p", uses=uses)


@pytest.mark.parametrize(
    ("start", "end", "lines"),
    [
        (0, 5, (AT_5,)),
        (4, 5, (AT_5,)),
        (0, 11, (AT_5,)),
        (5, 12, (AT_12,)),
        (0, 12, (AT_5, AT_12)),
        (0, None, (AT_5, AT_12)),
    ],
)
def test_a_mark_counts_for_the_words_before_it(
    start: int, end: int | None, lines: tuple[str, ...]
) -> None:
    passage = _passage(AFTER_5, AFTER_12)
    assert reference_lines(WORKS, passage, start=start, end=end) == lines


def test_without_a_place_the_whole_passage_is_meant() -> None:
    assert reference_lines(WORKS, _passage(AFTER_5, AFTER_12)) == (AT_5, AT_12)
    assert reference_lines(WORKS, _passage(ReferenceUse("log", "1", 1))) == (AT_5,)
    assert reference_lines(WORKS, _passage()) == ()


@pytest.mark.parametrize(
    ("start", "end", "lines"), [(0, 4, (AT_5,)), (5, 6, (AT_12,)), (12, 20, ()), (13, 20, ())]
)
def test_words_without_a_mark_rest_on_the_next_one(
    start: int, end: int, lines: tuple[str, ...]
) -> None:
    passage = _passage(AFTER_12, AFTER_5)
    assert reference_lines(WORKS, passage, start=start, end=end) == lines


def test_all_the_works_of_the_next_mark_are_given_each_once() -> None:
    other = ReferenceUse("map", "2", 5)
    passage = _passage(AFTER_5, other, ReferenceUse("map", "2"), AFTER_12)
    assert reference_lines(WORKS, passage, start=0, end=2) == (AT_5, AT_12)


def test_a_work_of_the_whole_passage_counts_for_every_part_and_comes_last() -> None:
    passage = _passage(ReferenceUse("map", "2"), AFTER_5)
    assert reference_lines(WORKS, passage, start=0, end=5) == (AT_5, AT_12)
    assert reference_lines(WORKS, passage, start=0, end=4) == (AT_5, AT_12)
    assert reference_lines(WORKS, passage, start=6, end=9) == (AT_12,)


def test_a_work_that_nobody_describes_is_given_by_its_id_and_pages() -> None:
    assert reference_lines(WORKS, _passage(ReferenceUse("letters", "3"))) == ("letters : 3",)
    assert reference_lines(WORKS, _passage(ReferenceUse("letters"))) == ("letters",)


def test_a_work_is_named_in_the_language_of_its_passage() -> None:
    russian = Passage("p:ru", "s", "S", "ru", "source", "", "x", 0, 1, 1, "p", uses=(AFTER_5,))
    assert reference_lines(WORKS, russian, start=0, end=1) == ("[1] : 1 Ссылка 1",)


def test_a_work_is_written_with_author_title_and_imprint() -> None:
    assert reader_form(CHART, "en") == "Petrov, Ivan. Chart of the coast. Okha, 1903."


def test_the_pages_of_a_use_come_last() -> None:
    assert (
        reader_form(CHART, "en", "17-33") == "Petrov, Ivan. Chart of the coast. Okha, 1903. 17–33."
    )


@pytest.mark.parametrize(
    ("language", "form"),
    [("ru", "[1] Ссылка 1"), ("en", "[1] Reference 1"), ("ja", "[1] 注1"), ("fr", "[1] log")],
)
def test_a_work_that_is_not_identified_gives_its_label(language: str, form: str) -> None:
    assert reader_form(LOG, language) == form


def test_the_pages_of_a_mark_stand_beside_it() -> None:
    assert reader_form(LOG, "en", "17, 33") == "[1] : 17, 33 Reference 1"


def test_the_articles_own_references_say_only_what_is_known(project_corpus: Corpus) -> None:
    marked = {work.marker: work for work in project_corpus.references if work.marker is not None}
    assert sorted(marked) == list(range(1, 9))
    for marker, work in marked.items():
        named = {"title", "author", "container-title", "issued"} & set(work.item)
        assert named == ({"title", "container-title", "issued"} if marker == 2 else set())
    assert (marked[2].item["volume"], marked[2].item["page"]) == ("34", "32-53")


def test_no_reference_gives_an_address_of_a_copy(project_corpus: Corpus) -> None:
    for work in project_corpus.references:
        assert "URL" not in work.item
        assert "http" not in str(dict(work.item))


@pytest.mark.parametrize(
    "item",
    [
        {"author": "Petrov"}, {"author": [None, 5, ["x"], {}, {"family": 5}]}, {"issued": []},
        {"issued": {"date-parts": 5}}, {"issued": {"date-parts": [5]}}, {"page": [1]},
        {"volume": {}, "issue": [], "publisher": 5, "archive": None},
    ],
)  # fmt: skip
def test_a_work_with_odd_parts_is_still_written(item: dict[str, object]) -> None:
    reference = Reference("log", {"id": "log", "title": "Logbook", **item}, {}, {})
    assert "Logbook" in reader_form(reference, "en")
