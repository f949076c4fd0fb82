"""Progress bars for long work, by tqdm; silent where stderr is no terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Progress = Callable[[str, int, int], None]
"""Called with the step's name, what is done and the total."""


def silent(step: str, done: int, total: int) -> None:
    """Take a step of long work and say nothing."""


@contextmanager
def bars() -> Iterator[Progress]:
    """Give a Progress that draws one bar a step on stderr."""
    if not sys.stderr.isatty():
        yield silent
        return
    from tqdm import tqdm

    open_bars: dict[str, tqdm[Any]] = {}

    def show(step: str, done: int, total: int) -> None:
        if step not in open_bars:
            open_bars[step] = tqdm(total=total, desc=step, file=sys.stderr)
        open_bars[step].update(done - open_bars[step].n)

    try:
        yield show
    finally:
        for bar in open_bars.values():
            bar.close()
