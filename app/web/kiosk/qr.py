"""A quote with its citation as a QR code that a phone reads as plain text, without a server.

The only file that imports segno.
"""

from __future__ import annotations

import io

import segno

from app.references import reference_lines
from app.web.render import kind_text
from app.web.strings import words
from ingest.errors import NissoError
from ingest.index import Index
from ingest.records import Passage

LARGEST_VERSION = 20
_MOST_BYTES = 858
"""What version 20 holds as bytes at the lowest error correction."""

_QUOTED = {"ru": "«{}»", "ja": "「{}」"}
_ETC = "…"


class CitationTooLong(NissoError):
    """The citation alone is more than a code holds; it is never shortened."""


def take_home_text(passage: Passage, index: Index, *, start: int, end: int) -> str:
    """Return quote and citation as text that fits a code: the quote is cut where it must be.

    Raises CitationTooLong where the citation alone does not fit.
    """
    citation = _citation(passage, index, start=start, end=end)
    frame = _QUOTED.get(passage.language, "“{}”")
    room = _MOST_BYTES - len(f"{frame.format('')}\n\n{citation}".encode())
    if room < len(_ETC.encode()):
        raise CitationTooLong(f"the citation of {passage.id} does not fit a QR code")
    return f"{frame.format(_shortened(passage.text[start:end], room))}\n\n{citation}"


def qr_svg(text: str) -> bytes:
    """Return `text` as the SVG of a QR code, with the quiet edge that readers need."""
    code = segno.make_qr(text, mode="byte", encoding="utf-8", error="l")
    if int(code.version) > LARGEST_VERSION:
        raise CitationTooLong(f"{len(text.encode())} bytes do not fit a QR code")
    out = io.BytesIO()
    code.save(out, kind="svg", scale=8, border=4, light="#fff", xmldecl=False, omitsize=True)
    return out.getvalue()


def _citation(passage: Passage, index: Index, *, start: int, end: int) -> str:
    own = words(passage.language)
    lines = [
        passage.source_title,
        passage.heading,
        f"({kind_text(passage.kind, own)})",
        *reference_lines(index, passage, start=start, end=end),
        f"[{passage.id}]",
    ]
    return "\n".join(line for line in lines if line)


def _shortened(quote: str, room: int) -> str:
    if len(quote.encode()) <= room:
        return quote
    kept = quote.encode()[: room - len(_ETC.encode())].decode("utf-8", "ignore")
    at_word = kept[: kept.rfind(" ")] if " " in kept[len(kept) // 2 :] else kept
    return at_word.rstrip(" ,;:") + _ETC
