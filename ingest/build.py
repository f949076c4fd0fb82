"""Builds an index aside and swaps it in whole; the one in service is never touched."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from ingest.chunks import SCHEME, chunks
from ingest.corpus import read_corpus
from ingest.encoder import Encoder, Vectors, open_encoder
from ingest.errors import IndexUnusable, NissoError
from ingest.fields import build_fields
from ingest.folder import folder_hash
from ingest.glossary import Glossary
from ingest.index import BUILDS, CURRENT, Index, write_tables
from ingest.manifest import Manifest, analysis_hash
from ingest.passages import Passages
from ingest.progress import Progress, silent
from ingest.records import Chunk, Corpus
from ingest.vectors import VectorIndex

_EMBED_BATCH = 256


@dataclass(frozen=True, slots=True)
class Report:
    """What a run of ingest did, in passages; `embedded` counts chunks."""

    added: tuple[str, ...]
    replaced: tuple[str, ...]
    deleted: tuple[str, ...]
    unchanged: int
    embedded: int
    index: Path


def ingest(
    corpus_folder: Path, index_folder: Path, embedding: str, progress: Progress = silent
) -> Report:
    """Bring the index in `index_folder` up to the texts in `corpus_folder`.

    Nothing is done where both already agree. Raises NissoError, with the index in service as it
    was, for a text, an encoder or a folder that cannot be used.
    """
    try:
        index_folder.mkdir(parents=True, exist_ok=True)
        with FileLock(index_folder / "writer.lock", timeout=0):
            return _ingest(corpus_folder, index_folder, embedding, progress)
    except Timeout as error:
        raise NissoError(
            f"another `nisso ingest` is writing {index_folder}; wait for it or name another --index"
        ) from error
    except OSError as error:
        raise NissoError(
            f"{index_folder} cannot be written ({error.strerror or error});"
            " free space or choose a writable folder with --index"
        ) from error


def _ingest(corpus_folder: Path, index_folder: Path, embedding: str, progress: Progress) -> Report:
    old = _in_service(index_folder)
    encoder = open_encoder(embedding)
    if old and _fits(old.manifest, folder_hash(corpus_folder), encoder):
        return Report((), (), (), len(old.passages), 0, index_folder)
    return publish(read_corpus(corpus_folder), encoder, index_folder, progress, old=old)


def publish(
    corpus: Corpus,
    encoder: Encoder,
    index_folder: Path,
    progress: Progress = silent,
    *,
    old: Index | None = None,
) -> Report:
    """Build an index of `corpus` aside, check it, and put it in service.

    Vectors of unchanged chunks are taken from `old`, which is closed.
    """
    name = _free_name(index_folder, corpus.hash)
    aside = index_folder / BUILDS / f".{name}"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    try:
        embedded = _write(corpus, encoder, aside, old, progress)
        report = _report(corpus, old, embedded, index_folder)
        _verify(aside)
        aside.rename(aside.with_name(name))
        _swap(index_folder, name)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        if old:
            old.close()
    _forget(index_folder, keep={name, old.build.name if old else name})
    return report


def _in_service(folder: Path) -> Index | None:
    try:
        index = Index(folder)
    except IndexUnusable:
        return None
    try:
        index.check()
    except IndexUnusable:
        index.close()
        return None
    return index


def _fits(manifest: Manifest, corpus_hash: str, encoder: Encoder) -> bool:
    return (
        manifest.corpus_hash == corpus_hash
        and (manifest.encoder, manifest.revision) == (encoder.name, encoder.revision)
        and (manifest.chunking, manifest.analysis) == (SCHEME, analysis_hash())
    )


def _write(
    corpus: Corpus, encoder: Encoder, build: Path, old: Index | None, progress: Progress
) -> int:
    passages = corpus.passages()
    Passages.write(build / "passages.db", passages)
    write_tables(corpus, build)
    glossary = Glossary(corpus.glossary)
    languages = sorted({passage.language for passage in passages})
    for done, language in enumerate(languages):
        progress("index words", done, len(languages))
        own = [passage for passage in passages if passage.language == language]
        known = [question for question in corpus.questions if question.language == language]
        build_fields(own, known, glossary, encoder).save(build / "lexical" / language)
    cut = chunks(passages, window=encoder.window, count_tokens=encoder.count_tokens)
    vectors, embedded = _embed(cut, encoder, old, progress)
    store = VectorIndex.create(build / "chroma")
    store.add(cut, vectors)
    store.close()
    Manifest(
        corpus.hash,
        encoder.name,
        encoder.revision,
        encoder.dimension,
        SCHEME,
        analysis_hash(),
        len(passages),
        len(cut),
    ).write(build)
    return embedded


def _embed(
    cut: Sequence[Chunk], encoder: Encoder, old: Index | None, progress: Progress
) -> tuple[Vectors, int]:
    same = old and (old.manifest.encoder, old.manifest.revision) == (encoder.name, encoder.revision)
    stored = old.vectors.stored([chunk.id for chunk in cut]) if old and same else {}
    vectors = np.zeros((len(cut), encoder.dimension), dtype=np.float32)
    new = []
    for row, chunk in enumerate(cut):
        text, vector = stored.get(chunk.id, ("", None))
        if vector is not None and text == chunk.text:
            vectors[row] = vector
        else:
            new.append(row)
    for at in range(0, len(new), _EMBED_BATCH):
        progress("embed", at, len(new))
        rows = new[at : at + _EMBED_BATCH]
        vectors[rows] = encoder.passages([cut[row].text for row in rows])
    progress("embed", len(new), len(new))
    return vectors, len(new)


def _report(corpus: Corpus, old: Index | None, embedded: int, folder: Path) -> Report:
    before = {passage.id: passage for passage in old.passages} if old else {}
    now = {passage.id: passage for passage in corpus.passages()}
    added = tuple(i for i in now if i not in before)
    replaced = tuple(i for i in now if i in before and now[i].text != before[i].text)
    deleted = tuple(i for i in before if i not in now)
    unchanged = len(now) - len(added) - len(replaced)
    return Report(added, replaced, deleted, unchanged, embedded, folder)


def _verify(build: Path) -> None:
    manifest = Manifest.read(build)
    store = VectorIndex.open(build / "chroma")
    passages = Passages(build / "passages.db")
    counts = (len(passages), store.count())
    passages.close()
    store.close()
    if counts != (manifest.passages, manifest.chunks):
        raise IndexUnusable(
            f"the new index holds {counts}, not {(manifest.passages, manifest.chunks)} passages"
            " and chunks; the old one stays; run `nisso ingest` again"
        )


def _free_name(folder: Path, corpus_hash: str) -> str:
    taken = {path.name for path in (folder / BUILDS).glob("*")}
    number = 1
    while f"{corpus_hash[:12]}-{number}" in taken:
        number += 1
    return f"{corpus_hash[:12]}-{number}"


def _swap(folder: Path, name: str) -> None:
    new = folder / f"{CURRENT}.new"
    with new.open("w", encoding="utf-8") as file:
        file.write(name + "\n")
        file.flush()
        os.fsync(file.fileno())
    new.replace(folder / CURRENT)


def _forget(folder: Path, keep: set[str]) -> None:
    for build in (folder / BUILDS).iterdir():
        if build.name not in keep:
            shutil.rmtree(build, ignore_errors=True)
