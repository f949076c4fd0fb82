"""One passage as HTML for a page's script, and the exhibit's colours as a style sheet."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from web_house import SmallAssistant, small

from app.assistant import Assistant
from app.web.colours import COLOURS_CSS, colours_router
from app.web.fragments import fragment_router
from ingest.index import Index


@pytest.fixture
def house(tmp_path: Path) -> SmallAssistant:
    return small(tmp_path)


def _client(house: SmallAssistant) -> TestClient:
    app = FastAPI()
    app.include_router(fragment_router(cast(Assistant, house)))
    app.include_router(colours_router(cast(Index, house.index)))
    return TestClient(app)


@pytest.mark.parametrize(
    ("passage", "language", "shown"),
    [
        ("tower:built", "en", "tower:built:en"),
        ("tower:built", "fr", "tower:built:ru"),
        ("tower:built", "", "tower:built:ru"),
        ("tower:built:ja", "en", "tower:built:ja"),
        ("dispute:year", "ja", "dispute:year:ja"),
    ],
)
def test_a_passage_is_shown_in_the_readers_language_or_as_it_was_named(
    house: SmallAssistant, passage: str, language: str, shown: str
) -> None:
    page = _client(house).get(f"/web/passage/{passage}", params={"language": language})
    assert page.status_code == 200
    assert f'data-passage="{shown}"' in page.text


def test_a_passage_that_is_not_there_is_not_found(house: SmallAssistant) -> None:
    assert _client(house).get("/web/passage/nothing").status_code == 404


def test_the_exhibits_own_colours_are_rules_and_none_are_an_empty_sheet(
    house: SmallAssistant,
) -> None:
    assert _client(house).get(COLOURS_CSS).text == ""
    colours = {"seal": "#a03522", "mark": "#ffee00"}
    house.index.exhibit = replace(house.index.exhibit, colours=colours)
    sheet = _client(house).get(COLOURS_CSS)
    assert sheet.headers["content-type"].startswith("text/css")
    assert sheet.text == ":root {\n  --seal: #a03522;\n  --mark: #ffee00;\n}\n"
