"""A large file that a library maps into memory, and giving back the pages of it that were read.

The system counts every page that was read, and those around it, as this process's, although it
can take them back at any time; a few questions so come to hold most of a dictionary.
"""

from __future__ import annotations

import ctypes
import mmap
from pathlib import Path

_MAPS = Path("/proc/self/maps")


class Mapped:
    """The places at which a file is mapped for reading only; none where the system is not Linux."""

    def __init__(self, path: Path) -> None:
        """Find where this process has mapped the file at `path`."""
        self._places: list[tuple[int, int]] = []
        if not _MAPS.exists():
            return
        for line in _MAPS.read_text("utf-8", "surrogateescape").splitlines():
            place, rights, *_, name = line.split(maxsplit=5)
            if name == str(path) and rights.startswith("r--"):
                start, end = (int(number, 16) for number in place.split("-"))
                self._places.append((start, end - start))
        self._advise = ctypes.CDLL(None).madvise
        self._advise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)

    def give_back(self) -> None:
        """Hold no page of the file; one that is read again comes from the system's own store."""
        for start, size in self._places:
            self._advise(start, size, mmap.MADV_DONTNEED)
