"""The proof of a generated sentence: the exact words of its passages, or none.

Proof is lexical and strict: it refuses paraphrase rather than let a falsehood through. That the
words are there is not enough: what turns them (`operators.py`), who acts on whom (`roles.py`) and
what belongs to what (`order.py`, `clauses.py`) has to be the same. An entailment model
(`entailment.py`) can be asked besides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from app.generation.clauses import unbroken
from app.generation.coverage import Gap, gap, uncovered
from app.generation.elements import Statement, statement_of
from app.generation.facts import Facts, facts_of
from app.generation.halves import halves_of
from app.generation.operators import turned
from app.generation.order import in_order
from app.generation.roles import roles_kept
from ingest.glossary import Glossary
from ingest.language import has_foreign_letters, language_of
from ingest.records import Passage
from ingest.sentences import sentences

_UNREAD = re.compile(
    r"[^\W\d_A-Za-z\u00c0-\u024f\u0400-\u04ff\u1e00-\u1eff\u3005-\u3007\u3041-\u30ff\u4e00-\u9fff"
    r"\uff10-\uff9f]|[\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f\x00-\x08\x0e-\x1f]"
)
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"|「[^」]*」|『[^』]*』")
_LONGEST = 600
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
        self._statements = lru_cache(maxsize=512)(self._laid_out)

    def speaks(self, sentence: str) -> bool:
        """Tell whether `sentence`, but for what it quotes, is in the verifier's language."""
        own = _QUOTED.sub(" ", sentence)
        foreign = has_foreign_letters(own)
        return not foreign and language_of(own, self._language) == self._language

    def reads(self, sentence: str) -> bool:
        """Tell whether `sentence` has only letters that the analysers know."""
        return not _UNREAD.search(sentence)

    def prove(self, sentence: str, passages: Sequence[Passage]) -> tuple[Span, ...]:
        """Return the words that prove `sentence`: one sentence, or one for each of its halves.

        Empty where nothing does. What two sentences say only together is no proof.
        """
        if not self._fit(sentence):
            return ()
        whole = self._proof(sentence, passages)
        if whole:
            return (whole,)
        for halves in halves_of(sentence, self._language):
            proofs = [self._proof(half, passages, whole=False) for half in halves]
            found = tuple(proof for proof in proofs if proof)
            if len(found) == len(halves):
                return found
        return ()

    def _proof(
        self, sentence: str, passages: Sequence[Passage], *, whole: bool = True
    ) -> Span | None:
        """Return the words that prove a sentence, or a half that is to name its own subject."""
        said = self._facts(sentence)
        spans = (s for s in _each(passages) if not self.gap(said, s))
        proofs = (s for s in spans if whole or self._begins_alike(said, s))
        return next((s for s in proofs if self._agrees(sentence, s)), None)

    def _begins_alike(self, said: Facts, span: Span) -> bool:
        """Tell whether `said` has what its proof begins with; "and received half" has not."""
        first = self.statement(span.text).elements[:1]
        return bool(first and self.statement(said.text).like(first[0]))

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

    def gap(self, said: Facts, span: Span) -> Gap:
        """Return what of `said` the words of `span` do not prove, empty for nothing."""
        ground = self._facts(span.text)
        if said.text == ground.text:
            return ""
        found = gap(said, ground, self._language)
        if found:
            return found
        mine, theirs = self.statement(said.text), self.statement(ground.text)
        if turned(mine, theirs):
            return "turn"
        if not roles_kept(mine, theirs):
            return "role"
        return "" if in_order(mine, theirs) and unbroken(mine, theirs) else "order"

    def statement(self, text: str) -> Statement:
        """Return `text`, made comparable, as a row of its pieces."""
        return self._statements(text)

    def _laid_out(self, text: str) -> Statement:
        return statement_of(self._facts(text), self._language, self._glossary)

    def _fit(self, sentence: str) -> bool:
        return (
            len(sentence) <= _LONGEST
            and self.reads(sentence)
            and self.speaks(sentence)
            and not _MARKUP.search(sentence)
            and not sentence.rstrip("\"'»”」』）) ").endswith(("?", "？"))
            and bool(self._facts(sentence).words or self._facts(sentence).mentions)
        )

    def _agrees(self, sentence: str, span: Span) -> bool:
        return self._judge is None or self._judge.agrees(span.text, sentence)

    def _read(self, text: str) -> Facts:
        return facts_of(text, self._language, self._glossary)


def _each(passages: Iterable[Passage]) -> list[Span]:
    return [Span(p, start, end) for p in passages for start, end in sentences(p.text)]
