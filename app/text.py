"""Answers and passages as text for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from app.answer import Answer
from ingest.records import Passage

_KINDS = {
    "ru": {"source": "слова источника", "translation": "перевод проекта",
           "account": "изложение проекта"},
    "en": {"source": "a source's words", "translation": "the project's translation",
           "account": "the project's account"},
    "ja": {"source": "史料の原文", "translation": "本展示による訳", "account": "本展示による解説"},
}  # fmt: skip


def kind_name(kind: str, language: str) -> str:
    """Return in words of `language` whose words a passage is made of."""
    return _KINDS[language][kind]


def answer_text(answer: Answer) -> str:
    """Return the answer, its citations, notes and suggestions, a line each."""
    lines = [answer.text]
    for citation in answer.citations:
        kind = kind_name(citation.kind, citation.language)
        lines.append(f"\n[{citation.marker}] {citation.source_title} — {citation.heading} ({kind})")
        lines.append(f"    {citation.passage_id}")
        lines += [f"    {reference}" for reference in citation.references]
        if citation.original_passage_id:
            lines.append(f"    ⇢ {citation.original_passage_id}")
    lines += [f"\n* {note.text}" for note in answer.notes]
    lines += [f"  ? {suggestion}" for suggestion in answer.suggestions]
    return "\n".join(lines) + "\n"


def passage_text(passage: Passage, references: Sequence[str]) -> str:
    """Return a passage with its heading, its kind and its references."""
    kind = kind_name(passage.kind, passage.language)
    lines = [f"{passage.source_title} — {passage.heading} ({kind})", "", passage.text, ""]
    return "\n".join([*lines, *references]) + "\n"
