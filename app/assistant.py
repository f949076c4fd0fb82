"""The answering core: a request in, an answer out. Every face asks here."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from threading import Lock

from app.answer import Answer, Citation, Note
from app.candidate import Candidate
from app.coverage import Shares
from app.evidence import Found
from app.extractive import Ranking, choose, rank
from app.features import Featurer
from app.focus import focus
from app.followup import followup_features
from app.instructions import is_instruction
from app.model import Model, load_model
from app.phrases import GENERAL, abstention, talk
from app.question import Question
from app.references import reference_lines
from app.request import Request
from app.reranker import SETTING, Reranker, open_reranker
from app.retriever import Retriever
from app.smalltalk import small_talk
from app.suggestions import Suggestions
from app.understood import Understood
from ingest.index import Index
from ingest.language import has_foreign_letters, language_of
from ingest.records import Passage
from ingest.sentences import sentences
from ingest.server import Place


class Assistant:
    """Answers from one index; holds nothing of any visitor."""

    def __init__(self, index: Index, reranker: Reranker | None = None) -> None:
        """Keep the index; its parts are opened when the first question needs them."""
        self.index = index
        self.retriever = Retriever(index, reranker)
        self.suggestions = Suggestions(index)
        self._made = lru_cache(maxsize=None)(partial(Featurer, index))
        self._making = Lock()

    @cached_property
    def _model(self) -> Model:
        return load_model()

    def ask(self, request: Request) -> Answer:
        """Return the answer to `request`: quotes with citations, small talk, or an abstention."""
        return self.consult(request)[0]

    def consult(self, request: Request) -> tuple[Answer, Understood | None]:
        """Return the answer to `request`, and how it was understood; None for small talk."""
        began = time.perf_counter()
        answer, meant = self._answer(request)
        return replace(answer, elapsed_ms=round((time.perf_counter() - began) * 1000, 3)), meant

    def search(self, query: str, k: int, languages: Sequence[str] | None = None) -> list[Found]:
        """Return the best `k` passages for `query`, best first."""
        return self.retriever.search(self.retriever.read(query), k, languages)

    def search_each(self, query: str, k: int, languages: Sequence[str]) -> dict[str, list[Found]]:
        """Return the best `k` passages of each language for `query`, best first."""
        return self.retriever.search_each(self.retriever.read(query), k, languages)

    def passages(self, meant: Understood, language: str, k: int = 6) -> list[Passage]:
        """Return up to `k` passages that may answer what was `meant`, best first.

        They are in `language` where they have a twin in it.
        """
        return [
            self.index.passages.twins(passage.aligned_id).get(language, passage)
            for passage in meant.passages()[:k]
        ]

    def understood(self, request: Request) -> Understood:
        """Return the question of `request` as it is meant, and the sentences that may answer it.

        One that stands after others is ranked twice, alone and completed from them: which reading
        is answered better helps to tell a follow-up from a new topic.
        """
        spoken = self._spoken(request)
        before = [text for text in request.history if not self._is_talk(text, spoken)]
        alone = self.retriever.read(request.question, spoken, first=not before)
        completed = self.retriever.completed(alone, before)
        if completed is None:
            alone = self.retriever.read(request.question, spoken) if before else alone
            return Understood(alone, self.rank(alone))
        ranked, other = self.rank(alone), self.rank(completed)
        told = followup_features(alone, ranked, other)
        if self._model.followup.goes_on(told):
            return Understood(completed, other)
        return Understood(alone, ranked)

    def rank(self, question: Question) -> Ranking:
        """Return the sentences that may answer `question`, best first."""
        return rank(question, self.candidates(question), self._model)

    def candidates(self, question: Question) -> list[Candidate]:
        """Return the sentences that may answer `question`, with what speaks for each."""
        known = self.index.languages
        languages = [question.language] if question.language in known else known
        embedded = self.retriever.embedded(question)  # Chroma searches on; evidence waits for it
        shares = {code: Shares.of(question, self.index.fields(code)) for code in languages}
        found = (self.retriever.evidence(question, code, embedded) for code in languages)
        best = max(found, key=lambda one: float(one.fused.max(initial=0.0)))
        return self._featurer(best.language).candidates(question, best, shares[best.language])

    def _featurer(self, language: str) -> Featurer:
        with self._making:  # or two first visitors would make two, of megabytes
            return self._made(language)

    def cite(
        self, marker: int, passage: Passage, place: tuple[int, int], question: Question
    ) -> Citation:
        """Return the citation of the words of `passage` at `place` for an answer to `question`."""
        start, end = place
        quote = passage.text[start:end]
        asked = replace(question, language=passage.language)
        return Citation(
            marker,
            passage.id,
            passage.source_id,
            passage.source_title,
            passage.language,
            passage.kind,
            passage.heading,
            quote,
            start,
            end,
            focus(asked, quote, self.index.glossary),
            passage.original_passage_id,
            reference_lines(self.index, passage, start=start, end=end),
        )

    def notes(self, citations: Sequence[Citation], language: str) -> tuple[Note, ...]:
        """Return what `citations` leave unsaid: disagreements, general knowledge."""
        found: dict[str, Note] = {}
        for citation in citations:
            passage = self.index.passages.get(citation.passage_id)
            if passage is None:
                continue
            if passage.general:
                found.setdefault("", Note(GENERAL[passage.language], None))
            for aligned_id in passage.disagreements:
                twin = self.index.passages.twins(aligned_id).get(language)
                if twin and twin.id not in {c.passage_id for c in citations}:
                    start, end = sentences(twin.text)[0]
                    found.setdefault(twin.id, Note(twin.text[start:end], twin.id))
        return tuple(found.values())

    def _answer(self, request: Request) -> tuple[Answer, Understood | None]:
        exhibit = self.index.exhibit
        spoken = self._spoken(request)
        language = self._answer_language(request.language or spoken)
        foreign = has_foreign_letters(request.question)
        said = None if foreign else small_talk(request.question, spoken)
        if said:
            reply = talk(said, language, exhibit)
            return self._plain(request, language, "smalltalk", reply), None
        meant = self.understood(request)
        told_to = is_instruction(request.question, spoken) and meant.ranking.answerable < 1
        if foreign or told_to or not meant.ranking.answers:
            return self._abstain(request, meant, language), meant
        return self._quote(request, meant, language), meant

    def _spoken(self, request: Request) -> str:
        default = request.screen_language or self.index.exhibit.default_language
        return language_of(request.question) or default

    @staticmethod
    def _is_talk(text: str, spoken: str) -> bool:
        return small_talk(text, language_of(text) or spoken) is not None

    def _answer_language(self, wanted: str) -> str:
        spoken = self.index.exhibit.languages
        return wanted if not spoken or wanted in spoken else self.index.exhibit.default_language

    def _quote(self, request: Request, meant: Understood, language: str) -> Answer:
        question = meant.question
        chosen = choose(question, meant.ranking, question.language)
        citations = tuple(
            self._citation(number, candidate, question, language)
            for number, candidate in enumerate(chosen, start=1)
        )
        return Answer(
            request.id,
            request.question,
            language,
            "answered",
            " ".join(f"{citation.quote} [{citation.marker}]" for citation in citations),
            citations,
            self.notes(citations, language),
            self.suggestions.after((request.question, *request.history), citations, language),
            confidence=round(meant.ranking.answerable, 4),
        )

    def _citation(
        self, marker: int, candidate: Candidate, question: Question, language: str
    ) -> Citation:
        passage, start, end = self._in_language(candidate, language)
        return self.cite(marker, passage, (start, end), question)

    def _in_language(self, candidate: Candidate, language: str) -> tuple[Passage, int, int]:
        """Return the aligned sentence of the passage's twin, or the candidate where none is."""
        own = candidate.passage
        if own.language == language:
            return own, candidate.start, candidate.end
        twin = self.index.passages.twins(own.aligned_id).get(language)
        if twin is None:
            return own, candidate.start, candidate.end
        position = [start for start, _ in sentences(own.text)].index(candidate.start)
        ranges = sentences(twin.text)
        start, end = ranges[min(position, len(ranges) - 1)]
        return twin, start, end

    def _abstain(self, request: Request, meant: Understood, language: str) -> Answer:
        entries = self.index.glossary.entries
        names = [
            entries[entity].terms[language].label
            for entity in dict.fromkeys(meant.question.entities)
            if language in entries[entity].terms
        ]
        foreign = has_foreign_letters(request.question)
        text = abstention(language, self.index.exhibit, names[:2], foreign=foreign)
        answer = self._plain(request, language, "abstained", text)
        return replace(answer, confidence=round(meant.ranking.answerable, 4))

    def _plain(self, request: Request, language: str, status: str, text: str) -> Answer:
        return Answer(
            request.id,
            request.question,
            language,
            status,  # type: ignore[arg-type]
            text,
            suggestions=self.suggestions.after((request.question, *request.history), (), language),
        )


def open_assistant(place: Place) -> Assistant:
    """Return an assistant over the index at `place`, with the reranker that NISSO_RERANKER names.

    IndexUnusable where the index does not fit, EncoderError where the reranker cannot be loaded.
    """
    return Assistant(Index(place), open_reranker(os.environ.get(SETTING, "")))
