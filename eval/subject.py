"""What is evaluated: the core on an index that fits the corpus, and what they say of themselves."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, cast

from eval.run import Core, K
from ingest.places import ROOT

if TYPE_CHECKING:
    from app.generation.settings import Settings


@dataclass(frozen=True, slots=True)
class Subject:
    """The core under evaluation, with what its record says of it."""

    core: Core
    exhibit: str
    languages: tuple[str, ...]
    corpus_hash: str
    encoder: str
    revision: str
    settings: Mapping[str, str | int | float]


Opener = Callable[[Path, Path], Subject]
"""Called with the folders of the corpus and of the index."""


def open_subject(corpus: Path, index: Path) -> Subject:
    """Return the project's own core; an index that does not fit the corpus is rebuilt first.

    Raises NissoError where the corpus or the index cannot be used.
    """
    from app.assistant import open_assistant
    from app.model import load_model
    from ingest.build import ingest

    ingest(corpus, index, _encoder(index))
    assistant = open_assistant(index)
    opened, manifest = assistant.index, assistant.index.manifest
    texts = opened.exhibit.texts.get(opened.exhibit.default_language, {})
    return Subject(
        core=assistant,
        exhibit=str(texts.get("title") or corpus.resolve().name),
        languages=tuple(opened.languages),
        corpus_hash=manifest.corpus_hash,
        encoder=manifest.encoder,
        revision=manifest.revision,
        settings={
            "chunking": manifest.chunking,
            "dimension": manifest.dimension,
            "k": K,
            "threshold": load_model().listed.threshold,
        },
    )


def open_generated(settings: Settings) -> Opener:
    """Return what opens the core with the language model of `settings` before it."""

    def opened(corpus: Path, index: Path) -> Subject:
        from app.assistant import Assistant
        from app.generation.answerer import open_answerer
        from eval.generation import TalliedCore

        subject = open_subject(corpus, index)
        core = TalliedCore(open_answerer(cast(Assistant, subject.core), settings))
        return replace(subject, core=core, settings={**subject.settings, "model": settings.model})

    return opened


def commit(root: Path = ROOT) -> str:
    """Return the commit of the code, empty where git cannot say."""
    git = which("git")
    if git is None:
        return ""
    done = subprocess.run(  # noqa: S603 (fixed words, no shell)
        [git, "-C", str(root), "rev-parse", "--verify", "HEAD"],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() if done.returncode == 0 else ""


def _encoder(index: Path) -> str:
    """Return the encoder of the index in service, so that a rebuild keeps it."""
    from ingest.encoder import DEFAULT
    from ingest.errors import IndexUnusable
    from ingest.manifest import Manifest
    from ingest.whereabouts import current_build

    try:
        return Manifest.read(current_build(index)).encoder
    except IndexUnusable:
        return DEFAULT
