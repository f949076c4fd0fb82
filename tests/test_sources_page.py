"""The pages that show the sources: read in order, side by side, with links and citations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from kiosk_house import at, chromium
from playwright.sync_api import Browser, expect
from web_house import EN, RU, TITLES, SmallAssistant, served, small

from app.web.citing import bibtex, text_citation
from app.web.sourcewords import source_words
from app.web.strings import words
from ingest.records import Passage


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> SmallAssistant:
    found = small(tmp_path_factory.mktemp("sources"))
    found.index.titles["references/log"] = dict.fromkeys(TITLES, "Logbook")
    return found


@pytest.fixture(scope="module")
def address(assistant: SmallAssistant) -> Iterator[str]:
    with served(assistant) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def _passage(**changes: object) -> Passage:
    values: dict[str, object] = {
        "id": "tower:built:en", "source_id": "tower", "source_title": "The 50% {Tower}",
        "language": "en", "kind": "translation", "heading": "Built & lit", "text": EN, "start": 0,
        "end": len(EN), "line": 1, "aligned_id": "tower:built",
    }  # fmt: skip
    return Passage(**(values | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["ru", "en", "ja"])
def test_the_list_leads_to_a_source_with_its_languages_side_by_side(
    browser: Browser, address: str, language: str
) -> None:
    own = words(language)
    with at(browser, address, f"/sources?language={language}") as page:
        expect(page.locator("h1")).to_have_text(source_words(language).title)
        page.get_by_role("link", name=TITLES[language]).first.click()
        expect(page.locator("h1")).to_have_text(TITLES[language])
        columns = page.locator(".sources-row article")
        expect(columns).to_have_count(3)
        assert columns.first.get_attribute("lang") == language
        tops = [columns.nth(n).bounding_box() for n in range(3)]
        assert len({round(box["y"]) for box in tops if box}) == 1
        assert RU in page.inner_text("article[lang=ru]")
        assert own.source in page.inner_text("article[lang=ru] .nisso-kind")
        assert own.translation in page.inner_text("article[lang=en] .nisso-kind")


def test_every_passage_has_a_permanent_link(browser: Browser, address: str) -> None:
    with at(browser, address, "/sources/tower?language=en") as page:
        page.locator("article[lang=ja] .sources-link a").click()
        assert page.url.endswith("#tower:built:ja")
        assert page.evaluate("document.querySelector(':target').lang") == "ja"


def test_a_passage_is_cited_as_text_and_as_bibtex(browser: Browser, address: str) -> None:
    permissions = ["clipboard-read", "clipboard-write"]
    with at(browser, address, "/sources/tower?language=en", permissions=permissions) as page:
        page.locator("article[lang=en] summary").click()
        page.locator("article[lang=en] [data-copy]").nth(1).click()
        expect(page.locator("article[lang=en] [data-copy]").nth(1)).to_have_text(words("en").copied)
        copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("@misc{nisso-tower-built-en,")
    assert "title = {The Lighthouse 1902}" in copied


def test_an_address_only_this_computer_knows_is_not_cited() -> None:
    assert "http" not in text_citation(_passage(), base="http://127.0.0.1:7860/")
    assert "url" not in bibtex(_passage(), base="http://localhost:7860/")
    cited = text_citation(_passage(), base="https://museum.example/")
    assert cited.endswith("https://museum.example/sources/tower#tower:built:en")
    assert words("en").translation in cited


def test_bibtex_escapes_what_it_would_read_as_markup() -> None:
    entry = bibtex(_passage(), base="http://127.0.0.1/")
    assert r"howpublished = {The 50\% \{Tower\}}" in entry
    assert r"title = {Built \& lit}" in entry


def test_works_that_are_only_described_stand_apart(address: str) -> None:
    page = httpx.get(f"{address}/sources?language=en").text
    assert source_words("en").works in page
    assert page.index(TITLES["en"]) < page.index("Logbook")


def test_texts_of_sources_are_shown_as_text(address: str) -> None:
    page = httpx.get(f"{address}/sources/tower").text
    assert "<b>tall</b>" not in page
    assert "&lt;b&gt;tall&lt;/b&gt;" in page


@pytest.mark.parametrize("missing", ["nothing", "tower/x", "%00", "..%2f..%2fetc%2fpasswd"])
def test_an_unknown_source_is_not_found(address: str, missing: str) -> None:
    assert httpx.get(f"{address}/sources/{missing}").status_code == 404


def test_a_plain_folder_has_its_sources_too(tmp_path: Path) -> None:
    with served(small(tmp_path, plain=True)) as home:
        assert TITLES["ru"] in httpx.get(f"{home}/sources").text
