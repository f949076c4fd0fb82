"""The proof of a generated sentence: the exact words of its passages, or none.

Proof is lexical and strict: it refuses paraphrase rather than let a falsehood through. What it
cannot see is a false link between words that all stand in one sentence; `order.py` catches the
common forms, and an entailment model (`entailment.py`) can be asked besides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Protocol

from app.generation.coverage import Gap, gap, uncovered
from app.generation.facts import Facts, facts_of
from app.generation.order import in_order
from ingest.glossary import Glossary
from ingest.language import has_foreign_letters, language_of
from ingest.records import Passage
from ingest.sentences import sentences

_UNREAD = re.compile(
    r"[^\W\d_A-Za-z\u00c0-\u024f\u0400-\u04ff\u1e00-\u1eff\u3005-\u3007\u3041-\u30ff\u4e00-\u9fff"
    r"\uff10-\uff9f]"
)
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"|「[^」]*」|『[^』]*』")
_LONGEST = 600
_WIDEST = 3
_LEAST_SHARED = 0.6
_MARKUP = re.compile(
    r"<[/!a-z]|]\(|https?:|www\.|&#?\w+;|[{}|\\^~\ue000-\uf8ff\[\]]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Span:
    """Words `[start, end)` of a passage."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words."""
        return self.passage.text[self.start : self.end]


class Judge(Protocol):
    """A model that says whether some words entail a sentence."""

    def agrees(self, ground: str, sentence: str) -> bool:
        """Tell whether who reads `ground` would say that `sentence` is true."""
        ...


class Verifier:
    """Proves sentences of one language; safe to use from several threads."""

    def __init__(self, glossary: Glossary, language: str, judge: Judge | None = None) -> None:
        """Read names by `glossary`; `judge` has to agree too where there is one."""
        self._glossary = glossary
        self._language = language
        self._judge = judge
        self._facts = lru_cache(maxsize=512)(self._read)

    def speaks(self, sentence: str) -> bool:
        """Tell whether `sentence`, but for what it quotes, is in the verifier's language."""
        own = _QUOTED.sub(" ", sentence)
        foreign = has_foreign_letters(own)
        return not foreign and language_of(own, self._language) == self._language

    def reads(self, sentence: str) -> bool:
        """Tell whether `sentence` has only letters that the analysers know."""
        return not _UNREAD.search(sentence)

    def prove(self, sentence: str, passages: Sequence[Passage]) -> tuple[Span, ...]:
        """Return the words that prove `sentence`, the fewest first found; none where nothing does.

        One passage is enough where it can be; else one sentence of each of them.
        """
        if not self._fit(sentence):
            return ()
        said = self._facts(sentence)
        for spans in (*self._alone(said, passages), *self._together(said, passages)):
            if not self.gap(said, spans) and self._agrees(sentence, spans):
                return spans
        return ()

    def nearest(self, sentence: str, passages: Sequence[Passage]) -> Span | None:
        """Return the sentence of `passages` that shares most words with `sentence`, if most."""
        said = self._facts(sentence)
        count = len(said.words)
        if not count:
            return None
        scored = [(count - len(uncovered(said, self._facts(s.text), self._language)), s)
                  for s in _each(passages)]  # fmt: skip
        best = max(scored, key=lambda pair: pair[0], default=None)
        return best[1] if best and best[0] >= _LEAST_SHARED * count else None

    def shares(self, question: str, sentence: str) -> bool:
        """Tell whether `sentence` names anything that `question`, in any language, names."""
        spoken = language_of(question, self._language) or self._language
        asked = facts_of(question, spoken, self._glossary)
        said = self._facts(sentence)
        return bool(
            asked.entities & said.entities
            or asked.years & said.years
            or {t for word in asked.words for t in word.terms}
            & {t for word in said.words for t in word.terms}
        )

    def gap(self, said: Facts, spans: Sequence[Span]) -> Gap:
        """Return what of `said` the words of `spans` do not prove, empty for nothing."""
        ground = self._facts("\n".join(span.text for span in spans))
        known = frozenset().union(*(self._about(span.passage) for span in spans))
        found = gap(said, ground, known, self._language)
        if found or not in_order(said, ground, self._glossary):
            return found or "order"
        return ""

    def _fit(self, sentence: str) -> bool:
        return (
            len(sentence) <= _LONGEST
            and self.reads(sentence)
            and self.speaks(sentence)
            and not _MARKUP.search(sentence)
            and not sentence.rstrip("\"'»”」』）) ").endswith(("?", "？"))
            and bool(self._facts(sentence).words or self._facts(sentence).mentions)
        )

    def _alone(self, said: Facts, passages: Iterable[Passage]) -> Iterator[tuple[Span, ...]]:
        found = [(width, s) for p in passages for width, s in _windows(p)]
        for width, span in sorted(found, key=lambda pair: pair[0]):
            if width == 1 or self._all_needed(said, span):
                yield (span,)

    def _together(self, said: Facts, passages: Sequence[Passage]) -> Iterator[tuple[Span, ...]]:
        """Yield the best sentence of each of two or more passages, as one proof."""
        if len(passages) < 2:
            return
        best = [self._best(said, passage) for passage in passages[:_WIDEST]]
        yield from pairwise(best)
        if len(best) > 2:
            yield tuple(best)

    def _best(self, said: Facts, passage: Passage) -> Span:
        return min(_each([passage]), key=lambda span: self._missing(said, span.text))

    def _missing(self, said: Facts, text: str) -> int:
        """Return how many words and names of `said` are not in `text`."""
        ground = self._facts(text)
        lacking = said.entities - ground.entities
        return len(uncovered(said, ground, self._language)) + len(lacking)

    def _all_needed(self, said: Facts, span: Span) -> bool:
        """Tell whether each sentence of a wide span gives two words or names of its own.

        A single word from a sentence beside is how a wrong subject gets its proof.
        """
        ranges = [(a, b) for a, b in sentences(span.passage.text) if span.start <= a < span.end]
        for left in range(len(ranges)):
            rest = [span.passage.text[a:b] for n, (a, b) in enumerate(ranges) if n != left]
            if self._missing(said, "\n".join(rest)) < 2:
                return False
        return True

    def _agrees(self, sentence: str, spans: Sequence[Span]) -> bool:
        return self._judge is None or self._judge.agrees(" ".join(s.text for s in spans), sentence)

    def _about(self, passage: Passage) -> frozenset[str]:
        return self._facts(f"{passage.source_title}. {passage.heading}").entities

    def _read(self, text: str) -> Facts:
        return facts_of(text, self._language, self._glossary)


def _windows(passage: Passage) -> Iterator[tuple[int, Span]]:
    """Yield every run of up to three sentences with the number of them."""
    ranges = sentences(passage.text)
    for width in range(1, _WIDEST + 1):
        for first in range(len(ranges) - width + 1):
            yield width, Span(passage, ranges[first][0], ranges[first + width - 1][1])


def _each(passages: Iterable[Passage]) -> list[Span]:
    return [Span(p, start, end) for p in passages for start, end in sentences(p.text)]
