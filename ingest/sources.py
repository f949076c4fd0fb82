"""The texts of a corpus: aligned sources in folders of their own, and plain files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ingest.entries import texts_of, uses_of
from ingest.errors import CorpusError
from ingest.folder import TEXT_SUFFIXES, files
from ingest.language import language_of
from ingest.markdown import Page, Paragraph, read_page
from ingest.markers import split_marks
from ingest.records import Document, Kind, Passage, Reference, ReferenceUse, Source
from ingest.sentences import sentences
from ingest.tables import Table, read_toml

SOURCE_FILE = "source.toml"
_LONGEST_PASSAGE = 4000
"""Characters; a plain paragraph beyond is cut between sentences so that a screen can show it."""


@dataclass(frozen=True, slots=True)
class SourceTable:
    """What a `source.toml` says: the kind, the original language, and its passages' tables."""

    id: str
    name: str
    kind: Kind
    original: str | None
    licence: str
    provenance: str
    passages: Mapping[str, Table]


def aligned_folders(folder: Path) -> list[Path]:
    """Return the folders below `folder` that hold a `source.toml`, sorted."""
    found = (path for path in files(folder) if path.name == SOURCE_FILE)
    return sorted(path.parent for path in found if path.parent.parent == folder)


def read_aligned(folder: Path, root: Path, references: Sequence[Reference]) -> Source:
    """Return the source in `folder`: one document for each `<language>.md` there."""
    table = _source_table(folder, root)
    by_marker = {ref.marker: ref.id for ref in references if ref.marker is not None}
    documents = []
    for path in sorted(folder.glob("*.md")):
        name = path.relative_to(root).as_posix()
        documents.append(
            _aligned_document(read_page(path, name), path.stem, name, table, by_marker)
        )
    return Source(
        table.id, table.kind, tuple(documents), table.original, table.licence, table.provenance
    )


def read_plain(root: Path, skip: Sequence[Path], *, readme: bool) -> list[Source]:
    """Return each text file below `root` but outside `skip` as a source of its own.

    The id is the path without its extension; a README.md at the top is left out unless `readme`.
    Raises CorpusError where two files have the same id.
    """
    found: dict[str, Source] = {}
    for path in files(root):
        name = path.relative_to(root).as_posix()
        if path.suffix not in TEXT_SUFFIXES or any(path.is_relative_to(s) for s in skip):
            continue
        if name == "README.md" and not readme:
            continue
        source = _plain_source(read_page(path, name), name)
        if source.id in found:
            other = found[source.id].documents[0].path
            raise CorpusError(name, None, f"the id `{source.id}` is taken by {other}; rename one")
        found[source.id] = source
    return list(found.values())


def _source_table(folder: Path, root: Path) -> SourceTable:
    path = folder / SOURCE_FILE
    name = path.relative_to(root).as_posix()
    table = read_toml(path, name)
    kind = table.get("kind")
    if kind not in ("source", "account"):
        raise CorpusError(name, None, f'kind {kind!r} is neither "source" nor "account"')
    original = table.get("original")
    if kind == "source" and not isinstance(original, str):
        raise CorpusError(name, None, "a source needs `original`, the language of its own words")
    passages = table.get("passages", {})
    if not isinstance(passages, dict) or not all(isinstance(v, dict) for v in passages.values()):
        raise CorpusError(name, None, "`passages` is not made of tables; write [passages.ID]")
    return SourceTable(
        folder.relative_to(root).as_posix(),
        name,
        kind,
        original if kind == "source" else None,
        str(table.get("licence", "")),
        str(table.get("provenance", "")),
        passages,
    )


def _aligned_document(
    page: Page, language: str, name: str, table: SourceTable, by_marker: Mapping[int, str]
) -> Document:
    title = page.meta.get("title")
    if not isinstance(title, str) or not title.strip():
        raise CorpusError(name, 1, "the front matter has no `title`")
    sections: dict[str, Paragraph] = {}
    for paragraph in page.paragraphs:
        if not paragraph.section:
            raise CorpusError(
                name, paragraph.line, "a paragraph without a section id; write `{#id}`"
            )
        if paragraph.section in sections:
            raise CorpusError(
                name,
                paragraph.line,
                f"section `{paragraph.section}` has a second paragraph or twin",
            )
        sections[paragraph.section] = paragraph
    for section, _, line in page.headings:
        if section not in sections:
            raise CorpusError(name, line, f"section `{section}` has no text or no id")
    passages = tuple(
        _aligned_passage(paragraph, language, title, table, _marked(paragraph, name, by_marker))
        for paragraph in sections.values()
    )
    return Document(table.id, language, title, name, passages)


