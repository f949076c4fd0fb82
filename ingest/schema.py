"""The promises that an exhibit's corpus keeps, checked before anything is indexed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ingest import entries, exhibit, questions, references, timeline
from ingest.dates import dates
from ingest.errors import CorpusError
from ingest.numerals import number_set
from ingest.records import Corpus, Document, Entry, Passage, Source


def check(corpus: Corpus) -> None:
    """Raise CorpusError, with file and line, for the first broken promise of `corpus`.

    Every source stands in every language, section by section, with the same numbers and dates;
    every id that is named exists; nothing stands twice; every event has its passage.
    """
    languages = corpus.exhibit.languages
    for source in corpus.sources:
        _check_languages(source, languages)
        _check_alignment(source)
        _check_figures(source, languages)
    _check_references(corpus)
    _check_glossary(corpus)
    aligned = {passage.aligned_id for passage in corpus.passages()}
    _check_disagreements(corpus.passages(), aligned, corpus)
    _check_twins(corpus)
    for event in corpus.timeline:
        if event.passage not in aligned:
            what = f"the event's passage `{event.passage}` does not exist"
            raise CorpusError(timeline.FILE, event.line, what)
        for language in languages:
            if not event.title.get(language):
                raise CorpusError(
                    timeline.FILE, event.line, f"the event has no title in {language}"
                )
    for question in corpus.questions:
        if question.language not in languages:
            what = f"a question in `{question.language}`, which is not a language of the exhibit"
            raise CorpusError(questions.FOLDER, None, what)


def _check_languages(source: Source, languages: Sequence[str]) -> None:
    present = [document.language for document in source.documents]
    first = source.documents[0].path if source.documents else source.id
    for language in languages:
        if language not in present:
            raise CorpusError(first, None, f"source `{source.id}` has no {language} text; add it")
    for document in source.documents:
        if document.language not in languages:
            what = f"`{document.language}` is not a language of the exhibit; see exhibit.toml"
            raise CorpusError(document.path, None, what)
    if source.original is not None and source.original not in languages:
        raise CorpusError(first, None, f"original `{source.original}` is not a language")


def _check_alignment(source: Source) -> None:
    first, *others = source.documents
    expected = [passage.aligned_id for passage in first.passages]
    for document in others:
        found = [passage.aligned_id for passage in document.passages]
        if found == expected:
            continue
        for passage in document.passages:
            if passage.aligned_id not in expected:
                what = f"section `{passage.aligned_id}` is not in {first.path}"
                raise CorpusError(document.path, passage.line, what)
        for passage in first.passages:
            if passage.aligned_id not in found:
                what = f"section `{passage.aligned_id}` is not in {document.path}"
                raise CorpusError(first.path, passage.line, what)
        moved = next(
            p for p, e in zip(document.passages, expected, strict=True) if p.aligned_id != e
        )
        what = f"section `{moved.aligned_id}` stands in another order than in {first.path}"
        raise CorpusError(document.path, moved.line, what)


def _check_figures(source: Source, languages: Sequence[str]) -> None:
    if len(languages) < 2 or len(source.documents) < 2:
        return
    for twins in zip(*(document.passages for document in source.documents), strict=True):
        figures = [_figures(passage) for passage in twins]
        usual, _ = Counter(figures).most_common(1)[0]
        for passage, document, own in zip(twins, source.documents, figures, strict=True):
            if own != usual:
                raise _disagreement(passage, document, own, usual)


Figures = tuple[frozenset[str], frozenset[str]]


def _figures(passage: Passage) -> Figures:
    full = frozenset(d.terms()[0] for d in dates(passage.text) if d.year and d.month and d.day)
    return full, number_set(passage.text)


def _disagreement(
    passage: Passage, document: Document, own: Figures, usual: Figures
) -> CorpusError:
    here = ", ".join(sorted((own[0] - usual[0]) | (own[1] - usual[1]))) or "nothing more"
    there = ", ".join(sorted((usual[0] - own[0]) | (usual[1] - own[1]))) or "nothing more"
    what = (
        f"dates or numbers of `{passage.aligned_id}` disagree between languages:"
        f" here {here}; in the others {there}"
    )
    return CorpusError(document.path, passage.line, what)


def _check_references(corpus: Corpus) -> None:
    known = {reference.id for reference in corpus.references}
    _check_unique([(work.id, work.line) for work in corpus.references], references.FILE)
    for document, passage in _passages(corpus):
        for use in passage.uses:
            if use.reference_id not in known and corpus.references:
                what = f"`{passage.aligned_id}` names the unknown reference `{use.reference_id}`"
                raise CorpusError(document.path, passage.line, what)
    for work in corpus.references:
        for language in corpus.exhibit.languages:
            if not work.text.get(language) or not work.label.get(language):
                what = f"reference `{work.id}` has no text or label in {language}"
                raise CorpusError(references.FILE, work.line, what)


def _check_glossary(corpus: Corpus) -> None:
    _check_unique([(entry.id, entry.line) for entry in corpus.glossary], entries.FILE)
    _check_names(corpus)
    known = {entry.id for entry in corpus.glossary}
    if corpus.exhibit.main_entry and corpus.exhibit.main_entry not in known:
        what = f"main_entry `{corpus.exhibit.main_entry}` is not in {entries.FILE}"
        raise CorpusError(exhibit.FILE, None, what)
    for document, passage in _passages(corpus):
        for entity in passage.entities:
            if entity not in known:
                what = f"`{passage.aligned_id}` names the unknown glossary entry `{entity}`"
                raise CorpusError(document.path, passage.line, what)


def _check_names(corpus: Corpus) -> None:
    for language in corpus.exhibit.languages:
        owners: dict[str, Entry] = {}
        for entry in corpus.glossary:
            for name in set(entry.terms[language].names):
                if name in owners:
                    what = f"`{name}` ({language}) names both `{owners[name].id}` and `{entry.id}`"
                    raise CorpusError(entries.FILE, entry.line, what)
                owners[name] = entry


def _passages(corpus: Corpus) -> Iterator[tuple[Document, Passage]]:
    for source in corpus.sources:
        for document in source.documents:
            for passage in document.passages:
                yield document, passage


def _check_unique(rows: Iterable[tuple[str, int]], name: str) -> None:
    seen: set[str] = set()
    for row_id, line in rows:
        if row_id in seen:
            raise CorpusError(name, line, f"the id `{row_id}` stands twice; rename one")
        seen.add(row_id)


def _check_disagreements(passages: Sequence[Passage], aligned: set[str], corpus: Corpus) -> None:
    paths = {(d.source_id, d.language): d.path for s in corpus.sources for d in s.documents}
    for passage in passages:
        for other in passage.disagreements:
            if other not in aligned:
                what = f"`{passage.aligned_id}` links to `{other}`, which does not exist"
                path = paths[passage.source_id, passage.language]
                raise CorpusError(path, passage.line, what)


def _check_twins(corpus: Corpus) -> None:
    for language in corpus.exhibit.languages:
        seen: dict[str, Passage] = {}
        for source in corpus.sources:
            for document in source.documents:
                for passage in document.passages if document.language == language else ():
                    other = seen.setdefault(passage.text, passage)
                    if other is not passage:
                        what = f"`{passage.id}` repeats `{other.id}`; keep one"
                        raise CorpusError(document.path, passage.line, what)
