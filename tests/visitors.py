"""Many visitors at once, over HTTP: at the JSON interface and through the chat page's own queue."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import mean, median, quantiles

import httpx

NISSO = str(Path(sys.executable).with_name("nisso"))
_NO_LIMIT = httpx.Limits(max_connections=None, max_keepalive_connections=100)
Ask = Callable[[httpx.AsyncClient, str], Awaitable[str]]


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of a question: "answered", "busy" or what went wrong, and after how long."""

    outcome: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Server:
    """A running `nisso chat`."""

    address: str
    pid: int

    def memory(self) -> float:
        """Return the memory in MB that it has written to.

        Pages of a mapped dictionary are not among it: the system takes them back when it likes,
        and how many there are is a matter of the moment, 20 to 40 MB.
        """
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(status.split("RssAnon:")[1].split()[0]) / 1024


@contextmanager
def chat(index: Path, *options: str) -> Iterator[Server]:
    """Serve `index` in a process of its own, ready to answer; end it afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [NISSO, "chat", "--port", str(port), "--index", str(index), *options]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, process)
        yield Server(address, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 90
    while time.monotonic() < until and process.poll() is None:
        with suppress(httpx.TransportError):
            if httpx.get(f"{address}/healthz", timeout=30).status_code == 200:
                return
        time.sleep(0.1)
    raise AssertionError(f"nothing answers at {address}")


async def by_interface(client: httpx.AsyncClient, question: str) -> str:
    """Ask `/api/ask`."""
    response = await client.post("/api/ask", json={"question": question})
    if response.status_code == 200:
        return "answered" if response.json()["status"] else "no status"
    return "busy" if response.status_code == 503 else f"{response.status_code} {response.text}"


async def by_page(client: httpx.AsyncClient, question: str) -> str:
    """Ask as the chat page does: join the queue, then listen until the answer has come."""
    session = f"v{time.monotonic_ns()}"
    event = await _asking(client)
    body = {"fn_index": event, "data": [question, None], "session_hash": session}
    joined = await client.post("/gradio_api/queue/join", json=body)
    if joined.status_code != 200:
        return "busy" if joined.status_code == 503 else f"{joined.status_code} {joined.text}"
    address = f"/gradio_api/queue/data?session_hash={session}"
    async with client.stream("GET", address) as stream:
        async for line in stream.aiter_lines():
            if not line.startswith("data:"):
                continue
            told = json.loads(line[5:])
            if told["msg"] == "process_completed":
                return "answered" if told["success"] else f"failed {told}"
    return "the stream ended early"


_events: dict[str, int] = {}


async def _asking(client: httpx.AsyncClient) -> int:
    """Return the number of the page's event that takes a question and the visitor's state."""
    base = str(client.base_url)
    if base not in _events:
        config = (await client.get("/config")).json()
        _events[base] = next(d["id"] for d in config["dependencies"] if len(d["inputs"]) == 2)
    return _events[base]


def alone(server: Server, questions: Sequence[str], *, times: int) -> float:
    """Return a single visitor's median seconds, the mean of the page's and of the interface's.

    The page takes twice as long, so the median of both together would be anything between them.
    """

    async def asks(ask: Ask) -> list[Reply]:
        async with _client(server) as client:
            await _asking(client)
            return [
                await _timed(ask, client, questions[number % len(questions)])
                for number in range(times)
            ]

    ways = [asyncio.run(asks(ask)) for ask in (by_interface, by_page)]
    return mean(median(reply.seconds for reply in replies) for replies in ways)


def burst(server: Server, questions: Sequence[str], *, count: int) -> tuple[list[Reply], float]:
    """Send `count` questions in one instant; return the replies and the seconds of the whole."""

    async def all_at_once() -> list[Reply]:
        async with _client(server) as client:
            await _asking(client)
            return await asyncio.gather(
                *(
                    _timed(_way(number), client, questions[number % len(questions)])
                    for number in range(count)
                )
            )

    began = time.perf_counter()
    replies = asyncio.run(all_at_once())
    return replies, time.perf_counter() - began


def crowd(
    server: Server, questions: Sequence[str], *, visitors: int, seconds: float
) -> list[Reply]:
    """Let each visitor ask every 5 to 15 seconds for so long; return every reply."""

    async def visit(number: int, client: httpx.AsyncClient) -> list[Reply]:
        random, replies = Random(number), []
        until = time.monotonic() + seconds
        pause = random.uniform(0, min(10, seconds))
        while time.monotonic() + pause <= until:
            await asyncio.sleep(pause)
            replies.append(await _timed(_way(number), client, random.choice(questions)))
            pause = random.uniform(5, 15)
        return replies

    async def everyone() -> list[Reply]:
        async with _client(server) as client:
            await _asking(client)
            every = await asyncio.gather(*(visit(number, client) for number in range(visitors)))
        return [reply for replies in every for reply in replies]

    return asyncio.run(everyone())


def many(server: Server, questions: Sequence[str], *, count: int, at_once: int) -> list[Reply]:
    """Ask `count` questions, `at_once` at a time; return every reply."""

    async def share(first: int, client: httpx.AsyncClient) -> list[Reply]:
        return [
            await _timed(_way(number // at_once), client, questions[number % len(questions)])
            for number in range(first, count, at_once)
        ]

    async def everyone() -> list[Reply]:
        async with _client(server) as client:
            every = await asyncio.gather(*(share(first, client) for first in range(at_once)))
        return [reply for replies in every for reply in replies]

    return asyncio.run(everyone())


def p95(replies: Sequence[Reply]) -> float:
    """Return the seconds within which 95 in 100 were answered."""
    return quantiles([reply.seconds for reply in replies], n=20)[-1]


def _way(number: int) -> Ask:
    return by_page if number % 2 else by_interface


def _client(server: Server) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=server.address, timeout=120, limits=_NO_LIMIT)


async def _timed(ask: Ask, client: httpx.AsyncClient, question: str) -> Reply:
    began = time.perf_counter()
    try:
        outcome = await ask(client, question)
    except httpx.HTTPError as error:
        outcome = repr(error)
    return Reply(outcome, time.perf_counter() - began)
