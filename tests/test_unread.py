"""Names that are none, answers that nobody fetches: the gate before Gradio, over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from starlette.responses import PlainTextResponse
from web_house import served, small

from app.web.gate import Gate
from app.web.settings import Settings
from app.web.unread import Unread


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder: Path = tmp_path_factory.mktemp("gate")
    with served(small(folder)) as address, httpx.Client(base_url=address, timeout=20) as found:
        yield found


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.mark.parametrize("folder", ["/assets", "/static", "/static/img", "/web", "/kiosk/files"])
@pytest.mark.parametrize(
    "name",
    ["a" * 300, "я" * 100, "a/" * 3000, "%00", "%ff", "a%0Ab", "%5C..%5C", "page.css/x", "."],
)
def test_no_name_of_a_file_is_a_failure(client: httpx.Client, folder: str, name: str) -> None:
    assert client.get(f"{folder}/{name}").status_code in (403, 404)


@pytest.mark.parametrize("id", ["a" * 300, "я" * 5000, "a/" * 3000, "%00", "%ff", "", "%20", "."])
@pytest.mark.parametrize(
    "place", ["/api/passages", "/web/passage", "/kiosk/qr", "/kiosk/screen", "/kiosk/keyboard"]
)
def test_no_odd_id_is_a_failure(client: httpx.Client, place: str, id: str) -> None:  # noqa: A002
    assert client.get(f"{place}/{id}").status_code == 404


def test_a_parameter_of_another_kind_is_a_bad_request(client: httpx.Client) -> None:
    response = client.get("/kiosk/qr/tower:built:en", params={"start": "1e9", "end": "x"})
    assert response.status_code == 400
    assert "start" in response.json()["error"]


@pytest.mark.anyio
async def test_a_failure_of_gradios_is_told_as_one_that_passes() -> None:
    gate = Gate(
        PlainTextResponse("Internal Server Error", 500),
        head="", language="en", events={}, unread=Unread(None),
    )  # fmt: skip
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(gate), base_url="http://house"
    ) as visitor:
        response = await visitor.get("/theme.css")
    assert (response.status_code, response.json()) == (503, {"error": "try again"})


def test_a_page_that_fetches_no_answer_gets_no_more_made(client: httpx.Client) -> None:
    event = {"fn_index": 0, "data": [], "session_hash": "never-fetched"}
    codes = [client.post("/gradio_api/queue/join", json=event).status_code for _ in range(20)]
    assert codes == [200] * 12 + [503] * 8


def test_the_answers_of_left_pages_make_room_but_for_those_at_work() -> None:
    kept = {f"page-{number}": [] for number in range(400)}  # type: ignore[var-annotated]
    asked = {page: {f"{page}-1", f"{page}-2"} for page in kept}
    queue = SimpleNamespace(
        pending_messages_per_session=kept, pending_event_ids_session=asked,
        event_ids_to_events={"page-0-2": None},
    )  # fmt: skip
    assert Unread(queue).takes("new")
    assert len(kept) == len(asked) == 199
    assert "page-0" in kept
    assert "page-1" not in kept
    assert "page-399" in asked


def test_whoever_waits_is_told_of_no_turn_but_their_own(tmp_path: Path) -> None:
    slow = small(tmp_path)
    slow.slow = 0.05
    with served(slow, Settings(workers=1)) as address, httpx.Client(base_url=address) as client:
        told = _told(client, [f"waits-{number}" for number in range(8)])
    assert set(told) == {("estimation", "process_starts", "process_completed", "close_stream")}


def test_gradio_keeps_no_session_and_counts_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    queues = []

    def noted(queue: Any) -> Unread:  # noqa: ANN401 (Gradio's)
        queues.append(queue)
        return Unread(queue)

    monkeypatch.setattr("app.web.page.Unread", noted)
    with served(small(tmp_path)) as address, httpx.Client(base_url=address) as client:
        _told(client, ["first", "second", "third"])
    (queue,) = queues
    assert queue.events_recorded == 3
    assert {kept["session_hash"] for kept in queue.event_analytics.values()} == {"third"}
    assert queue.cached_event_analytics_summary == {"functions": {}}


def _told(client: httpx.Client, sessions: Sequence[str]) -> list[tuple[str, ...]]:
    """Let each of `sessions` ask on the page; return what each was told."""
    config = client.get("/config").json()["dependencies"]
    event = next(one["id"] for one in config if len(one["inputs"]) == 2)
    for session in sessions:
        body = {"fn_index": event, "data": ["a", None], "session_hash": session}
        assert client.post("/gradio_api/queue/join", json=body).status_code == 200
    return [_stream(client, session) for session in sessions]


def _stream(client: httpx.Client, session: str) -> tuple[str, ...]:
    text = client.get("/gradio_api/queue/data", params={"session_hash": session}, timeout=20).text
    rows = [line[5:] for line in text.splitlines() if line.startswith("data:")]
    return tuple(json.loads(row)["msg"] for row in rows)
