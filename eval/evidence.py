"""What the corpus files say, read from the files themselves and never from the index.

So an index, a citation or an answer that has drifted from the files is found out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from app.answer import Answer, Citation
from eval.parts import without_markers
from eval.samples import Gold
from ingest.corpus import read_corpus
from ingest.numerals import number_set
from ingest.records import Passage
from ingest.scripts import tokens
from ingest.sentences import sentences

_MARKS = re.compile(r"((?:\s*\[\d+\])+)")
_MARK_BEFORE_STOP = re.compile(r"((?:\s*\[\d+\])+)([.!?…。！？]+)")
_SUPPORTED_WORDS = 0.7


class Evidence:
    """The passages of the corpus files, and what can be proved with them."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        """Keep `passages`, as the files have them."""
        self._passages = {passage.id: passage for passage in passages}
        self._documents: dict[tuple[str, str], list[Passage]] = {}
        self._twins: dict[tuple[str, str], str] = {}
        for passage in self._passages.values():
            self._documents.setdefault((passage.source_id, passage.language), []).append(passage)
            self._twins[passage.aligned_id, passage.language] = passage.id

    @classmethod
    def read(cls, corpus: Path) -> Evidence:
        """Return the evidence in the folder `corpus`; CorpusError where it cannot be read."""
        return cls(read_corpus(corpus).passages())

    def locate(self, gold: Gold, language: str) -> tuple[str, ...]:
        """Return the ids of the passages of the gold's source that hold its quote verbatim."""
        document = self._documents.get((gold.source, language), [])
        return tuple(passage.id for passage in document if gold.quote in passage.text)

    def twin(self, passage_id: str, language: str) -> str | None:
        """Return the id of the passage's twin in `language`, None where there is none."""
        passage = self._passages.get(passage_id)
        return self._twins.get((passage.aligned_id, language)) if passage else None

    def text(self, passage_id: str) -> str:
        """Return the text of a passage, empty where there is no such passage."""
        passage = self._passages.get(passage_id)
        return passage.text if passage else ""

    def nearest(self, quote: str, passage_id: str) -> str:
        """Return the sentence that stands now in a passage and is most like `quote`."""
        text = self.text(passage_id)
        parts = [text[start:end] for start, end in sentences(text)]
        return max(parts, key=lambda part: SequenceMatcher(None, quote, part).ratio(), default="")

    def is_exact(self, citation: Citation) -> bool:
        """Tell whether the quote stands at its offsets in the passage that the citation names."""
        passage = self._passages.get(citation.passage_id)
        return (
            passage is not None
            and 0 <= citation.start < citation.end
            and passage.text[citation.start : citation.end] == citation.quote
            and (passage.source_id, passage.language) == (citation.source_id, citation.language)
        )

    def grounded(self, answer: Answer) -> tuple[int, int]:
        """Return how many sentences of `answer` its own markers prove, and how many there are.

        A sentence is proved when it stands verbatim in a passage that its marker names; a
        generated one also when that passage has all its figures and most of its words.
        """
        cited = {citation.marker: self.text(citation.passage_id) for citation in answer.citations}
        loose = answer.answerer == "generated"
        proved = total = 0
        for part, markers in _parts(answer.text):
            texts = [cited[marker] for marker in markers if marker in cited]
            for start, end in sentences(part):
                total += 1
                proved += _proved(part[start:end], texts, answer.language if loose else None)
        return proved, total


def _parts(text: str) -> list[tuple[str, list[int]]]:
    pieces = _MARKS.split(_MARK_BEFORE_STOP.sub(r"\2\1", text))
    pairs = zip(pieces[::2], [*pieces[1::2], ""], strict=True)
    return [(words, [int(n) for n in re.findall(r"\d+", marks)]) for words, marks in pairs]


def _proved(sentence: str, texts: Sequence[str], language: str | None) -> bool:
    words = _spaced(without_markers(sentence))
    if any(words in _spaced(text) for text in texts):
        return True
    return bool(language and texts) and _supported(words, " ".join(texts), language or "")


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _supported(sentence: str, text: str, language: str) -> bool:
    if not number_set(sentence) <= number_set(text):
        return False
    words, known = _words(sentence, language), _words(text, language)
    return len(words & known) >= _SUPPORTED_WORDS * len(words)


def _words(text: str, language: str) -> frozenset[str]:
    return frozenset(t.terms[0] for t in tokens(text, language) if t.content and t.terms)
