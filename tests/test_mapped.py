"""What was read of a mapped file can be given back, and read again."""

from __future__ import annotations

import mmap
import re
import sys
from pathlib import Path

import pytest

from ingest.mapped import Mapped

SIZE = 8 * 2**20


def _held(path: Path) -> int:
    """Return how many KB of the file at `path` count as this process's."""
    found, inside = 0, False
    for line in Path("/proc/self/smaps").read_text().splitlines():
        if re.match(r"[0-9a-f]+-[0-9a-f]+ ", line):
            inside = line.endswith(str(path))
        elif inside and line.startswith("Rss:"):
            found += int(line.split()[1])
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process holds")
def test_the_pages_of_a_file_are_given_back_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "with a blank"
    path.write_bytes(b"page" * (SIZE // 4))
    with (
        path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as whole,
    ):
        read = whole[:]
        assert _held(path) == SIZE // 1024
        Mapped(path).give_back()
        assert _held(path) == 0
        assert whole[:] == read


def test_a_file_that_is_not_mapped_has_nothing_to_give_back(tmp_path: Path) -> None:
    Mapped(tmp_path / "none").give_back()
