"""How the server's threads share the memory that the C library hands out."""

from __future__ import annotations

import ctypes

_ARENA_MAX = -8  # M_ARENA_MAX in glibc's malloc.h


def share_one_heap() -> None:
    """Let all threads take from one heap; call it before there are any.

    Each would else keep what it once needed: 20 MB of a server that works on two questions at a
    time. Where the C library is not glibc nothing changes.
    """
    set_option = getattr(ctypes.CDLL(None), "mallopt", None)
    if set_option is not None:
        set_option(_ARENA_MAX, 1)
