"""What a command prints reaches any terminal, and what it cannot do is one line."""

from __future__ import annotations

import io
import json
import os
import sys
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress

from ingest.errors import NissoError

_INTERRUPTED = 130


def run(name: str, work: Callable[[], int]) -> int:
    """Return what `work` returns, or 1 after a line on stderr that begins with `name`."""
    try:
        code = work()
        sys.stdout.flush()
        return code
    except NissoError as error:
        sys.stderr.write(f"{name}: {_on_one_line(str(error))}\n")
    except BrokenPipeError:  # whoever read it has seen enough
        _say_no_more()
        return 0
    except KeyboardInterrupt:
        return _INTERRUPTED
    except OSError as error:
        _say_no_more()
        where = f" ({error.filename})" if error.filename else ""
        said = f"{error.strerror or error}{where}; mend that and try again"
        sys.stderr.write(f"{name}: {_on_one_line(said)}\n")
    return 1


def let_print() -> None:
    """Have letters that the terminal cannot show printed by their numbers, halves of them too."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def json_line(row: Mapping[str, object]) -> str:
    """Return `row` as a line of JSON that stdout's encoding can carry."""
    text = json.dumps(row, ensure_ascii=False)
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(row)
    return text + "\n"


def _on_one_line(text: str) -> str:
    """Return `text` without what a file's name may hold to break a line or move a cursor."""
    return "".join(ascii(c)[1:-1] if unicodedata.category(c) == "Cc" else c for c in text)


def _say_no_more() -> None:
    """Drop what is left to print, which Python would try to print again at its end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