def _marked(
    paragraph: Paragraph, name: str, by_marker: Mapping[int, str]
) -> tuple[str, tuple[ReferenceUse, ...]]:
    text, marks = split_marks(paragraph.text)
    for mark in marks:
        if mark.number not in by_marker:
            raise CorpusError(
                name,
                paragraph.line,
                f"unknown reference [{mark.number}]; add it to references.json",
            )
    return text, tuple(ReferenceUse(by_marker[m.number], m.pages, m.position) for m in marks)


def _aligned_passage(
    paragraph: Paragraph,
    language: str,
    title: str,
    table: SourceTable,
    marked: tuple[str, tuple[ReferenceUse, ...]],
) -> Passage:
    row = table.passages.get(paragraph.section, {})
    aligned_id = f"{table.id}:{paragraph.section}"
    translated = table.original is not None and language != table.original
    return Passage(
        id=f"{aligned_id}:{language}",
        source_id=table.id,
        source_title=title,
        language=language,
        kind="translation" if translated else table.kind,
        heading=paragraph.heading,
        text=marked[0],
        start=paragraph.start,
        end=paragraph.end,
        line=paragraph.line,
        aligned_id=aligned_id,
        original_passage_id=f"{aligned_id}:{table.original}" if translated else None,
        uses=marked[1] + uses_of(row, table.name, None),
        disagreements=tuple(
            f"disagreements:{item}" for item in texts_of(row, "disagreements", table.name, None)
        ),
        entities=texts_of(row, "glossary", table.name, None),
        general=bool(row.get("general", False)),
    )


def _plain_source(page: Page, name: str) -> Source:
    source_id = str(PurePosixPath(name).with_suffix(""))
    heading = next((text for _, text, _ in page.headings if text), "")
    given = page.meta.get("title")
    named = isinstance(given, str) and given not in ("", "~", "null")
    title = str(given) if named else heading or PurePosixPath(name).stem
    body = "\n".join(paragraph.text for paragraph in page.paragraphs)
    language = page.meta.get("language")
    if not isinstance(language, str) or language not in ("ru", "en", "ja"):
        language = language_of(body, "en") or "en"
    parts = [part for paragraph in page.paragraphs for part in _parts(paragraph)]
    single = len(parts) == 1
    passages = tuple(
        _plain_passage(part, source_id, title, language, "" if single else f":{number}")
        for number, part in enumerate(parts, start=1)
    )
    return Source(source_id, "source", (Document(source_id, language, title, name, passages),))


def _parts(paragraph: Paragraph) -> list[Paragraph]:
    if len(paragraph.text) <= _LONGEST_PASSAGE:
        return [paragraph]
    cuts = [0]
    for start, end in sentences(paragraph.text):
        while end - cuts[-1] > _LONGEST_PASSAGE:
            cuts.append(start if start > cuts[-1] else cuts[-1] + _LONGEST_PASSAGE)
    ranges = zip(cuts, [*cuts[1:], len(paragraph.text)], strict=True)
    return [
        Paragraph(
            paragraph.section,
            paragraph.heading,
            paragraph.text[a:b],
            paragraph.start + a,
            paragraph.start + b,
            paragraph.line + paragraph.text.count("\n", 0, a),
        )
        for a, b in ranges
    ]


def _plain_passage(
    part: Paragraph, source_id: str, title: str, language: str, suffix: str
) -> Passage:
    text, marks = split_marks(part.text)
    return Passage(
        id=source_id + suffix,
        source_id=source_id,
        source_title=title,
        language=language,
        kind="source",
        heading=part.heading,
        text=text,
        start=part.start,
        end=part.end,
        line=part.line,
        aligned_id=source_id + suffix,
        uses=tuple(ReferenceUse(f"[{mark.number}]", mark.pages, mark.position) for mark in marks),
    )
