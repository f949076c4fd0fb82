"""Connections that would be open for ever are ended, and no number of them keeps a visitor out."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlsplit

import httpx
import pytest
from web_house import QUESTIONS, SmallAssistant, served, small

from app.web.connections import Connection, Connections
from app.web.settings import Settings

PATIENCE, MOST = 0.5, 12
HEAD = b"POST /api/ask HTTP/1.1\r\nHost: x\r\n"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> SmallAssistant:
    return small(tmp_path_factory.mktemp("connections"))


@pytest.fixture(scope="module")
def address(assistant: SmallAssistant) -> Iterator[str]:
    with served(assistant, Settings(patience=PATIENCE, connections=MOST)) as found:
        yield found


@pytest.fixture(scope="module")
def crowded(assistant: SmallAssistant) -> Iterator[str]:
    """Give the address of a server that waits as long as it does in service."""
    with served(assistant, Settings(connections=MOST)) as found:
        yield found


def opened(address: str, *, sent: bytes = b"") -> socket.socket:
    """Return a connection to `address` over which something was sent."""
    parts = urlsplit(address)
    found = socket.create_connection((parts.hostname, parts.port), timeout=20)
    found.sendall(sent)
    return found


def rest(connection: socket.socket) -> bytes:
    """Return all that comes until the other side ends the connection; fails where it does not."""
    found = b""
    with connection, suppress(ConnectionResetError):
        while part := connection.recv(1 << 16):
            found += part
    return found


@pytest.mark.parametrize(
    "sent",
    [
        b"", b"GET /heal", b"GET /healthz HTTP/1.1\r\nHost: x\r\nA: ",
        HEAD + b'Content-Length: 50\r\n\r\n{"question": ',
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nabc",
    ],
)  # fmt: skip
def test_who_sends_no_whole_request_is_cut_off(address: str, sent: bytes) -> None:
    assert rest(opened(address, sent=sent)) == b""


def trickled(connection: socket.socket, piece: bytes) -> None:
    """Send a piece every few moments until the other side ends the connection."""
    connection.settimeout(PATIENCE / 8)
    for _ in range(500):
        with suppress(TimeoutError):
            if not connection.recv(1 << 16):
                return
        connection.send(piece)
    raise AssertionError("never ended")


def test_who_sends_a_request_letter_by_letter_is_cut_off(address: str) -> None:
    connection = opened(address, sent=b"GET /healthz HTTP/1.1\r\nHost: x\r\nA: ")
    with connection, suppress(ConnectionResetError, BrokenPipeError):
        trickled(connection, b"x")


def test_who_goes_on_sending_after_the_answer_is_cut_off(address: str) -> None:
    head = b"GET /healthz HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    connection = opened(address, sent=head)
    with connection, suppress(ConnectionResetError, BrokenPipeError):
        trickled(connection, b"1\r\nx\r\n")


def test_who_reads_no_reply_is_cut_off(address: str) -> None:
    with httpx.Client(base_url=address) as client:
        size = len(client.get("/config").content)
    count = 20_000_000 // size
    connection = opened(address, sent=b"GET /config HTTP/1.1\r\nHost: x\r\n\r\n" * count)
    with connection, pytest.raises(ConnectionError):
        for _ in range(500):  # what is sent is refused once the other side has ended it
            time.sleep(PATIENCE / 8)
            connection.send(b"\r\n")


def test_a_head_without_end_is_cut_off(address: str) -> None:
    connection = opened(address)
    with connection, pytest.raises(ConnectionError):
        connection.sendall(b"GET /healthz HTTP/1.1\r\nA: " + b"x" * 50_000_000)


def test_who_waits_for_a_slow_answer_gets_it(assistant: SmallAssistant, address: str) -> None:
    assistant.slow = 3 * PATIENCE
    try:
        found = httpx.get(f"{address}/api/ask", params={"question": QUESTIONS["en"]})
    finally:
        assistant.slow = 0.0
    assert found.json()["status"] == "answered"


def test_connections_that_do_nothing_keep_nobody_out(address: str) -> None:
    idle = [opened(address) for _ in range(3 * MOST)]
    time.sleep(PATIENCE / 10)
    codes = {httpx.get(f"{address}/healthz").status_code for _ in range(3)}
    for connection in idle:
        connection.close()
    assert codes == {200}


def test_beyond_the_most_that_are_at_work_each_is_told_busy(
    assistant: SmallAssistant, crowded: str
) -> None:
    def ask(_: int) -> httpx.Response:
        return httpx.get(f"{crowded}/api/ask", params={"question": QUESTIONS["en"]}, timeout=60)

    assistant.slow = 1.0
    try:
        with ThreadPoolExecutor(MOST + 4) as pool:
            found = list(pool.map(ask, range(MOST + 4)))
    finally:
        assistant.slow = 0.0
    codes = [one.status_code for one in found]
    assert sorted(codes) == [200] * MOST + [503] * 4
    refused = found[codes.index(503)]
    assert "try again" in refused.json()["error"]
    assert refused.headers["retry-after"] == "3"


def test_a_visitor_whose_request_is_on_the_way_is_not_cut_for_another(crowded: str) -> None:
    coming = [opened(crowded) for _ in range(MOST)]
    told = httpx.get(f"{crowded}/healthz").status_code
    for connection in coming:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    answered = [rest(connection).startswith(b"HTTP/1.1 200") for connection in coming]
    assert (told, answered) == (503, [True] * MOST)


@dataclass(eq=False)
class Busy:
    """Stands where a connection stands whose request is at work."""

    client: tuple[str, int]
    may_go: bool = False


def test_one_visitor_takes_a_quarter_of_the_places_and_a_trusted_one_all() -> None:
    def let_in(host: str) -> int:
        among = Connections(patience=1, most=MOST)
        return sum(among.enter(cast(Connection, Busy((host, 5000)))) for _ in range(MOST + 4))

    assert let_in("203.0.113.7") == MOST // 4
    assert let_in("2001:db8::1") == MOST // 4
    assert let_in("127.0.0.1") == MOST


def test_files_enough_stay_for_the_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("resource.getrlimit", lambda _: (256, 4096))
    among = Connections(patience=1, most=800)
    entered = [among.enter(cast(Connection, Busy(("127.0.0.1", 5000)))) for _ in range(256)]
    assert 0 < sum(entered) < 100


def test_an_offer_of_another_protocol_is_answered_as_a_request(address: str) -> None:
    upgrade = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
               "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}  # fmt: skip
    assert httpx.get(f"{address}/healthz", headers=upgrade).status_code == 200


def test_who_leaves_while_sending_is_no_failure(
    address: str, caplog: pytest.LogCaptureFixture
) -> None:
    opened(address, sent=HEAD + b"Content-Length: 50\r\n\r\n{").close()
    assert httpx.post(f"{address}/api/ask", json={"question": QUESTIONS["en"]}).status_code == 200
    assert caplog.records == []


def test_what_is_no_request_is_refused_and_fills_no_log(
    address: str, caplog: pytest.LogCaptureFixture
) -> None:
    for sent in (b"\0\r\n\r\n", b"GET\r\n\r\n", b"\x16\x03\x01" * 100, b"GET / HTTP/9.9\r\n\r\n"):
        refused = rest(opened(address, sent=sent))
        assert refused.startswith(b"HTTP/1.1 400 ")
        assert b"X-Content-Type-Options: nosniff" in refused
    upgrade = {"Upgrade": "h2c", "Connection": "Upgrade, HTTP2-Settings", "HTTP2-Settings": "AA"}
    assert httpx.get(f"{address}/healthz", headers=upgrade).status_code == 200
    assert caplog.records == []
