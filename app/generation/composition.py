"""A generated answer as it grows: proved sentences, each followed by the markers of its quotes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from app.answer import Answer, Citation
from app.generation.events import Said
from app.generation.verify import Span

MOST_SENTENCES = 6

Cite = Callable[[int, Span], Citation]
"""Makes the citation of a span under a marker."""


class Composition:
    """Collects sentences and numbers their quotes; the same quote keeps its marker."""

    def __init__(self, cite: Cite) -> None:
        """Make citations by `cite`."""
        self._cite = cite
        self._citations: dict[tuple[str, int, int], Citation] = {}
        self._sentences: list[str] = []
        self._bare: set[str] = set()

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The citations so far, by marker."""
        return tuple(self._citations.values())

    @property
    def full(self) -> bool:
        """Whether a visitor has enough to read."""
        return len(self._sentences) >= MOST_SENTENCES

    @property
    def empty(self) -> bool:
        """Whether nothing has been said."""
        return not self._sentences

    def add(self, sentence: str, spans: Sequence[Span]) -> Said | None:
        """Add a sentence that `spans` prove; None where it has been said."""
        if sentence in self._bare:
            return None
        self._bare.add(sentence)
        before = len(self._citations)
        markers = [self._marker(span) for span in spans]
        text = sentence + " " + "".join(f"[{marker}]" for marker in dict.fromkeys(markers))
        self._sentences.append(text)
        return Said(text, self.citations[before:], "generated")

    def answer(self, like: Answer) -> Answer:
        """Return the whole as a generated answer to the question of `like`."""
        return replace(
            like,
            text=" ".join(self._sentences),
            citations=self.citations,
            answerer="generated",
        )

    def _marker(self, span: Span) -> int:
        key = (span.passage.id, span.start, span.end)
        if key not in self._citations:
            self._citations[key] = self._cite(len(self._citations) + 1, span)
        return self._citations[key].marker
