"""Reads a folder into a Corpus: an exhibit with its tables, or any folder of plain texts."""

from __future__ import annotations

from pathlib import Path

from ingest import entries, references
from ingest.errors import CorpusError
from ingest.exhibit import FILE as EXHIBIT_FILE
from ingest.exhibit import read_exhibit
from ingest.folder import folder_hash
from ingest.questions import read_questions
from ingest.records import Corpus, Exhibit, Source
from ingest.schema import check
from ingest.sources import aligned_folders, read_aligned, read_plain
from ingest.timeline import read_timeline


def read_corpus(folder: Path) -> Corpus:
    """Return everything `folder` holds, checked against the schema where it is an exhibit.

    Raises CorpusError, with file and line, for the first thing that cannot be used.
    """
    digest = folder_hash(folder)
    exhibit = read_exhibit(folder)
    if exhibit is None or not exhibit.languages:
        return _plain_corpus(folder, digest, exhibit)
    works = references.read_references(folder)
    glossary = entries.read_entries(folder, exhibit.languages)
    sources = [read_aligned(path, folder, works) for path in aligned_folders(folder)]
    sources += read_plain(folder, aligned_folders(folder), readme=False)
    sources = _in_order(sources, exhibit)
    if glossary_source := entries.as_source(glossary, exhibit):
        sources.append(glossary_source)
    sources += [references.as_source(work, exhibit.languages) for work in works if work.text]
    corpus = Corpus(
        digest,
        exhibit,
        tuple(sources),
        works,
        glossary,
        read_timeline(folder),
        read_questions(folder),
    )
    check(corpus)
    return corpus


def _plain_corpus(folder: Path, digest: str, exhibit: Exhibit | None) -> Corpus:
    sources = read_plain(folder, [], readme=exhibit is None)
    if not sources:
        raise CorpusError(folder, None, "no .md or .txt text in the folder; add one")
    languages = tuple(sorted({document.language for s in sources for document in s.documents}))
    exhibit = exhibit or Exhibit((), languages[0])
    return Corpus(digest, exhibit, tuple(sources))


def _in_order(sources: list[Source], exhibit: Exhibit) -> list[Source]:
    order = {source_id: position for position, source_id in enumerate(exhibit.sources)}
    known = {source.id for source in sources}
    for source_id in exhibit.sources:
        if source_id not in known:
            raise CorpusError(
                EXHIBIT_FILE, None, f"`sources` names `{source_id}`, which is missing"
            )
    return sorted(sources, key=lambda source: (order.get(source.id, len(order)), source.id))
