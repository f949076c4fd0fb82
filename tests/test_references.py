"""References in a reader's form, and nothing invented."""

from __future__ import annotations

from typing import Any

import pytest
from corpora import REFERENCES

from ingest.records import Corpus, Reference
from ingest.references import reader_form


def _reference(item: dict[str, Any]) -> Reference:
    custom = item["custom"]
    return Reference(item["id"], item, custom["label"], custom["text"], custom.get("marker"))


LOG, CHART = map(_reference, REFERENCES)


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
