"""The generative answerer: a model words the answer, every sentence is proved or does not appear.

It stands where the extractive assistant stands and asks it first: what that declines the model
is never asked, and whatever fails, its answer is served.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from random import Random, SystemRandom

from app.answer import Answer, Citation
from app.assistant import Assistant
from app.evidence import Found
from app.generation.attempt import Attempt, Attempted, WrongLanguage
from app.generation.breaker import Breaker
from app.generation.codes import draw_codes
from app.generation.composition import Composition
from app.generation.entailment import EntailmentJudge
from app.generation.events import Event, Finished, Replaced, Said, Tally, told
from app.generation.injection import calm
from app.generation.model import EndpointModel, LanguageModel, ModelFailed
from app.generation.prompt import Task
from app.generation.settings import Settings
from app.generation.verify import Judge, Span, Verifier
from app.phrases import abstention
from app.question import Question
from app.request import Request
from app.understood import Understood
from ingest.index import Index
from ingest.language import LANGUAGES
from ingest.records import Passage

_PASSAGES = 6
_log = logging.getLogger("nisso.generation")


class GenerativeAnswerer:
    """Answers like `Assistant`, in the model's words where they are proved; keeps no visitor."""

    def __init__(
        self,
        assistant: Assistant,
        model: LanguageModel,
        *,
        judge: Judge | None = None,
        breaker: Breaker | None = None,
        random: Random | None = None,
    ) -> None:
        """Ask `assistant` first, then `model`; `judge` has to agree with each sentence."""
        self._assistant = assistant
        self._model = model
        self._breaker = breaker or Breaker()
        self._random = random or SystemRandom()
        glossary = assistant.index.glossary
        self._verifiers = {code: Verifier(glossary, code, judge) for code in LANGUAGES}

    @property
    def extractive(self) -> Assistant:
        """The assistant that is asked first and whose answer is served when the model's is not."""
        return self._assistant

    @property
    def index(self) -> Index:
        """The index that both answerers read."""
        return self._assistant.index

    def search_each(self, query: str, k: int, languages: Sequence[str]) -> dict[str, list[Found]]:
        """Return the best `k` passages of each language for `query`, best first."""
        return self._assistant.search_each(query, k, languages)

    def ask(self, request: Request) -> Answer:
        """Return the whole answer to `request`."""
        return self.finish(request).answer

    def finish(self, request: Request) -> Finished:
        """Return the whole answer to `request` and how it came about."""
        finished = [event for event in self.stream(request) if isinstance(event, Finished)]
        return finished[-1]

    def stream(self, request: Request) -> Iterator[Event]:
        """Yield the answer as it is proved; the last event is Finished, and its answer counts."""
        clock = _Clock()
        for event in self._events(request):
            if isinstance(event, Said):
                clock.spoke()
            yield clock.timed(event) if isinstance(event, Finished) else event

    def _events(self, request: Request) -> Iterator[Event]:
        extractive, meant = self._assistant.consult(request)
        passages = self._passages(extractive, meant)
        if meant is None or not passages:
            yield from told(extractive)
        elif not self._breaker.admits():
            yield from told(extractive, Tally(failure="resting"))
        else:
            task = self._task(extractive, passages)
            yield from self._generated(task, meant.question, extractive)

    def _passages(self, extractive: Answer, meant: Understood | None) -> list[Passage]:
        """Return what the model may read; nothing where the sources do not answer."""
        if meant is None or extractive.status != "answered":
            return []
        cited = [self.index.passages.get(c.passage_id) for c in extractive.citations]
        language = extractive.language
        ranked = self._assistant.passages(meant, language, _PASSAGES)
        found = dict.fromkeys(p for p in (*cited, *ranked) if p and p.language == language)
        return calm(list(found)[:_PASSAGES])

    def _generated(self, task: Task, question: Question, extractive: Answer) -> Iterator[Event]:
        begun = False
        try:
            for step in self._attempts(task, question, extractive):
                if isinstance(step, Said):
                    begun = True
                    yield step
                else:
                    self._breaker.succeeded()
                    yield from self._end(step, extractive, begun=begun)
        except ModelFailed as error:
            self._breaker.failed()
            yield from _fall_back(extractive, Tally(failure=str(error)), begun=begun)
        except Exception as error:  # the visitor has an answer already
            _log.exception("a generated answer failed")
            yield from _fall_back(extractive, Tally(failure=type(error).__name__), begun=begun)

    def _attempts(
        self, task: Task, question: Question, extractive: Answer
    ) -> Iterator[Said | Attempted]:
        """Yield what one attempt says, or a second one where the first spoke another language."""
        tokens = (0, 0)
        for again in (False, True):
            attempt = Attempt(
                task,
                Composition(partial(self._cite, question)),
                self._verifiers[extractive.language],
                extractive,
            )
            try:
                yield from attempt.run(self._model.stream(task.messages(again=again)))
            except WrongLanguage:
                tokens = (tokens[0] + attempt.tokens[0], tokens[1] + attempt.tokens[1])
                continue
            yield attempt.result(tokens)
            return
        yield Attempted(None, Tally(0, 0, 0, *tokens, failure="wrong language"))

    def _task(self, extractive: Answer, passages: Sequence[Passage]) -> Task:
        taken = extractive.question + "".join(p.heading + p.text for p in passages)
        codes = draw_codes(len(passages) + 1, taken, self._random)
        return Task(extractive.question, extractive.language, passages, codes)

    def _cite(self, question: Question, marker: int, span: Span) -> Citation:
        passage = self.index.passages.get(span.passage.id) or span.passage
        return self._assistant.cite(marker, passage, (span.start, span.end), question)

    def _end(self, step: Attempted, extractive: Answer, *, begun: bool) -> Iterator[Event]:
        if step.declined:
            text = abstention(extractive.language, self.index.exhibit, (), foreign=False)
            declined = replace(extractive, status="abstained", text=text, citations=(), notes=())
            declined = replace(declined, answerer="generated")
            yield Said(text, (), "generated")
            yield Finished(declined, step.tally)
        elif step.composition is None:
            yield from _fall_back(extractive, step.tally, begun=begun)
        else:
            answer = step.composition.answer(extractive)
            notes = self._assistant.notes(answer.citations, answer.language)
            yield Finished(replace(answer, notes=notes), step.tally)


def open_answerer(assistant: Assistant, settings: Settings) -> GenerativeAnswerer:
    """Return the answerer that asks the endpoint of `settings`; nothing is asked yet."""
    judge = EntailmentJudge(settings.entailment) if settings.entailment else None
    return GenerativeAnswerer(assistant, EndpointModel(settings), judge=judge)


class _Clock:
    """Milliseconds since the question came."""

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self._first: float | None = None

    def spoke(self) -> None:
        """Note the first sentence."""
        self._first = self._now() if self._first is None else self._first

    def timed(self, event: Finished) -> Finished:
        """Return the end with its times."""
        answer = replace(event.answer, elapsed_ms=self._now())
        return Finished(answer, replace(event.tally, first_ms=self._first))

    def _now(self) -> float:
        return round((time.perf_counter() - self._began) * 1000, 3)


def _fall_back(extractive: Answer, tally: Tally, *, begun: bool) -> Iterator[Event]:
    if begun:
        yield Replaced(extractive)
        yield Finished(extractive, tally)
    else:
        yield from told(extractive, tally)
