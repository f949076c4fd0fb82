"""A visit to `nisso chat` with no network there, told as one JSON object: for `test_offline.py`.

`python offline_visit.py INDEX` in a network namespace of its own (`unshare -rn`), or in none.
"""

from __future__ import annotations

import fcntl
import json
import signal
import socket
import struct
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx

NISSO = str(Path(sys.executable).with_name("nisso"))
QUESTIONS = (
    "When was the lighthouse built?",
    "Сколько платили смотрителю?",
    "灯台はいつ建てられましたか？",
)
LEAVE = "import socket; socket.create_connection(('192.0.2.1', 9), timeout=1)"
PAGES = ("/", "/kiosk", "/embed", "/sources", "/openapi.json", "/metrics", "/config")
_UP, _READ, _WRITE = 0x1, 0x8913, 0x8914  # IFF_UP, SIOCGIFFLAGS, SIOCSIFFLAGS of Linux


def raise_loopback() -> None:
    """Switch on the one interface that a new namespace has."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        asked = struct.pack("16sh14x", b"lo", 0)
        flags = struct.unpack("16sh14x", fcntl.ioctl(any_socket, _READ, asked))[1]
        fcntl.ioctl(any_socket, _WRITE, struct.pack("16sh14x", b"lo", flags | _UP))


def unroutable() -> int:
    """Return how often a process of this namespace wanted to send where no route leads."""
    names, values = (
        line.split()
        for line in Path("/proc/net/snmp").read_text().splitlines()
        if line.startswith("Ip:")
    )
    found = int(dict(zip(names, values, strict=True))["OutNoRoutes"])
    for line in Path("/proc/net/snmp6").read_text().splitlines():
        if line.startswith("Ip6OutNoRoutes"):
            found += int(line.split()[1])
    return found


def visit(index: str) -> dict[str, Any]:
    """Serve `index`, look at every page, ask in three languages, and stop it during a question."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [NISSO, "chat", "--port", str(port), "--index", index, "--log-requests"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
            wait_for(client, process)
            pages = {path: client.get(path).status_code for path in PAGES}
            answers = [client.get("/api/ask", params={"question": q}).json() for q in QUESTIONS]
        last = stopped_during(process, port)
        log = process.communicate(timeout=30)[0].decode()
    finally:
        process.kill()
        process.wait()
    statuses = [answer["status"] for answer in answers]
    return {
        "pages": pages, "answers": statuses, "last": last, "code": process.returncode, "log": log,
    }  # fmt: skip


def wait_for(client: httpx.Client, process: subprocess.Popen[bytes]) -> None:
    """Wait until the service says that it can answer."""
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        with suppress(httpx.TransportError):
            if client.get("/healthz").status_code == 200:
                return
        time.sleep(0.1)
    raise AssertionError("the server does not answer")


def stopped_during(process: subprocess.Popen[bytes], port: int) -> str:
    """Stop the server while half a question has arrived; return the response's first line."""
    body = json.dumps({"question": QUESTIONS[0]}).encode()
    head = f"POST /api/ask HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", port), timeout=30) as asking:
        asking.sendall(head + body[:10])
        time.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        asking.sendall(body[10:])
        return asking.recv(4096).split(b"\r\n")[0].decode()


def main() -> int:
    """Print what the visit found, and whether anything tried to leave."""
    index = sys.argv[1]
    alone = [name for _, name in socket.if_nameindex()] == ["lo"]
    if alone:
        raise_loopback()
    before = unroutable() if alone else 0
    found = visit(index)
    for command in (["ask", QUESTIONS[1]], ["doctor"]):
        done = subprocess.run([NISSO, *command, "--index", index], capture_output=True, text=True)
        found[command[0]] = [done.returncode, done.stdout, done.stderr]
    after = unroutable() if alone else 0
    for unguarded in ([], ["-S"]):  # that each of the two ways would notice an attempt
        subprocess.run([sys.executable, *unguarded, "-c", LEAVE], capture_output=True)
    found |= {"alone": alone, "left": after - before}
    found["noticed"] = unroutable() - after if alone else 0
    sys.stdout.write(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
