"""JSON in few bytes, the same ones for the same value in the same order."""

from __future__ import annotations

import gzip
import json
import zlib
from pathlib import Path
from typing import Any


def write_json(path: Path, value: object) -> None:
    """Write `value` to `path` without the time of day: equal values in one order, equal bytes."""
    text = json.dumps(value, ensure_ascii=False)
    path.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))


def read_json(path: Path) -> Any:  # noqa: ANN401 (JSON holds anything)
    """Return what `write_json` wrote; OSError, EOFError or ValueError where it is damaged."""
    try:
        return json.loads(gzip.decompress(path.read_bytes()))
    except (zlib.error, RecursionError) as error:
        raise ValueError(f"{path.name} is damaged ({error})") from error
