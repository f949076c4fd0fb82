"""Files become sources and passages with ids, offsets and references."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpora import edit, write

from ingest.corpus import read_corpus
from ingest.errors import CorpusError
from ingest.records import Passage


def _passages(folder: Path) -> dict[str, Passage]:
    return {passage.id: passage for passage in read_corpus(folder).passages()}


def test_a_plain_folder_gives_an_id_a_language_and_a_title_from_the_file(plain: Path) -> None:
    found = _passages(plain)
    assert list(found) == ["harbour", "notes/sakura:1", "notes/sakura:2", "маяк"]
    assert [passage.language for passage in found.values()] == ["en", "ja", "ja", "ru"]
    titles = [passage.source_title for passage in found.values()]
    assert titles == ["harbour", "桜の記録", "桜の記録", "маяк"]
    assert found["notes/sakura:2"].text == "庭師は毎朝水をやった。"
    assert {passage.kind for passage in found.values()} == {"source"}


def test_front_matter_of_a_plain_text_sets_title_and_language(plain: Path) -> None:
    write(plain, "nep.txt", "---\ntitle: New\nlanguage: ru\n---\nNEP 1921\n")
    passage = _passages(plain)["nep"]
    assert (passage.source_title, passage.language) == ("New", "ru")


def test_a_readme_of_a_plain_folder_is_a_text_like_any_other(plain: Path) -> None:
    write(plain, "README.md", "Read me.\n")
    assert "README" in _passages(plain)


def test_two_files_with_one_id_are_refused(plain: Path) -> None:
    write(plain, "harbour.md", "Another harbour.\n")
    with pytest.raises(CorpusError, match=r"the id `harbour` is taken by harbour\.md; rename one"):
        read_corpus(plain)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"no \.md or \.txt text in the folder; add one"):
        read_corpus(tmp_path)


def test_the_offsets_of_a_passage_point_into_its_file(plain: Path) -> None:
    for source in read_corpus(plain).sources:
        for document in source.documents:
            text = (plain / document.path).read_text(encoding="utf-8")
            assert [text[p.start : p.end] for p in document.passages] == [
                p.text for p in document.passages
            ]


def test_a_long_paragraph_is_cut_between_sentences_and_loses_nothing(plain: Path) -> None:
    sentence = "The ice broke late that year and the ships left. "
    write(plain, "long.txt", sentence * 300)
    parts = [p for p in _passages(plain).values() if p.source_id == "long"]
    assert len(parts) > 1
    assert all(len(part.text) <= 4000 for part in parts)
    assert "".join(part.text for part in parts) == (sentence * 300).rstrip()
    assert all(part.text.startswith("The ice") for part in parts)


def test_a_paragraph_without_any_sentence_end_is_cut_too(plain: Path) -> None:
    write(plain, "wall.txt", "x" * 9001)
    parts = [p for p in _passages(plain).values() if p.source_id == "wall"]
    assert "".join(part.text for part in parts) == "x" * 9001
    assert all(len(part.text) <= 4000 for part in parts)


def test_an_aligned_source_has_twins_and_names_the_original(exhibit: Path) -> None:
    found = _passages(exhibit)
    twins = [found[f"tower:built:{language}"] for language in ("ru", "en", "ja")]
    assert {twin.aligned_id for twin in twins} == {"tower:built"}
    assert [twin.kind for twin in twins] == ["source", "translation", "translation"]
    assert [twin.original_passage_id for twin in twins] == [None, *["tower:built:ru"] * 2]
    assert twins[0].disagreements == ("disagreements:year",)
    assert twins[0].entities == ("petrov",)


def test_marks_become_references_with_pages_and_places(exhibit: Path) -> None:
    passage = _passages(exhibit)["tower:built:ru"]
    assert "[" not in passage.text
    assert [(use.reference_id, use.pages) for use in passage.uses] == [
        ("log", ""),
        ("log", "17, 33"),
    ]
    places = [passage.text[: use.position] for use in passage.uses]
    assert places == ["Маяк построен 20 мая 1902 года.", passage.text]


def test_references_of_the_table_count_for_the_whole_passage(exhibit: Path) -> None:
    (use,) = _passages(exhibit)["tower:pay:en"].uses
    assert (use.reference_id, use.pages, use.position) == ("map", "4", None)


def test_sources_stand_in_the_order_of_the_exhibit_then_glossary_and_references(
    exhibit: Path,
) -> None:
    ids = [source.id for source in read_corpus(exhibit).sources]
    assert ids == ["tower", "disagreements", "glossary", "references/log", "references/map"]


def test_a_glossary_entry_with_a_text_is_a_passage_and_one_without_is_not(exhibit: Path) -> None:
    found = _passages(exhibit)
    assert found["glossary:tower:ja"].heading == "灯台"
    assert found["glossary:tower:en"].general
    assert "glossary:petrov:en" not in found


def test_a_reference_is_a_passage_in_every_language(exhibit: Path) -> None:
    found = _passages(exhibit)
    assert found["references/map:ru"].text == "Карта берега."
    assert found["references/log:en"].source_title == "Reference 1"


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "tower/en.md",
            "title: The lighthouse",
            "name: x",
            "tower/en.md:1: the front matter has no",
        ),
        ("tower/en.md", " {#pay}", "", "tower/en.md:11: a paragraph without a section id"),
        ("tower/en.md", "{#pay}", "{#built}", "tower/en.md:11: section `built` has a second"),
        ("tower/en.md", "The keeper of", "\nThe keeper of", None),
        ("tower/source.toml", '"source"', '"novel"', "tower/source.toml: kind 'novel' is neither"),
        (
            "tower/source.toml",
            'original = "ru"\n',
            "",
            "tower/source.toml: a source needs `original`",
        ),
        ("tower/source.toml", 'kind = "source"', "kind = ", "tower/source.toml:1: not TOML"),
        ("tower/source.toml", 'id = "map", ', "", "tower/source.toml: a reference without an id"),
    ],
)
def test_what_cannot_be_read_is_named_with_file_and_line(
    name: str, old: str, new: str, message: str | None, exhibit: Path
) -> None:
    edit(exhibit, name, old, new)
    if message is None:
        read_corpus(exhibit)
        return
    with pytest.raises(CorpusError) as failure:
        read_corpus(exhibit)
    assert str(failure.value).startswith(message)


def test_two_files_of_one_id_are_named_in_one_line_whatever_their_names(tmp_path: Path) -> None:
    for name in ("a\u202eb.md", "a\u202eb.txt"):
        (tmp_path / name).write_text("A text.\n", encoding="utf-8")
    with pytest.raises(
        CorpusError, match=r"a\\u202eb\.txt: the id `a\\u202eb` is taken by a\\u202eb\.md"
    ) as no:
        read_corpus(tmp_path)
    assert str(no.value).isprintable()
