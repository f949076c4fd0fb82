"""What the tests of all layers share: the project's corpus, its index, built once a session."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from corpora import exhibit_folder, plain_folder
from filelock import FileLock

from app.assistant import Assistant, open_assistant
from ingest.build import ingest
from ingest.corpus import read_corpus
from ingest.encoder import DEFAULT
from ingest.index import Index
from ingest.places import CORPUS
from ingest.records import Corpus

LONGEST = (
    "eval_gate", "kiosk", "survival", "command", "web_page", "server", "offline", "docs",
    "imports", "web_guard", "generation_properties", "build", "hostile", "load",
    "generation_faces", "reranker", "generation_judge", "takeover",
)  # fmt: skip
"""The modules that take longest, which begin first, so that no process is left with one alone."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest modules first; a module's tests stay together, in their order."""
    names = [f"test_{name}" for name in LONGEST]
    items.sort(key=lambda item: (*names, item.path.stem).index(item.path.stem))


@pytest.fixture(scope="session")
def project_corpus() -> Corpus:
    """Give the project's own corpus."""
    return read_corpus(CORPUS)


def shared(
    tmp_path_factory: pytest.TempPathFactory, name: str, made: Callable[[Path], Path]
) -> Path:
    """Return the index of the texts that `made` writes into a folder or names; read only.

    The workers of one run share it: whichever comes first builds it.
    """
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", "")
    home = tmp_path_factory.getbasetemp()
    home = (home.parent if run else home) / f"{name}-{run}"
    with FileLock(f"{home}.lock"):
        if not (home / "index").exists():
            ingest(made(home / "corpus"), home / "index", DEFAULT)
    return home / "index"


@pytest.fixture(scope="session")
def project_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of an index of the project's corpus; read only."""
    return shared(tmp_path_factory, "project", lambda _: CORPUS)


@pytest.fixture(scope="session")
def assistant(project_index: Path) -> Assistant:
    """Give an assistant over the project's index."""
    return open_assistant(project_index)


@pytest.fixture(scope="session")
def exhibit_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of an index of the tiny exhibit; read only."""
    return shared(tmp_path_factory, "exhibit", exhibit_folder)


@pytest.fixture(scope="session")
def plain_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of an index of the three plain texts; read only."""
    return shared(tmp_path_factory, "plain", plain_folder)


@pytest.fixture
def exhibit(tmp_path: Path) -> Path:
    """Give a folder with the tiny exhibit, free to be spoilt."""
    return exhibit_folder(tmp_path / "corpus")


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """Give a folder with three plain texts, free to be spoilt."""
    return plain_folder(tmp_path / "plain")


@pytest.fixture(scope="session")
def open_exhibit(exhibit_index: Path) -> Index:
    """Give the open index of the tiny exhibit."""
    return Index(exhibit_index)
