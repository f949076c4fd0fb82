"""What the tests of all layers share: the project's corpus, its index, built once a session."""

from __future__ import annotations

import os
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


@pytest.fixture(scope="session")
def project_corpus() -> Corpus:
    """Give the project's own corpus."""
    return read_corpus(CORPUS)


@pytest.fixture(scope="session")
def project_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of an index of the project's corpus; read only."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    if run is None:
        folder = tmp_path_factory.mktemp("project") / "index"
        ingest(CORPUS, folder, DEFAULT)
        return folder
    # The workers of one run share it: whichever comes first builds it.
    folder = tmp_path_factory.getbasetemp().parent / f"project-{run}"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            ingest(CORPUS, folder, DEFAULT)
    return folder


@pytest.fixture(scope="session")
def assistant(project_index: Path) -> Assistant:
    """Give an assistant over the project's index."""
    return open_assistant(project_index)


@pytest.fixture(scope="session")
def exhibit_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of an index of the tiny exhibit; read only."""
    home = tmp_path_factory.mktemp("exhibit")
    ingest(exhibit_folder(home / "corpus"), home / "index", DEFAULT)
    return home / "index"


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


@pytest.fixture(scope="session")
def plain_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of an index of three plain texts, one a language; read only."""
    home = tmp_path_factory.mktemp("plain")
    ingest(plain_folder(home / "texts"), home / "index", DEFAULT)
    return home / "index"
