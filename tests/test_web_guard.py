"""Who may ask, how often, and what the service tells of itself: over HTTP, and in the log."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send
from web_house import QUESTIONS, SmallAssistant, served, small

from app.arguments import parser
from app.assistant import Assistant
from app.chatoptions import chat_settings
from app.web.addresses import networks
from app.web.logs import Discreet
from app.web.password import read_password
from app.web.ratelimit import RateLimit
from app.web.server import create_app
from app.web.settings import Settings
from ingest.errors import NissoError

ABROAD, SCHOOL, PROXY = "203.0.113.7", "10.1.2.3", "192.0.2.1"
ASK = {"question": QUESTIONS["en"]}
SECRET = "curator:correct horse battery"  # noqa: S105 (of this test)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> SmallAssistant:
    return small(tmp_path_factory.mktemp("guard"))


def client(assistant: SmallAssistant, address: str = ABROAD, **options: Any) -> TestClient:  # noqa: ANN401 (settings)
    """Return a client at `address` of an application with some settings."""
    app = create_app(cast(Assistant, assistant), Settings(**options))
    return TestClient(app, client=(address, 5000), raise_server_exceptions=False)


def test_an_address_that_asks_too_often_is_told_when_to_come_again(
    assistant: SmallAssistant,
) -> None:
    visitor = client(assistant, per_minute=3)
    codes = [visitor.get("/api/ask", params=ASK).status_code for _ in range(5)]
    refused = visitor.post("/web/answer", json=ASK)
    assert codes == [200, 200, 200, 429, 429]
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert "try again in" in refused.json()["error"]
    assert "content-security-policy" in refused.headers
    assert visitor.get("/web/page.css").status_code == 200  # files have a limit of their own


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1", SCHOOL])
def test_loopback_and_named_addresses_have_no_limit(
    assistant: SmallAssistant, address: str
) -> None:
    visitor = client(assistant, address, per_minute=1, trusted=networks(["10.1.0.0/16"]))
    assert {visitor.get("/api/ask", params=ASK).status_code for _ in range(4)} == {200}


async def answer_ok(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse("ok")(scope, receive, send)


def test_a_household_of_version_six_is_one_visitor() -> None:
    guarded = RateLimit(answer_ok, per_minute=1, trusted=())
    codes = [
        TestClient(guarded, client=(address, 1)).get("/api/ask").status_code
        for address in ("2001:db8::1", "2001:db8::2", "2001:db8:0:1::1")
    ]
    assert codes == [200, 429, 200]


def test_a_proxy_is_believed_only_where_it_is_named(assistant: SmallAssistant) -> None:
    def codes(visitor: TestClient, sent: list[str]) -> list[int]:
        return [
            visitor.get("/api/ask", params=ASK, headers={"X-Forwarded-For": one}).status_code
            for one in sent
        ]

    others = ["198.51.100.1", "198.51.100.2"]
    named = client(assistant, PROXY, per_minute=1, proxies=networks([PROXY]))
    assert codes(named, [*others, others[0]]) == [200, 200, 429]
    lied = [f"127.0.0.1, {others[1]}"]  # what a visitor writes stands left of the proxy's word
    assert codes(named, lied) == [429]
    assert codes(client(assistant, ABROAD, per_minute=1), others) == [200, 429]


def test_a_header_of_no_named_proxy_changes_nothing_of_the_page(
    assistant: SmallAssistant,
) -> None:
    sent = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    assert "evil.example" not in client(assistant).get("/", headers=sent).text
    assert "evil.example" not in client(assistant).get("/config", headers=sent).text


def test_a_staging_server_asks_everyone_for_the_password(assistant: SmallAssistant) -> None:
    visitor = client(assistant, "127.0.0.1", password=SECRET)
    for path in ("/", "/api/ask?question=a", "/kiosk", "/web/page.js", "/openapi.json"):
        refused = visitor.get(path)
        assert refused.status_code == 401
        assert refused.headers["www-authenticate"].startswith("Basic")
    assert visitor.get("/api/ask", params=ASK, auth=("curator", "wrong")).status_code == 401
    for odd in ("Basic", "Basic ???", "Bearer x", "Basic " + "é" * 9):
        assert visitor.get("/", headers={"Authorization": odd.encode()}).status_code == 401
    right = visitor.get("/api/ask", params=ASK, auth=("curator", "correct horse battery"))
    assert right.status_code == 200
    assert visitor.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    "text", ["", "curator", "curator:short", ":long enough password", "a:b\nc"]
)
def test_a_password_file_without_a_good_password_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "password").write_text(text)
    with pytest.raises(NissoError, match="name:password"):
        read_password(tmp_path / "password")


def test_the_options_of_chat_become_settings(tmp_path: Path) -> None:
    (tmp_path / "password").write_text(SECRET + "\n")
    call = ["chat", "--per-minute", "9", "--trust", "10.1.0.0/16", "--trust", "192.0.2.9"]
    call += ["--proxy", "::1", "--password-file", str(tmp_path / "password"), "--log-requests"]
    found = chat_settings(parser().parse_args(call))
    assert (found.per_minute, found.password, found.log_requests) == (9, SECRET, True)
    assert (found.trusted, found.proxies) == (
        networks(["10.1.0.0/16", "192.0.2.9"]),
        networks(["::1"]),
    )


@pytest.mark.parametrize(
    "wrong", [["--per-minute", "0"], ["--trust", "school"], ["--proxy", "1.1"]]
)
def test_an_option_that_cannot_be_meant_is_bad_usage(wrong: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        parser().parse_args(["chat", *wrong])


def test_the_figures_count_what_was_asked_and_hold_none_of_it(assistant: SmallAssistant) -> None:
    visitor = client(assistant, "127.0.0.1")
    visitor.get("/api/ask", params={"question": "zebra"})
    visitor.get("/sources/zebra")
    visitor.request("ZEBRA", "/zebra")
    figures = visitor.get("/metrics")
    assert figures.headers["content-type"].startswith("text/plain")
    assert 'nisso_requests_total{code="200",place="/api/ask"} 1.0' in figures.text
    assert 'nisso_request_seconds_count{place="other"} 2.0' in figures.text
    assert "nisso_questions 0.0" in figures.text
    assert "process_resident_memory_bytes" in figures.text
    assert "zebra" not in figures.text.lower()


def test_the_figures_are_shown_to_trusted_addresses_only(assistant: SmallAssistant) -> None:
    assert client(assistant, ABROAD).get("/metrics").status_code == 404
    trusted = networks([ABROAD])
    assert client(assistant, ABROAD, trusted=trusted).get("/metrics").status_code == 200


@contextmanager
def logged() -> Iterator[io.StringIO]:
    """Give what the loggers write while it lasts, formatted as a serving process does."""
    told = io.StringIO()
    handler = logging.StreamHandler(told)
    handler.setFormatter(Discreet(["levelname", "name", "message"]))
    root, ours = logging.getLogger(), logging.getLogger("nisso")
    before = ours.level
    root.addHandler(handler)
    ours.setLevel(logging.INFO)
    try:
        yield told
    finally:
        root.removeHandler(handler)
        ours.setLevel(before)


def test_the_log_is_objects_without_a_visitors_words(assistant: SmallAssistant) -> None:
    visitor = client(assistant, "127.0.0.1", log_requests=True)
    with logged() as told:
        visitor.get("/api/ask", params={"question": "zebra"})
        visitor.get("/web/passage/zebra")
        try:
            raise ValueError("zebra")
        except ValueError:
            logging.getLogger("nisso.web").exception("a question failed")
            logging.getLogger("library").warning("cannot read %s", "zebra")
    rows = [json.loads(line) for line in told.getvalue().splitlines()]
    requests = [(row["place"], row["code"]) for row in rows if row["message"] == "request"]
    assert requests == [("/api/ask", 200), ("other", 404)]
    assert next(row for row in rows if "exc_info" in row)["exc_info"].startswith("ValueError <")
    assert "a library reports something" in told.getvalue()
    assert "zebra" not in told.getvalue()


def test_a_failing_question_leaves_no_word_of_it(
    assistant: SmallAssistant, capfd: pytest.CaptureFixture[str]
) -> None:
    assistant.broken = True
    try:
        with logged() as told, served(assistant) as address:
            response = httpx.post(f"{address}/web/answer", json={"question": "zebra"})
    finally:
        assistant.broken = False
    assert response.status_code == 503
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "RuntimeError < " in told.getvalue()
    assert "secret detail" not in response.text + told.getvalue()
    assert "zebra" not in told.getvalue() + "".join(capfd.readouterr())


def test_no_more_visits_are_kept_than_a_hall_holds(assistant: SmallAssistant) -> None:
    app = create_app(cast(Assistant, assistant), Settings())
    visits = cast(Any, app.routes[-1]).app._app.state_holder
    assert visits.capacity <= 500
    visits.capacity = 20  # of a small hall, which is soon full
    for number in range(40):
        visits[f"visit-{number}"]
    assert len(visits.session_data) == 20
    assert "visit-0" not in visits
    assert "visit-39" in visits
