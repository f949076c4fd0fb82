"""A real HTTP server that speaks the OpenAI protocol, streaming and not, and plays scripts."""

from __future__ import annotations

import json
import re
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast

_CODE = re.compile(r'<passage code="(\w+)">\n(.*?)\n(.*?)\n</passage>', re.DOTALL)
_SENTINEL = re.compile(r"\[(\w+)\](?=\.\n|,| とだけ)")


@dataclass(frozen=True)
class Call:
    """One question to the server: what the model was told."""

    body: dict[str, Any]
    key: str

    @property
    def told(self) -> str:
        """Everything it was told."""
        return "\n".join(message["content"] for message in self.body["messages"])

    def code(self, words: str) -> str:
        """Return the code of the first passage that holds `words`."""
        for code, heading, text in _CODE.findall(self.told):
            if words in text or words in heading:
                return str(code)
        raise AssertionError(f"no passage with {words!r} was shown")

    @property
    def sentinel(self) -> str:
        """The code for "no answer"."""
        return _SENTINEL.findall(self.body["messages"][0]["content"])[-1]


@dataclass(frozen=True)
class Script:
    """What the server does with a call: send `pieces`, then the `end` that is wanted.

    `end` is "done", "drop" (the connection is reset), "stall" or "endless" (the last piece again
    and again); `status` other than 200 sends an error; `raw` goes out instead of the protocol.
    """

    pieces: Sequence[str] = ()
    end: str = "done"
    status: int = 200
    raw: str = ""
    pause: float = 0.0
    usage: tuple[int, int] = (100, 20)


Play = Callable[[Call], Script]


@dataclass
class LlmServer:
    """The running server: its address, the calls it got, and the play it plays."""

    url: str
    play: Play
    calls: list[Call] = field(default_factory=list)
    gone: threading.Event = field(default_factory=threading.Event)


@contextmanager
def llm_server(play: Play) -> Iterator[LlmServer]:
    """Serve `play` on a free port of loopback."""
    web = _Web(("127.0.0.1", 0), _Handler)
    server = LlmServer(f"http://127.0.0.1:{web.server_address[1]}/v1", play)
    web.served = server
    thread = threading.Thread(target=web.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.gone.set()
        web.shutdown()
        web.server_close()
        thread.join(5)


def says(*pieces: str, **how: Any) -> Play:  # noqa: ANN401 (a script's own fields)
    """Return a play that says the same to everyone."""
    return lambda _: Script(pieces, **how)


class _Web(ThreadingHTTPServer):
    daemon_threads = True
    served: LlmServer

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that went away."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Play the script."""
        server = cast(_Web, self.server).served
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        call = Call(body, self.headers.get("Authorization", ""))
        server.calls.append(call)
        script = server.play(call)
        self.close_connection = True
        if script.status != 200:
            self._whole({"error": {"message": "scripted"}}, script.status)
        elif script.raw:
            self._begin("text/event-stream" if body.get("stream") else "application/json")
            self.wfile.write(script.raw.encode())
        elif body.get("stream"):
            self._stream(script, server.gone)
        else:
            self._whole(_completion("".join(script.pieces), script.usage))

    def _stream(self, script: Script, gone: threading.Event) -> None:
        self._begin("text/event-stream")
        for piece in script.pieces:
            self._event(_delta(piece))
            time.sleep(script.pause)
        while script.end == "endless" and not gone.is_set():
            self._event(_delta(script.pieces[-1]))
        if script.end == "stall":
            gone.wait(20)
        if script.end == "drop":
            reset = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, reset)
            self.connection.close()
        elif script.end == "done":
            self._event(_usage(script.usage))
            self.wfile.write(b"data: [DONE]\n\n")

    def _event(self, row: dict[str, Any]) -> None:
        self.wfile.write(f"data: {json.dumps(row)}\n\n".encode())
        self.wfile.flush()

    def _begin(self, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Connection", "close")
        self.end_headers()

    def _whole(self, row: dict[str, Any], status: int = 200) -> None:
        data = json.dumps(row).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        if status == 429:
            self.send_header("Retry-After", "30")
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base's name)
        """Keep quiet."""


def _chunk(choices: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": "c", "object": "chat.completion.chunk", "created": 1, "model": "scripted",
        "choices": choices,
    }  # fmt: skip


def _delta(text: str) -> dict[str, Any]:
    delta = {"role": "assistant", "content": text}
    return _chunk([{"index": 0, "delta": delta, "finish_reason": None}])


def _usage(usage: tuple[int, int]) -> dict[str, Any]:
    row = _chunk([])
    row["usage"] = _counts(usage)
    return row


def _counts(usage: tuple[int, int]) -> dict[str, int]:
    return {
        "prompt_tokens": usage[0], "completion_tokens": usage[1], "total_tokens": sum(usage),
    }  # fmt: skip


def _completion(text: str, usage: tuple[int, int]) -> dict[str, Any]:
    message = {"role": "assistant", "content": text}
    return {
        "id": "c", "object": "chat.completion", "created": 1, "model": "scripted",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": _counts(usage),
    }  # fmt: skip
