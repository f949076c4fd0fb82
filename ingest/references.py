"""The references: CSL-JSON items, their reader's form, and each as a source of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ingest.errors import CorpusError
from ingest.markdown import read_text
from ingest.records import Document, Passage, Reference, ReferenceUse, Source
from ingest.tables import line_of, number_of, read_json, words_of

FILE = "references.json"
PREFIX = "references/"


def read_references(folder: Path) -> tuple[Reference, ...]:
    """Return the items of `references.json` in order; none where there is no such file."""
    path = folder / FILE
    if not path.is_file():
        return ()
    items = read_json(path, FILE)
    if not isinstance(items, list):
        raise CorpusError(FILE, 1, "not a list of CSL-JSON items")
    text = read_text(path, FILE)
    return tuple(_reference(item, text) for item in items)


def _reference(item: object, text: str) -> Reference:
    if not isinstance(item, dict) or not isinstance(item.get("id"), str):
        raise CorpusError(FILE, 1, "an item without an id")
    line = line_of(text, f'"id": {json.dumps(item["id"], ensure_ascii=False)}')
    custom = item.get("custom", {})
    if not isinstance(custom, dict):
        raise CorpusError(FILE, line, f"`custom` of {item['id']} is not a table")
    marker = number_of(custom, "marker", FILE, line, 0) if "marker" in custom else None
    label, words = (words_of(custom, key, FILE, line) for key in ("label", "text"))
    return Reference(item["id"], item, label, words, marker, line)


def reader_form(reference: Reference, language: str, pages: str = "") -> str:
    """Return the reference as a reader writes it, with the pages of this use.

    A work without a title, which the source text does not identify, gives its label.
    """
    mark = f"[{reference.marker}] " if reference.marker is not None else ""
    mark += f": {pages} " if mark and pages else ""
    item = reference.item
    if not item.get("title"):
        return f"{mark}{reference.label.get(language) or reference.id}".strip()
    parts = [_names(item, "author"), _title(item), _container(item), _names(item, "editor")]
    parts += [_imprint(item), _pages("" if reference.marker else pages, item)]
    text = ". ".join(part.rstrip(".") for part in parts if part)
    return f"{mark}{text}."


def as_source(reference: Reference, languages: Sequence[str]) -> Source:
    """Return the reference as a source: one passage in each language, the project's account."""
    source_id = PREFIX + reference.id
    documents = []
    for language in languages:
        text = reference.text.get(language, "")
        label = reference.label.get(language, reference.id)
        passage = Passage(
            id=f"{source_id}:{language}",
            source_id=source_id,
            source_title=label,
            language=language,
            kind="account",
            heading=label,
            text=text,
            start=0,
            end=len(text),
            line=reference.line,
            aligned_id=source_id,
            uses=(ReferenceUse(reference.id),),
        )
        documents.append(Document(source_id, language, label, FILE, (passage,)))
    return Source(source_id, "account", tuple(documents))


def _names(item: Mapping[str, object], role: str) -> str:
    people = item.get(role)
    if not isinstance(people, list):
        return ""
    return "; ".join(filter(None, (_name(person) for person in people)))


def _name(person: object) -> str:
    if not isinstance(person, dict):
        return str(person)
    if "literal" in person:
        return str(person["literal"])
    return ", ".join(str(person[part]) for part in ("family", "given") if person.get(part))


def _title(item: Mapping[str, object]) -> str:
    return str(item.get("title", ""))


def _container(item: Mapping[str, object]) -> str:
    parts = [str(item[key]) for key in ("container-title", "collection-title") if item.get(key)]
    if item.get("volume"):
        parts.append(str(item["volume"]))
    if item.get("issue"):
        parts.append(f"№ {item['issue']}")
    return ", ".join(parts)


def _imprint(item: Mapping[str, object]) -> str:
    place, publisher = item.get("publisher-place", ""), item.get("publisher", "")
    house = ": ".join(str(part) for part in (place, publisher) if part)
    return ", ".join(part for part in (house, str(item.get("archive", "")), _year(item)) if part)


def _year(item: Mapping[str, Any]) -> str:
    try:
        return str(item["issued"]["date-parts"][0][0])
    except (LookupError, TypeError):
        return ""


def _pages(pages: str, item: Mapping[str, object]) -> str:
    return str(pages or item.get("page", "")).replace("-", "–")
