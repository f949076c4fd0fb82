"""The works that quoted words rest on, in a reader's form."""

from __future__ import annotations

from ingest.index import Index
from ingest.records import Passage, ReferenceUse
from ingest.references import reader_form


def reference_lines(
    index: Index, passage: Passage, *, start: int = 0, end: int | None = None
) -> tuple[str, ...]:
    """Return the references of `passage.text[start:end]`, each once, in order.

    A mark inside the text counts for the words before it, back to the mark before; works given
    for the passage as a whole count for every part of it.
    """
    last = len(passage.text) if end is None else end
    lines = [_line(index, use, passage.language) for use in _used(passage, start, last)]
    return tuple(dict.fromkeys(lines))


def _used(passage: Passage, start: int, end: int) -> list[ReferenceUse]:
    placed = {use: use.position for use in passage.uses if use.position is not None}
    whole = [use for use in passage.uses if use.position is None]
    inside = [use for use, at in placed.items() if start < at <= end]
    if inside:
        return inside + whole
    # No mark within: the next mark after the words stands for them.
    after = min((at for at in placed.values() if at > end), default=None)
    return [use for use, at in placed.items() if at == after] + whole


def _line(index: Index, use: ReferenceUse, language: str) -> str:
    reference = index.references.get(use.reference_id)
    if reference is None:
        return f"{use.reference_id} : {use.pages}" if use.pages else use.reference_id
    return reader_form(reference, language, use.pages)
