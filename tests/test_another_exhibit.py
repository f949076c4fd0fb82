"""The page on another exhibit is true: its files, as they stand there, make one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from web_house import served

from app.assistant import Assistant, open_assistant
from app.request import Request
from eval.command import main as evaluate
from ingest.command import main as ingest
from ingest.places import ROOT

PAGE = ROOT / "docs" / "another-exhibit.md"
_FILE = re.compile(r"^`([\w/-]+\.\w+)`\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder with every file that the page shows, and the index made of them."""
    folder = tmp_path_factory.mktemp("another")
    for name, text in _FILE.findall(PAGE.read_text(encoding="utf-8")):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    corpus, index = folder / "lighthouse", folder / "lighthouse-index"
    assert ingest(["--corpus", str(corpus), "--index", str(index)]) == 0
    return folder


@pytest.fixture(scope="module")
def lighthouse(place: Path) -> Assistant:
    """Give the assistant of the other exhibit."""
    return open_assistant(place / "lighthouse-index")


def test_it_answers_from_its_own_texts(lighthouse: Assistant) -> None:
    answer = lighthouse.ask(Request("What did the first lamp burn?"))
    assert answer.status == "answered"
    assert "rape oil" in answer.citations[0].quote
    assert answer.citations[0].source_title == "The light"


def test_it_declines_what_they_do_not_say(lighthouse: Assistant) -> None:
    answer = lighthouse.ask(Request("What is the exchange rate of the yen today?"))
    assert answer.status == "abstained"
    assert "the lighthouse on Gull Rock" in answer.text
    assert "1925" not in answer.text


@pytest.fixture(scope="module")
def address(lighthouse: Assistant) -> Iterator[str]:
    """Serve the other exhibit; give the address."""
    with served(lighthouse) as found:
        yield found


@pytest.mark.parametrize("path", ["/", "/kiosk", "/embed"])
def test_every_screen_shows_its_title_and_speaks_its_language_alone(
    path: str, address: str
) -> None:
    page = httpx.get(f"{address}{path}").text
    assert "Gull Rock: Ask the Lighthouse" in page
    assert "1925" not in page
    assert "Русский" not in page


def test_its_colours_are_in_the_style_sheet_that_every_screen_reads(address: str) -> None:
    sheet = httpx.get(f"{address}/web/colours.css")
    pages = [httpx.get(f"{address}{path}").text for path in ("/", "/kiosk", "/embed", "/sources")]
    assert sheet.headers["content-type"].startswith("text/css")
    assert sheet.text == ":root {\n  --seal: #0b5d4b;\n  --indigo: #123f7a;\n}\n"
    assert all("web/colours.css" in page for page in pages)


def test_its_own_evaluation_passes_and_names_what_an_edit_breaks(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["--set", str(place / "lighthouse-eval"), "--corpus", str(place / "lighthouse")]
    call += ["--index", str(place / "evaluated-index")]
    assert evaluate([*call, "--bless"]) == 0
    blessed = json.loads((place / "lighthouse-eval" / "baseline.json").read_text("utf-8"))
    assert all(sample["passed"] for sample in blessed["samples"].values())
    assert evaluate(call) == 0
    text = place / "lighthouse" / "light.md"
    kept = text.read_text(encoding="utf-8")
    text.write_text(kept.replace("rape oil", "whale oil"), encoding="utf-8")
    capsys.readouterr()
    assert evaluate(call) == 1
    assert "lamp" in capsys.readouterr().out
    text.write_text(kept, encoding="utf-8")


def test_a_set_without_questions_is_bad_usage(tmp_path: Path) -> None:
    assert evaluate(["--set", str(tmp_path)]) == 2
