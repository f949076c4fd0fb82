"""Finds the passages that a question is about: words and vectors, fused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from app.conversation import completed
from app.evidence import Embedded, Evidence, Found, best_rows
from app.known import KINDS, kinds_of
from app.message import read_message
from app.miswritten import miswritten_of
from app.question import Question, Reader
from app.reranker import Reranker
from app.scores import Array, best_by_row, lexical
from app.spelling import speller_of
from ingest.index import Index
from ingest.language import language_of
from ingest.vectors import Hit

# Weights of the fused score, chosen on the project's own development questions (NOTES.md).
WORDS, GRAMS, SENTENCE, QUESTION, DENSE, QUESTION_DENSE = 1.0, 0.3, 0.3, 0.8, 0.5, 0.8
_TWIN = 0.9
_NEAREST, _AT_ONCE = 64, 8
RERANKED = 20
"""So many passages a reranker reads; each takes a large one a tenth of a second."""


class Retriever:
    """Reads an index; safe to use from several threads."""

    def __init__(self, index: Index, reranker: Reranker | None = None) -> None:
        """Keep the index, and what puts the best passages into a better order, if anything."""
        self.index = index
        self._reranker = reranker
        # Chroma works outside of Python's lock, so the words are looked up meanwhile.
        self._ahead = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="nearest")
        self._reader = lru_cache(maxsize=None)(self._make_reader)
        self._kinds = lru_cache(maxsize=None)(self._known_kinds)
        self._rows = lru_cache(maxsize=None)(index.passages.rows)
        self._twins = lru_cache(maxsize=None)(self._twin_rows)

    def read(self, text: str, language: str | None = None, *, first: bool = True) -> Question:
        """Return the question analysed by itself; `first` where none came before it."""
        spoken = language_of(text) or language or self.index.exhibit.default_language
        return read_message(text, self._reader(spoken), first=first)

    def completed(self, question: Question, history: Sequence[str]) -> Question | None:
        """Return `question` with what the earlier ones name; None where that is nothing."""
        return completed(question, history, self._reader, self.index.glossary)

    def embedded(self, question: Question) -> Embedded:
        """Return what the encoder says of `question`, in every language."""
        vector = self.index.encoder.queries([question.mended])[0]
        nearest = self._ahead.submit(self.index.vectors.nearest, vector, _NEAREST)
        cosines = {
            language: self.index.fields(language).question_vectors.cosines(vector)
            for language in self._read_in(question)
        }
        return Embedded(self.index.encoder.confidence(question.mended), nearest, cosines)

    def evidence(
        self, question: Question, language: str, embedded: Embedded | None = None
    ) -> Evidence:
        """Return the scores of every passage of `language`, which the index must have.

        `embedded` is what `embedded` returns for the question, where several languages share it.
        """
        embedded = embedded or self.embedded(question)
        fields = self.index.fields(language)
        scores = lexical(question, fields, language)
        confidence = embedded.confidence
        cosines = embedded.cosines.get(language, np.zeros(fields.questions.size, np.float32))
        question_dense = self._question_dense(embedded.cosines, language, scores.words.size)
        sentence_dense = best_by_row(cosines, fields.question_rows[:, 1], scores.sentences.size)
        same_kind = self._same_kind(question, language, scores.sentences.size)
        # Last, as Chroma is at work meanwhile.
        dense, dense_sentences = self._dense(embedded.nearest.result(), language, scores.words.size)
        fused = WORDS * scores.words + GRAMS * scores.grams + SENTENCE * scores.best_sentence
        fused = fused + QUESTION * scores.best_question
        fused = fused + confidence * (DENSE * dense + QUESTION_DENSE * question_dense)
        if self._reranker:
            fused = self._reranked(question, language, fused, self._reranker)
        return Evidence(
            language,
            fields,
            scores,
            fused,
            dense,
            dense_sentences,
            cosines,
            question_dense,
            sentence_dense,
            same_kind,
            confidence,
        )

    def search(
        self, question: Question, k: int, languages: Sequence[str] | None = None
    ) -> list[Found]:
        """Return the best `k` passages of `languages`, best first; all languages when None."""
        found = self.search_each(question, k, languages or self.index.languages)
        return _best([one for rows in found.values() for one in rows], k)

    def search_each(
        self, question: Question, k: int, languages: Sequence[str]
    ) -> dict[str, list[Found]]:
        """Return the best `k` passages of each of `languages` that the index has, best first.

        A passage in another language than the question's also earns what its twin earns.
        """
        own = question.language if question.language in self.index.languages else None
        embedded = self.embedded(question)
        base = self.evidence(question, own, embedded) if own else None
        found: dict[str, list[Found]] = {}
        for language in self.index.languages:
            if language not in languages:
                continue
            if base is not None and language == own:
                scores = base.fused
            else:
                scores = self.evidence(question, language, embedded).fused
                if base is not None:
                    twins = self._from_twins(base, language)
                    # What the question's own language says of a passage outweighs bare names.
                    scores = np.where(twins > 0, _TWIN * twins + (1 - _TWIN) * scores, scores)
            found[language] = _best(self._top(scores, language, k), k)
        return found

    def _reranked(
        self, question: Question, language: str, fused: Array, reranker: Reranker
    ) -> Array:
        """Return `fused` with the best few values given out anew, in the order of `reranker`.

        The values stay what they are, so what was learned from them still holds.
        """
        rows = best_rows(fused, RERANKED)
        passages = self.index.passages.at(language, rows.tolist())
        texts = [f"{passage.heading}\n{passage.text}".strip() for passage in passages]
        order = np.argsort(-reranker.scores(question.mended, texts), kind="stable")
        again = fused.copy()
        again[rows[order]] = fused[rows]
        return again

    def _top(self, scores: Array, language: str, k: int) -> list[Found]:
        best = best_rows(scores, k)
        passages = self.index.passages.at(language, best.tolist())
        return [
            Found(p.id, p.source_id, language, float(scores[row]))
            for p, row in zip(passages, best, strict=True)
        ]

    def _from_twins(self, base: Evidence, language: str) -> Array:
        rows = self._twins(language, base.language)
        found = np.asarray(base.fused[rows], dtype=np.float32)
        found[rows < 0] = 0
        return found

    def _question_dense(self, cosines: Mapping[str, Array], language: str, size: int) -> Array:
        best = np.zeros(size, dtype=np.float32)
        for other, known in cosines.items():
            if not known.size:
                continue
            fields = self.index.fields(other)
            theirs = best_by_row(known, fields.question_rows[:, 0], fields.words.size)
            if other != language:
                theirs = best_by_row(theirs, self._twins(other, language), size)
            best = np.maximum(best, theirs)
        return best

    def _twin_rows(self, language: str, other: str) -> NDArray[np.int32]:
        """Return for each row of `language` the row of its twin in `other`, −1 for none."""
        rows = self._rows(other)
        return np.array([rows.get(one, -1) for one in self._rows(language)], dtype=np.int32)

    def _same_kind(self, question: Question, language: str, size: int) -> Array:
        if question.asked in ("what", "yesno"):
            return np.full(size, 0.5, dtype=np.float32)
        same = np.zeros(size, dtype=np.float32)
        rows = self.index.fields(language).question_rows[:, 1]
        kinds = self._kinds(language)
        same[rows[(kinds == KINDS.index(question.asked)) & (rows >= 0)]] = 1.0
        return same

    def _known_kinds(self, language: str) -> NDArray[np.int8]:
        return kinds_of(self.index.fields(language).question_texts, language)

    def _dense(
        self, nearest: Sequence[Hit], language: str, size: int
    ) -> tuple[Array, dict[tuple[int, int], float]]:
        rows = self._rows(language)
        passages = np.zeros(size, dtype=np.float32)
        sentences: dict[tuple[int, int], float] = {}
        for hit in nearest:
            row = rows.get(hit.aligned_id)
            if row is None:
                continue
            passages[row] = max(passages[row], hit.cosine)
            if hit.language == language:
                sentences[row, hit.start] = max(sentences.get((row, hit.start), 0.0), hit.cosine)
        return passages, sentences

    def _read_in(self, question: Question) -> Sequence[str]:
        """Return the languages whose known questions are held against `question`."""
        languages = self.index.languages
        return [question.language] if question.language in languages else languages

    def _make_reader(self, language: str) -> Reader:
        fields = self.index.fields(language) if language in self.index.languages else None
        return Reader(
            language,
            self.index.glossary,
            fields,
            lru_cache(maxsize=1)(lambda: speller_of(fields, language)),
            lru_cache(maxsize=1)(lambda: miswritten_of(fields, self.index.glossary)),
            self.index.exhibit.main_entry,
        )


def _best(found: Sequence[Found], k: int) -> list[Found]:
    return sorted(found, key=lambda one: (-one.score, one.passage_id))[:k]
