"""One hearing of the model: its words are read, proved sentence by sentence, and answered for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.answer import Answer
from app.generation.codes import CodeReader
from app.generation.composition import Composition
from app.generation.drafts import Draft, DraftReader
from app.generation.events import Said, Tally
from app.generation.model import Chunk
from app.generation.prompt import Task
from app.generation.verify import Span, Verifier
from ingest.records import Passage

_MOST_CHARACTERS = 4000
_MOST_FAILED = 12


class WrongLanguage(Exception):
    """The model began in another language than it was asked to."""


@dataclass(frozen=True, slots=True)
class Attempted:
    """What an attempt came to: a composition, an abstention, or nothing that is proved."""

    composition: Composition | None
    tally: Tally
    declined: bool = False


class Attempt:
    """Hears one answer of the model to `task`."""

    def __init__(
        self, task: Task, composition: Composition, verifier: Verifier, extractive: Answer
    ) -> None:
        """Compose into `composition` what `verifier` proves; `extractive` steps in for the rest."""
        self._task = task
        self._composition = composition
        self._verifier = verifier
        self._extractive = extractive
        self._passages = {passage.id: passage for passage in task.passages}
        self._declined = False
        self._kept = self._replaced = self._dropped = 0
        self.tokens = (0, 0)

    def run(self, chunks: Iterator[Chunk]) -> Iterator[Said]:
        """Yield each sentence that may be shown; raises WrongLanguage before any is.

        Reading stops when a visitor has enough, or when the model goes on without end.
        """
        reader = DraftReader(CodeReader(self._task.codes))
        for chunk in chunks:
            self._count(chunk)
            yield from self._judged(reader.feed(chunk.text))
            if self._enough(reader):
                break
        else:
            yield from self._judged(reader.close())
        yield from self._completed()

    def result(self, earlier: tuple[int, int] = (0, 0)) -> Attempted:
        """Return what it came to; `earlier` are the tokens of an attempt before."""
        prompt, completion = self.tokens[0] + earlier[0], self.tokens[1] + earlier[1]
        tally = Tally(self._kept, self._replaced, self._dropped, prompt, completion)
        if self._kept:
            return Attempted(self._composition, tally)
        return Attempted(None, tally, declined=self._declined and self._composition.empty)

    def _enough(self, reader: DraftReader) -> bool:
        return (
            self._composition.full
            or reader.length > _MOST_CHARACTERS
            or self._dropped > _MOST_FAILED
        )

    def _count(self, chunk: Chunk) -> None:
        prompt, completion = self.tokens
        self.tokens = (max(prompt, chunk.prompt_tokens), max(completion, chunk.completion_tokens))

    def _judged(self, drafts: Sequence[Draft]) -> Iterator[Said]:
        for draft in drafts:
            said = self._judge(draft)
            if said is not None:
                yield said

    def _judge(self, draft: Draft) -> Said | None:
        if len(self._task.passages) in draft.cited:  # the sentinel's place is after the passages
            self._declined = True
            return None
        if not draft.says_something or self._composition.full:
            return None
        if not self._verifier.speaks(draft.text) and not self._kept and self._composition.empty:
            raise WrongLanguage
        if not self._verifier.reads(draft.text):
            self._dropped += 1
            return None
        cited = self._cited(draft)
        spans = self._verifier.prove(draft.text, cited or self._task.passages)
        if spans and self._bears_on_question(draft.text, spans):
            said = self._composition.add(draft.text, spans)
            self._kept += said is not None
            return said
        return self._stand_in(draft, cited)

    def _cited(self, draft: Draft) -> list[Passage]:
        passages = self._task.passages
        return [passages[position] for position in draft.cited if position < len(passages)]

    def _bears_on_question(self, sentence: str, spans: Sequence[Span]) -> bool:
        answering = {citation.passage_id for citation in self._extractive.citations}
        if any(span.passage.id in answering for span in spans):
            return True
        return self._verifier.shares(self._task.question, sentence)

    def _stand_in(self, draft: Draft, cited: Sequence[Passage]) -> Said | None:
        """Say the verbatim sentence that answers instead of one without proof, if there is one."""
        for span in self._verbatim(draft, cited):
            said = self._composition.add(span.text, (span,))
            if said is not None:
                self._replaced += 1
                return said
        self._dropped += 1
        return None

    def _verbatim(self, draft: Draft, cited: Sequence[Passage]) -> Iterator[Span]:
        ids = {passage.id for passage in cited}
        yield from (span for span in self._answering() if span.passage.id in ids)
        near = self._verifier.nearest(draft.text, cited)
        if near and self._verifier.shares(self._task.question, near.text):
            yield near

    def _answering(self) -> Iterator[Span]:
        """Yield the quotes of the extractive answer."""
        for citation in self._extractive.citations:
            passage = self._passages.get(citation.passage_id)
            if passage and citation.end <= len(passage.text):
                yield Span(passage, citation.start, citation.end)

    def _completed(self) -> Iterator[Said]:
        """Add the quote that answers where nothing that was kept comes from its passage."""
        first = next(self._answering(), None)
        ids = {citation.passage_id for citation in self._composition.citations}
        if not self._kept or first is None or first.passage.id in ids:
            return
        said = self._composition.add(first.text, (first,))
        if said is not None:
            self._replaced += 1
            yield said
