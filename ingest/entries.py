"""The glossary file: its entries, and the glossary as a source of readable passages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ingest.errors import CorpusError
from ingest.markdown import read_text
from ingest.records import Document, Entry, Exhibit, Passage, ReferenceUse, Source, Term
from ingest.tables import Table, line_of, read_toml, rows_of, text_of

FILE = "glossary.toml"
SOURCE = "glossary"


def read_entries(folder: Path, languages: Sequence[str]) -> tuple[Entry, ...]:
    """Return the entries of `glossary.toml` in order; none where there is no such file."""
    path = folder / FILE
    if not path.is_file():
        return ()
    text = read_text(path, FILE)
    rows = rows_of(read_toml(path, FILE), "entry", FILE)
    found = tuple(
        _entry(row, line_of(text, "[[entry]]", number), languages)
        for number, row in enumerate(rows, start=1)
    )
    known = {"", *(entry.id for entry in found)}
    for entry in found:
        if entry.part_of not in known:
            raise CorpusError(FILE, entry.line, f"`part_of` names no entry: {entry.part_of!r}")
    return found


def uses_of(table: Table, name: str, line: int | None) -> tuple[ReferenceUse, ...]:
    """Return the `references` of a table: [{ id = "…", pages = "…" }, …]."""
    rows = table.get("references", [])
    if not isinstance(rows, list):
        raise CorpusError(name, line, "`references` is not a list")
    found = []
    for row in rows:
        if not isinstance(row, dict) or not isinstance(row.get("id"), str):
            raise CorpusError(name, line, 'a reference without an id; write { id = "…" }')
        found.append(ReferenceUse(row["id"], str(row.get("pages", ""))))
    return tuple(found)


def texts_of(table: Table, key: str, name: str, line: int | None) -> tuple[str, ...]:
    """Return the list of texts under `key`, empty where it is missing."""
    rows = table.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, str) for row in rows):
        raise CorpusError(name, line, f"`{key}` is not a list of texts")
    return tuple(rows)


def as_source(entries: Sequence[Entry], exhibit: Exhibit) -> Source | None:
    """Return the glossary as a source with one passage for each entry; None without entries."""
    documents = []
    for language in exhibit.languages:
        title = str(exhibit.texts.get(language, {}).get("glossary", "Glossary"))
        passages = tuple(
            _passage(entry, language, title) for entry in entries if entry.terms[language].text
        )
        if passages:
            documents.append(Document(SOURCE, language, title, FILE, passages))
    return Source(SOURCE, "account", tuple(documents)) if documents else None


def _entry(row: Table, line: int, languages: Sequence[str]) -> Entry:
    entry_id = text_of(row, "id", FILE, line)
    terms = {}
    for language in languages:
        table = row.get(language)
        if not isinstance(table, dict):
            raise CorpusError(FILE, line, f"entry `{entry_id}` has no [entry.{language}]")
        readings = [str(table.get("reading", "")), *texts_of(table, "readings", FILE, line)]
        terms[language] = Term(
            text_of(table, "label", FILE, line),
            texts_of(table, "variants", FILE, line),
            tuple(reading.replace(" ", "") for reading in readings if reading),
            str(table.get("text", "")),
        )
    return Entry(
        entry_id,
        str(row.get("kind", "term")),
        terms,
        uses_of(row, FILE, line),
        texts_of(row, "disagreements", FILE, line),
        bool(row.get("general", False)),
        str(row.get("part_of", "")),
        line,
    )


def _passage(entry: Entry, language: str, title: str) -> Passage:
    term = entry.terms[language]
    return Passage(
        id=f"{SOURCE}:{entry.id}:{language}",
        source_id=SOURCE,
        source_title=title,
        language=language,
        kind="account",
        heading=term.label,
        text=term.text,
        start=0,
        end=len(term.text),
        line=entry.line,
        aligned_id=f"{SOURCE}:{entry.id}",
        uses=entry.uses,
        disagreements=tuple(f"disagreements:{item}" for item in entry.disagreements),
        general=entry.general,
    )
