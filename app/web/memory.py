"""How the server's threads share memory, and what goes there where no disk takes a file."""

from __future__ import annotations

import ctypes
import gc
import tempfile

_ARENA_MAX = -8  # M_ARENA_MAX in glibc's malloc.h


def share_one_heap() -> None:
    """Let all threads take from one heap; call it before there are any.

    Each would else keep what it once needed: 20 MB of a server that works on two questions at a
    time. Where the C library is not glibc nothing changes.
    """
    set_option = getattr(ctypes.CDLL(None), "mallopt", None)
    if set_option is not None:
        set_option(_ARENA_MAX, 1)


def keep_for_good() -> None:
    """Let Python no longer look through what there is for what nothing refers to.

    Each look took 0.2 s of every four on a busy server, in which nobody was answered.
    """
    gc.collect()  # what came since the last time
    gc.freeze()


def keep_what_is_used() -> None:
    """Let go of what was kept for good and is no longer used; it takes one such look."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def name_a_folder_for_temporary_files() -> None:
    """Name one in memory on a disk that is full or read only: Gradio asks for it and stops."""
    try:
        tempfile.gettempdir()
    except FileNotFoundError:
        tempfile.tempdir = "/dev/shm"  # noqa: S108 (nothing is written there)
