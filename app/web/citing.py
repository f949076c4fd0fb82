"""How a reader cites a passage: as a line of text and as BibTeX."""

from __future__ import annotations

import re

from app.web.passages import safe
from app.web.render import kind_text
from app.web.sourcewords import source_words
from app.web.strings import words
from ingest.records import Passage

_LOOPBACK = re.compile(r"https?://(localhost|127\.[0-9.]+|\[::1\])(:\d+)?/")
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#",
    "$": r"\$", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def cite_html(passage: Passage, language: str, *, base: str) -> str:
    """Return both forms of the citation with buttons that copy them; closed at first."""
    own, every = source_words(language), words(language)
    forms = (
        (own.as_text, text_citation(passage, base=base)),
        (own.as_bibtex, bibtex(passage, base=base)),
    )
    shown = "".join(
        f"<h4>{name}</h4><pre>{safe(form)}</pre>"
        f'<button type="button" data-copy="{safe(form)}" data-done="{every.copied}"'
        f' data-failed="{every.copy_failed}">{own.copy}</button>'
        for name, form in forms
    )
    return (
        f'<details class="sources-cite" lang="{language}"><summary>{own.cite}</summary>'
        f"{shown}</details>"
    )


def text_citation(passage: Passage, *, base: str) -> str:
    """Return the citation as a line; an address that only this computer knows is left out."""
    own = words(passage.language)
    parts = [passage.heading, passage.source_title]
    kind = kind_text(passage.kind, own)
    address = _address(passage, base)
    return f"{'. '.join(part for part in parts if part)} ({kind}). {address or passage.id}"


def bibtex(passage: Passage, *, base: str) -> str:
    """Return the citation as a BibTeX entry; no author and no year is guessed."""
    fields = {
        "title": passage.heading or passage.source_title,
        "howpublished": passage.source_title,
        "note": f"{kind_text(passage.kind, words(passage.language))}; {passage.id}",
        "language": {"ru": "russian", "en": "english", "ja": "japanese"}.get(passage.language, ""),
    }
    lines = [f"  {name} = {{{_escaped(value)}}}" for name, value in fields.items() if value]
    if address := _address(passage, base):
        lines.append(f"  url = {{{address}}}")
    return f"@misc{{{_key(passage.id)},\n" + ",\n".join(lines) + "\n}"


def _address(passage: Passage, base: str) -> str:
    if _LOOPBACK.fullmatch(base):
        return ""
    return f"{base}sources/{passage.source_id}#{passage.id}"


def _key(passage_id: str) -> str:
    return "nisso-" + re.sub(r"[^A-Za-z0-9]+", "-", passage_id).strip("-").lower()


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(character, character) for character in " ".join(text.split()))
