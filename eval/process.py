"""A command run as a process of its own: how long it took, what it said, how much it held."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.places import ROOT

_KIB_PER_UNIT = 1 / 1024 if sys.platform == "darwin" else 1.0  # ru_maxrss: bytes there, KiB here


@dataclass(frozen=True, slots=True)
class Done:
    """What a finished process took and said; `peak` is its largest resident memory in MB.

    Linux counts what its parent held when it began, so measure from a small process.
    """

    seconds: float
    peak: float
    said: str


def run(arguments: Sequence[str], typed: str = "") -> Done:
    """Run our own interpreter with `arguments`, `typed` on its stdin; fail where it fails."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as told, tempfile.TemporaryFile() as errors:
        began = time.perf_counter()
        with tempfile.TemporaryFile("w+", encoding="utf-8") as asked:
            asked.write(typed)
            asked.seek(0)
            process = start(arguments, stdin=asked.fileno(), stdout=told.fileno(), stderr=errors)
            peak = finish(process)
        seconds = time.perf_counter() - began
        if process.returncode:
            errors.seek(0)
            raise RuntimeError(f"{' '.join(arguments)}: {errors.read().decode()[-2000:]}")
        told.seek(0)
        return Done(seconds, peak, told.read())


def start(arguments: Sequence[str], **streams: object) -> subprocess.Popen[bytes]:
    """Start our own interpreter with `arguments` in the project's folder."""
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]  # noqa: S603
        [sys.executable, *arguments], cwd=ROOT, **streams
    )


def finish(process: subprocess.Popen[bytes]) -> float:
    """Wait for `process`; return its peak memory in MB, which the system tells only here."""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss * _KIB_PER_UNIT / 1024
