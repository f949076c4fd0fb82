"""The JSON interface, the headers and the gate, asked over HTTP as others would."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from web_house import EN, QUESTIONS, SmallAssistant, served, small

from app.assistant import Assistant
from app.web.headers import policy
from app.web.render import answer_html, plain_text
from app.web.server import serve
from app.web.settings import Settings
from app.web.strings import words
from app.web.timeline import date_words, figure, key, list_html, lit_events
from app.web.turns import Busy, Turns
from ingest.errors import NissoError
from ingest.records import Event


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> SmallAssistant:
    return small(tmp_path_factory.mktemp("web"))


@pytest.fixture(scope="module")
def client(assistant: SmallAssistant) -> Iterator[httpx.Client]:
    with served(assistant) as address, httpx.Client(base_url=address, timeout=20) as found:
        yield found


@pytest.fixture(autouse=True)
def healthy(assistant: SmallAssistant) -> Iterator[None]:
    yield
    assistant.broken, assistant.slow = False, 0.0


def test_a_question_is_answered_the_same_by_post_and_by_get(client: httpx.Client) -> None:
    asked = {"id": "q1", "question": QUESTIONS["en"], "language": "en", "extra": 1}
    posted = client.post("/api/ask", json=asked)
    got = client.get("/api/ask", params={"id": "q1", "question": QUESTIONS["en"]})
    assert posted.status_code == got.status_code == 200
    assert posted.json() == got.json()
    citation = posted.json()["citations"][0]
    assert posted.json()["status"] == "answered"
    assert EN[citation["start"] : citation["end"]] == citation["quote"]
    assert posted.headers["cache-control"] == "no-store"


def test_the_language_asked_for_is_the_language_of_the_answer(client: httpx.Client) -> None:
    answer = client.post("/api/ask", json={"question": QUESTIONS["ru"], "language": "ja"}).json()
    assert answer["language"] == "ja"
    assert answer["citations"][0]["original_passage_id"] == "tower:built:ru"


def test_earlier_questions_reach_the_assistant(
    client: httpx.Client, assistant: SmallAssistant
) -> None:
    client.post("/api/ask", json={"question": "And who?", "history": ["When?", "  "]})
    assert assistant.asked[-1].history == ("When?",)


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"{", b"null", b"\xff\xfe", b"[" * 60000, b"{}", b'{"question": ""}',
        b'{"question": "  "}', b'{"question": 3}', b'{"question": "a\\u0000b"}',
        b'{"question": "\\ud800"}', b'{"question": "a", "id": "\\ud800"}',
        b'{"question": "a", "id": 5}', b'{"question": "a", "language": "fr"}',
        b'{"question": "a", "language": []}', b'{"question": "a", "history": [1]}',
        json.dumps({"question": "a" * 1001}).encode(),
        json.dumps({"question": "a", "id": "i" * 201}).encode(),
    ],
)  # fmt: skip
def test_a_bad_request_is_refused_with_one_line(client: httpx.Client, body: bytes) -> None:
    response = client.post("/api/ask", content=body)
    assert response.status_code == 400
    assert list(response.json()) == ["error"]
    assert "\n" not in response.json()["error"]


def test_a_body_over_the_limit_is_refused_announced_or_not(client: httpx.Client) -> None:
    announced = client.post("/api/ask", content=b"x" * 70_000)
    streamed = client.post("/api/ask", content=iter([b"x" * 40_000] * 3))
    assert announced.status_code == streamed.status_code == 413
    assert "error" in announced.json()


def test_other_methods_are_told_which_ones_there_are(client: httpx.Client) -> None:
    response = client.put("/api/ask", json={})
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, POST"
    assert client.delete("/api/passages/tower:built:en").status_code == 405


def test_a_passage_is_found_by_its_id(client: httpx.Client) -> None:
    passage = client.get("/api/passages/tower:built:en").json()
    assert passage["text"] == EN
    assert passage["kind"] == "translation"
    assert passage["aligned_id"] == "tower:built"
    assert passage["references"]


@pytest.mark.parametrize("missing", ["nothing", "a/b/c.md", "%00", "x" * 3000, "..%2f..%2fetc"])
def test_an_unknown_passage_is_not_found(client: httpx.Client, missing: str) -> None:
    response = client.get(f"/api/passages/{missing}")
    assert response.status_code == 404
    assert list(response.json()) == ["error"]


def test_health_is_good_only_while_a_question_is_answered(
    client: httpx.Client, assistant: SmallAssistant
) -> None:
    assert client.get("/healthz").json()["status"] == "ok"
    assistant.broken = True
    response = client.get("/healthz")
    assert response.status_code == 503
    assert "secret" not in response.text


def test_a_folder_without_an_exhibit_is_healthy_by_finding_its_own_words(tmp_path: Path) -> None:
    plain = small(tmp_path / "plain", plain=True)
    with served(plain) as address:
        assert httpx.get(f"{address}/healthz").status_code == 200
        assert "Спросите источники" in httpx.get(address).text


def test_the_openapi_document_names_what_is_answered(client: httpx.Client) -> None:
    document = client.get("/openapi.json").json()
    assert set(document["paths"]) == {"/api/ask", "/api/passages/{id}", "/healthz"}
    asked = document["paths"]["/api/ask"]["post"]
    assert set(asked["responses"]) == {"200", "400", "413", "429", "503"}
    answer = client.get("/api/ask", params={"question": QUESTIONS["ru"]}).json()
    schemas = document["components"]["schemas"]
    assert set(answer) == set(schemas["AnswerObject"]["properties"])
    assert set(answer["citations"][0]) == set(schemas["CitationObject"]["properties"])
    passage = client.get("/api/passages/tower:built:ru").json()
    assert set(passage) == set(schemas["PassageObject"]["properties"])
    assert "QuestionObject" in schemas


def test_every_response_carries_the_security_headers(client: httpx.Client) -> None:
    for path in ("/", "/api/ask?question=a", "/web/page.js", "/nothing", "/config", "/healthz"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["x-frame-options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in headers["content-security-policy"]
        assert "unsafe-eval" not in headers["content-security-policy"]
        assert "script-src 'self' 'unsafe-inline'" not in headers["content-security-policy"]


def test_only_named_origins_may_frame_the_embedded_page() -> None:
    assert policy(framed_by=("https://museum.example",)).endswith(
        "frame-ancestors 'self' https://museum.example"
    )
    assert policy().endswith("frame-ancestors 'self'")


@pytest.mark.parametrize("origin", ["https://other.example", "null", "http://localhost:3000"])
@pytest.mark.parametrize("host", ["127.0.0.1", "museum.example"])
@pytest.mark.parametrize(
    "path", ["/api/ask?question=a", "/", "/config", "/theme.css", "/gradio_api/startup-events"]
)
def test_other_origins_are_not_let_in(
    client: httpx.Client, path: str, host: str, origin: str
) -> None:
    response = client.get(path, headers={"Host": host, "Origin": origin})
    assert response.status_code == 200
    assert [name for name in response.headers if name.startswith("access-control")] == []


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/gradio_api/file=/etc/passwd"), ("HEAD", "/gradio_api/file=/etc/passwd"),
        ("GET", "/file=/etc/passwd"), ("GET", "/gradio_api/file/etc/passwd"),
        ("POST", "/gradio_api/upload"), ("POST", "/gradio_api/run/predict"),
        ("POST", "/gradio_api/api/_ask"), ("POST", "/gradio_api/call/_ask"),
        ("POST", "/gradio_api/call/v2/_ask"), ("GET", "/gradio_api/info"),
        ("GET", "/gradio_api/openapi.json"), ("GET", "/gradio_api/proxy=http://localhost/"),
        ("POST", "/gradio_api/component_server"), ("POST", "/gradio_api/cancel"),
        ("POST", "/gradio_api/reset"), ("GET", "/gradio_api/deep_link"), ("GET", "/monitoring"),
        ("POST", "/login"), ("GET", "/gradio_api/vibe-code"), ("POST", "/gradio_api/vibe-edit"),
        ("GET", "/gradio_api/runs"), ("GET", "/svelte/../index.html"), ("GET", "/nothing"),
        ("DELETE", "/"), ("POST", "/"),
    ],
)  # fmt: skip
def test_what_the_page_does_not_need_of_gradio_is_closed(
    client: httpx.Client, method: str, path: str
) -> None:
    response = client.request(method, path)
    assert response.status_code == 404
    assert "root:" not in response.text


@pytest.mark.parametrize(
    "path",
    ["/web/%2e%2e/server.py", "/static/%2e%2e/%2e%2e/routes.py", "/assets/%2e%2e/index.html"],
)
def test_no_file_outside_the_static_folders_is_served(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code in (403, 404)


@pytest.mark.parametrize(
    "event",
    [
        {}, [], "x", {"fn_index": 99, "data": [], "session_hash": "s"},
        {"fn_index": 1, "data": [], "session_hash": "s"},
        {"fn_index": 1, "data": [{"path": "/etc/passwd"}, None], "session_hash": "s"},
        {"fn_index": True, "data": ["a", None], "session_hash": "s"},
        {"fn_index": 1, "data": ["a", None], "session_hash": "a b"},
        {"fn_index": 1, "data": ["a", None], "session_hash": 7},
        {"fn_index": 1, "data": ["\ud800", None], "session_hash": "s"},
        {"fn_index": 1, "data": ["a", None], "session_hash": "s" * 65},
        {"fn_index": 1, "data": None, "session_hash": "s"},
    ],
)  # fmt: skip
def test_a_malformed_event_of_the_page_is_refused(client: httpx.Client, event: object) -> None:
    response = client.post(
        "/gradio_api/queue/join",
        content=json.dumps(event),
        headers={"content-type": "application/json"},
    )
    assert response.status_code == 400


def test_a_session_nobody_opened_gets_an_ended_stream(client: httpx.Client) -> None:
    response = client.get("/gradio_api/queue/data", params={"session_hash": "unknown"})
    assert '"session_not_found":true' in response.text


def test_the_page_names_no_foreign_address(client: httpx.Client) -> None:
    page = client.get("/").text
    assert "githubusercontent" not in page
    assert "gradio.app" not in page
    assert "fonts.g" not in page + client.get("/theme.css").text


def test_a_burst_is_answered_or_told_busy(tmp_path: Path) -> None:
    slow = small(tmp_path / "slow")
    slow.slow = 0.05
    with served(slow, Settings(workers=2, waiting=8)) as address:
        with ThreadPoolExecutor(40) as pool:
            ask = f"{address}/api/ask?question=a"
            codes = list(pool.map(lambda _: httpx.get(ask, timeout=20).status_code, range(40)))
        assert set(codes) == {200, 503}
        assert codes.count(200) >= 10
        assert httpx.get(ask).status_code == 200


@pytest.mark.anyio
async def test_whoever_comes_after_the_line_is_full_is_told_at_once() -> None:
    turns = Turns(workers=1, waiting=0)
    turns._inside = 1
    with pytest.raises(Busy):
        await turns.take(lambda: 1)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def test_a_port_in_use_is_one_clear_line(assistant: SmallAssistant) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(NissoError, match=f"{port}.*--port"):
            serve(cast(Assistant, assistant), Settings(port=port))


@pytest.mark.parametrize("port", [70000, -1])
def test_an_impossible_port_is_one_clear_line(assistant: SmallAssistant, port: int) -> None:
    with pytest.raises(NissoError, match="--port"):
        serve(cast(Assistant, assistant), Settings(port=port))


def test_html_in_questions_and_sources_is_shown_as_text(assistant: SmallAssistant) -> None:
    from app.request import Request

    asked = '<script>alert(1)</script> **bold** " onclick="x'
    html = answer_html(assistant.ask(Request(asked)), cast(Any, assistant.index), key='"><x')
    assert "<script>" not in html
    assert 'onclick="x"' not in html
    assert "&lt;script&gt;" in html
    assert "\n" not in html
    known = answer_html(
        assistant.ask(Request(QUESTIONS["en"])), cast(Any, assistant.index), key="1"
    )
    assert "&lt;b&gt;tall&lt;/b&gt;" in known
    assert "<mark>The lighthouse was built in <strong>1902</strong>.</mark>" in known


def test_an_answer_shows_kind_original_note_and_references(assistant: SmallAssistant) -> None:
    from app.request import Request

    own = words("en")
    html = answer_html(assistant.ask(Request(QUESTIONS["en"])), cast(Any, assistant.index), key="1")
    for expected in (
        own.translation,
        own.show_original,
        "Маяк построен",
        "Logbook, 17",
        "others 1903",
    ):
        assert expected in html
    assert html.count('id="passage-1-1"') == html.count('id="passage-1-n1"') == 1


def test_the_copied_text_holds_answer_quote_and_reference(assistant: SmallAssistant) -> None:
    from app.request import Request

    text = plain_text(assistant.ask(Request(QUESTIONS["ja"])), words("ja"))
    assert "「灯台は1902年に建てられた。」" in text
    assert "Logbook, 17" in text


def test_dates_are_written_as_each_language_writes_them() -> None:
    day = Event("1925-01-20", None, "a", {})
    month = Event("1925-05", "1926", "a", {})
    assert [date_words(day, code) for code in ("ru", "en", "ja")] == [
        "20 января 1925", "20 January 1925", "1925年1月20日",
    ]  # fmt: skip
    assert date_words(month, "ru") == "май 1925 – 1926"
    assert date_words(month, "ja") == "1925年5月～1926年"
    days = [Event("1924-03-19", "1924-03-22", "a", {}), Event("1923-02-01", "1923-06-16", "a", {})]
    assert [date_words(event, "ru") for event in days] == [
        "19–22 марта 1924", "1 февраля – 16 июня 1923",
    ]  # fmt: skip
    assert [date_words(event, "ja") for event in days] == [
        "1924年3月19日～22日", "1923年2月1日～6月16日",
    ]  # fmt: skip


def test_the_events_of_an_answer_are_lit_in_plot_and_list(assistant: SmallAssistant) -> None:
    from app.request import Request

    answer = assistant.ask(Request(QUESTIONS["en"]))
    events = assistant.index.timeline
    lit = lit_events(answer, cast(Any, assistant.index))
    assert lit == {key(events[1])}
    drawn = json.loads(figure(events, lit, "en"))
    shown, rest = drawn["data"][2], drawn["data"][1]
    assert [row[0] for row in shown["customdata"]] == ["tower:built"]
    assert [row[0] for row in rest["customdata"]] == ["dispute:year"]
    assert "&lt;i&gt;" in shown["text"][0]
    assert list_html(events, lit, "en").count('class="nisso-lit"') == 1
    assert "<i>" not in list_html(events, lit, "en")
    assert list_html([], lit, "en") == ""
    assert json.loads(figure([], frozenset(), "en"))["layout"]["xaxis"]["range"] is None


def test_a_passage_fragment_is_given_in_the_readers_language(client: httpx.Client) -> None:
    response = client.get("/web/passage/tower:built", params={"language": "ja"})
    assert 'lang="ja"' in response.text
    assert client.get("/web/passage/nothing").status_code == 404
