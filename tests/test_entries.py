"""The glossary file is read entry by entry, and each entry is a passage that can be cited."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpora import GLOSSARY, write

from ingest.entries import as_source, read_entries
from ingest.errors import CorpusError
from ingest.records import Entry, Exhibit, ReferenceUse, Term

LANGUAGES = ("ru", "en", "ja")
TABLES = "\n".join(f'[entry.{code}]\nlabel = "{code}"\n' for code in LANGUAGES)


def _read(folder: Path, text: str) -> tuple[Entry, ...]:
    write(folder, "glossary.toml", text)
    return read_entries(folder, LANGUAGES)


def test_a_folder_without_a_glossary_has_no_entries(tmp_path: Path) -> None:
    assert read_entries(tmp_path, LANGUAGES) == ()
    assert as_source((), Exhibit(LANGUAGES, "ru")) is None


def test_entries_are_read_in_order_with_their_names_in_every_language(tmp_path: Path) -> None:
    tower, petrov = _read(tmp_path, GLOSSARY)
    assert (tower.id, tower.kind, tower.general, tower.line) == ("tower", "place", True, 1)
    assert tower.terms["en"] == Term(
        "Lighthouse", ("light tower",), (), "A lighthouse is a tower with a light."
    )
    assert tower.terms["ja"].readings == ("とうだい",)
    assert petrov.terms["ja"] == Term("イワン・ペトロフ", ("ペトロフ",), ("ぺとろふ",), "")
    assert petrov.line > tower.line


def test_an_entry_without_a_kind_is_a_term_and_blanks_of_a_reading_are_left_out(
    tmp_path: Path,
) -> None:
    text = f'[[entry]]\nid = "a"\n{TABLES}reading = "とう だい"\n'
    (entry,) = _read(tmp_path, text)
    assert (entry.kind, entry.general, entry.uses) == ("term", False, ())
    assert entry.terms["ja"].readings == ("とうだい",)


def test_an_annex_says_what_it_is_part_of(tmp_path: Path) -> None:
    text = f'[[entry]]\nid = "a"\n{TABLES}\n[[entry]]\nid = "b"\npart_of = "a"\n{TABLES}'
    assert [entry.part_of for entry in _read(tmp_path, text)] == ["", "a"]


def test_an_entry_rests_on_works_and_names_its_disagreements(tmp_path: Path) -> None:
    row = 'references = [{ id = "log", pages = "4" }, { id = "map" }]\ndisagreements = ["year"]'
    (entry,) = _read(tmp_path, f'[[entry]]\nid = "a"\n{row}\n{TABLES}text = "灯台。"\n')
    assert entry.uses == (ReferenceUse("log", "4"), ReferenceUse("map"))
    source = as_source((entry,), Exhibit(LANGUAGES, "ru", texts={"ja": {"glossary": "用語集"}}))
    assert source is not None
    (document,) = source.documents
    (passage,) = document.passages
    assert (document.language, document.title, source.kind) == ("ja", "用語集", "account")
    assert (passage.id, passage.aligned_id) == ("glossary:a:ja", "glossary:a")
    assert (passage.text, passage.start, passage.end) == ("灯台。", 0, 3)
    assert passage.disagreements == ("disagreements:year",)
    assert passage.uses == entry.uses


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("entry = 1", "`entry` is not a list of tables; write [[entry]]"),
        ("[[entry]]", "`id`"),
        ('[[entry]]\nid = "a"', "entry `a` has no [entry.ru]"),
        ('[[entry]]\nid = "a"\n[entry.ru]', "`label`"),
        (f'[[entry]]\nid = "a"\nreferences = "log"\n{TABLES}', "`references` is not a list"),
        (f'[[entry]]\nid = "a"\nreferences = ["log"]\n{TABLES}', "a reference without an id"),
        (f'[[entry]]\nid = "a"\nreferences = [{{}}]\n{TABLES}', "a reference without an id"),
        (f'[[entry]]\nid = "a"\n{TABLES}variants = "b"', "`variants` is not a list of texts"),
        (f'[[entry]]\nid = "a"\npart_of = "b"\n{TABLES}', "`part_of` names no entry: 'b'"),
        (f'[[entry]]\nid = "a"\n{TABLES}readings = [1]', "`readings` is not a list of texts"),
    ],
)
def test_a_malformed_glossary_is_refused_by_name(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CorpusError) as told:
        _read(tmp_path, text + "\n")
    assert said in str(told.value)
    assert "glossary.toml" in str(told.value)
