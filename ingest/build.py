"""Builds an index aside, checks it and swaps it in whole; the one in service is never touched."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.chroma import compact
from ingest.chunks import SCHEME
from ingest.corpus import read_corpus
from ingest.dense import fill
from ingest.encoder import Encoder, open_encoder, revision_of
from ingest.errors import IndexUnusable, NissoError
from ingest.folder import folder_hash
from ingest.home import BUILDS, Home
from ingest.index import Index
from ingest.manifest import ANALYSIS, Manifest
from ingest.parts import tables_of, write_parts
from ingest.progress import Progress, silent
from ingest.records import Corpus
from ingest.seal import broken, seal
from ingest.server import Place
from ingest.vectors import VectorIndex
from ingest.verify import verify
from ingest.whereabouts import current_build, home_of


@dataclass(frozen=True, slots=True)
class Report:
    """What a run of ingest did, in passages; `embedded` counts chunks."""

    added: tuple[str, ...]
    replaced: tuple[str, ...]
    deleted: tuple[str, ...]
    unchanged: int
    embedded: int
    index: Place


def ingest(
    corpus_folder: Path, place: Place, embedding: str, progress: Progress = silent
) -> Report:
    """Bring the index at `place` up to the texts in `corpus_folder`.

    Nothing is done where both already agree. Raises NissoError, with the index in service as it
    was, for a text, an encoder or a place that cannot be used.
    """
    manifest = _in_service(place)
    if manifest and _fits(manifest, folder_hash(corpus_folder), embedding):
        return Report((), (), (), manifest.passages, 0, place)
    home = home_of(place)
    try:
        home.folder.mkdir(parents=True, exist_ok=True)
        with FileLock(home.folder / "writer.lock", timeout=0):
            encoder = open_encoder(embedding)
            progress("read texts", 0, 1)
            corpus = read_corpus(corpus_folder)
            progress("read texts", 1, 1)
            return publish(corpus, encoder, place, progress, old=_old(place))
    except Timeout as error:
        raise NissoError(
            f"another `nisso ingest` is writing {place}; wait for it or name another --index"
        ) from error
    except (IsADirectoryError, NotADirectoryError, FileExistsError) as error:
        raise NissoError(
            f"{_in_the_way(error, home.folder)} stands in the way ({error.strerror});"
            " remove it, or choose another folder with --index"
        ) from error
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or error
        raise NissoError(
            f"{home.folder} cannot be written ({reason}); what was in service stays;"
            " free space or choose a writable folder with --index"
        ) from error


def _in_the_way(error: OSError, folder: Path) -> Path:
    """Return what is a file or a folder and has to be the other."""
    path = Path(error.filename2 or error.filename or folder)
    return next((one for one in (path, *path.parents) if one.is_file()), path)


def publish(
    corpus: Corpus,
    encoder: Encoder,
    place: Place,
    progress: Progress = silent,
    *,
    old: Index | None = None,
) -> Report:
    """Build an index of `corpus` aside, check it, and put it in service at `place`.

    Vectors of unchanged chunks are taken from `old`, which is closed.
    """
    home = home_of(place)
    name = _free_name(home, corpus.hash)
    aside = home.folder / BUILDS / f".{name}"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    try:
        embedded = _write(corpus, encoder, home, aside, old=old, progress=progress)
        report = _report(corpus, old, embedded, place)
        progress("check", 0, 1)
        verify(place, aside, encoder)
        progress("check", 1, 1)
        aside.rename(aside.with_name(name))
        before = _name_in_service(home)
        home.put_in_service(name)
        home.forget(keep={name, before or name})
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        home.close()
        if old:
            old.close()
    return report


def _in_service(place: Place) -> Manifest | None:
    """Return the manifest of the build in service, None where it is not as it was written."""
    home = home_of(place)
    try:
        build = home.build(home.current())
        manifest = Manifest.read(build)
    except IndexUnusable:
        return None
    finally:
        home.close()
    return None if broken(build, manifest.files, whole=True) else manifest


def _old(place: Place) -> Index | None:
    """Return the index in service to take vectors from, None where it is damaged.

    Built by other code it has other terms and the same vectors.
    """
    try:
        index = Index(place, build=current_build(place))
    except (NissoError, OSError):
        return None
    try:
        index.check()
    except (NissoError, OSError):
        index.close()
        return None
    return index


def _name_in_service(home: Home) -> str | None:
    try:
        return home.current()
    except IndexUnusable:
        return None


def _fits(manifest: Manifest, corpus_hash: str, embedding: str) -> bool:
    return (
        manifest.corpus_hash == corpus_hash
        and (manifest.chunking, manifest.analysis) == (SCHEME, ANALYSIS)
        and (manifest.encoder, manifest.revision) == (embedding, revision_of(embedding))
    )


def _write(
    corpus: Corpus,
    encoder: Encoder,
    home: Home,
    build: Path,
    *,
    old: Index | None,
    progress: Progress,
) -> int:
    passages = corpus.passages()
    tables = tables_of(corpus)
    write_parts(passages, tables, corpus.questions, encoder, build=build, progress=progress)
    store = VectorIndex.create(*home.vectors(build))
    try:
        cut, embedded = fill(store, passages, encoder=encoder, old=old, progress=progress)
    finally:
        store.close()
    compact(home.vectors(build)[0])
    manifest = Manifest(
        corpus.hash,
        encoder.name,
        encoder.revision,
        encoder.dimension,
        SCHEME,
        ANALYSIS,
        len(passages),
        cut,
        seal(build),
    )
    manifest.write(build)
    home.finish(build, corpus, manifest)
    return embedded


def _report(corpus: Corpus, old: Index | None, embedded: int, place: Place) -> Report:
    before = {passage.id: hash(passage.text) for passage in old.passages} if old else {}
    now = {passage.id: hash(passage.text) for passage in corpus.passages()}
    added = tuple(i for i in now if i not in before)
    replaced = tuple(i for i in now if i in before and now[i] != before[i])
    deleted = tuple(i for i in before if i not in now)
    unchanged = len(now) - len(added) - len(replaced)
    return Report(added, replaced, deleted, unchanged, embedded, place)


def _free_name(home: Home, corpus_hash: str) -> str:
    taken = home.taken()
    number = 1
    while f"{corpus_hash[:12]}-{number}" in taken:
        number += 1
    return f"{corpus_hash[:12]}-{number}"
