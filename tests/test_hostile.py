"""Hostile input, two thousand of it: never a 500, never a traceback, never another's words."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import httpx
import hypothesis
import pytest
import schemathesis
from hostile import (
    MEGABYTE,
    Visitor,
    batches,
    bodies,
    check_batch,
    check_corpus_files,
    check_damage,
    check_edits,
    check_front_matter,
    corpus_files,
    damages,
    drawn,
    edits,
    front_matters,
    huge,
    queries,
    questions,
)
from hypothesis import given
from schemathesis.specs.openapi.checks import positive_data_acceptance
from web_house import served

from app.assistant import open_assistant
from ingest.corpus import read_corpus
from ingest.errors import CorpusError


@pytest.fixture(scope="module")
def address(exhibit_index: Path) -> Iterator[str]:
    with served(cast(Any, open_assistant(exhibit_index))) as found:
        yield found


@pytest.fixture(scope="module")
def visitor(address: str, exhibit_index: Path) -> Iterator[Visitor]:
    texts = {passage.id: passage.text for passage in open_assistant(exhibit_index).index.passages}
    with httpx.Client(base_url=address, timeout=60) as client:
        yield Visitor(client, texts)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture(scope="module")
def damaged(exhibit_index: Path, folder: Path) -> Path:
    """Give a copy of the index that may be spoilt."""
    return Path(shutil.copytree(exhibit_index, folder / "index"))


@drawn(80)
@given(questions())
def test_a_question_of_any_kind_is_answered_or_refused_and_tells_nothing_of_others(
    visitor: Visitor, question: str
) -> None:
    visitor.ask_after_another(question)


@drawn(250)
@given(bodies())
def test_a_body_of_any_kind_is_answered_or_refused(visitor: Visitor, body: bytes) -> None:
    visitor.post(body)
    visitor.post(body, "/web/answer")
    visitor.post(body, "/gradio_api/queue/join")


@drawn(250)
@given(queries())
def test_an_address_of_any_kind_is_answered_or_refused(
    visitor: Visitor, query: tuple[str, dict[str, str]]
) -> None:
    visitor.get(*query)


def test_the_interface_keeps_the_promises_of_its_own_description(address: str) -> None:
    document = schemathesis.openapi.from_url(f"{address}/openapi.json")
    for found in document.get_all_operations():
        operation = found.ok()

        @hypothesis.seed(8)
        @drawn(40)
        @given(operation.as_strategy())
        def keeps_them(case: schemathesis.Case) -> None:
            # a question of blanks or of control characters has the form and cannot be asked
            case.call_and_validate(excluded_checks=[positive_data_acceptance])

        keeps_them()


@pytest.mark.parametrize("question", ["a" * MEGABYTE, "я" * MEGABYTE, "<b>" * MEGABYTE])
def test_a_question_of_megabytes_is_too_long(visitor: Visitor, question: str) -> None:
    assert visitor.post(b'{"question": "' + question.encode() + b'"}').status_code == 413


@drawn(350)
@given(batches())
def test_a_batch_of_any_kind_is_read_or_its_bad_line_named(folder: Path, data: bytes) -> None:
    check_batch(data, folder)


@drawn(450)
@given(front_matters())
def test_front_matter_of_any_kind_is_read_or_refused(folder: Path, text: str) -> None:
    place = folder / "matter"
    place.mkdir(exist_ok=True)
    check_front_matter(text, place)


@drawn(450)
@given(corpus_files())
def test_a_folder_of_any_files_is_read_or_refused(
    folder: Path, files: list[tuple[str, bytes]]
) -> None:
    place = folder / "files"
    place.mkdir(exist_ok=True)
    check_corpus_files(files, place)


@drawn(150)
@given(edits())
def test_an_exhibit_with_odd_values_is_read_or_refused(
    folder: Path, found: list[tuple[int, int, str]]
) -> None:
    check_edits(found, folder / "exhibit")


def test_a_link_out_of_the_folder_and_a_huge_file_are_refused(plain: Path) -> None:
    secret = plain.parent / "secret.md"
    secret.write_text("Not of the exhibit.", encoding="utf-8")
    (plain / "link.md").symlink_to(secret)
    with pytest.raises(CorpusError, match=r"link\.md: a link out of the corpus"):
        read_corpus(plain)
    (plain / "link.md").unlink()
    huge(plain / "huge.md", 3_000_000_000)
    with pytest.raises(CorpusError, match=r"huge\.md: the file is over 32 MB"):
        read_corpus(plain)


@drawn(15)
@given(damages())
def test_an_index_with_damaged_tables_answers_or_says_what_to_do(
    damaged: Path, damage: tuple[int, int, bytes]
) -> None:
    check_damage(damage, damaged)
