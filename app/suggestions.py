"""Questions to go on with: each is known to be answered by a passage of the index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.answer import Citation
from app.question import Question
from ingest.index import Index

MOST = 3


def suggestions(
    index: Index, question: Question | None, citations: Sequence[Citation], language: str
) -> tuple[str, ...]:
    """Return up to three questions in `language`: about what was cited, then the exhibit's own."""
    said = {question.text.casefold()} if question else set()
    found: dict[str, None] = {}
    for text in _candidates(index, question, citations, language):
        if text.casefold() not in said:
            found.setdefault(text)
        if len(found) == MOST:
            break
    return tuple(found)


def _candidates(
    index: Index, question: Question | None, citations: Sequence[Citation], language: str
) -> Iterator[str]:
    examples = index.exhibit.texts.get(language, {}).get("examples", [])
    if isinstance(examples, list):
        yield from (str(example) for example in examples)
