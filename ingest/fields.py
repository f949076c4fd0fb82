"""The lexical fields of one language: passages, their surface, sentences, known questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.compact import Compact
from ingest.encoder import Encoder
from ingest.english import is_english
from ingest.glossary import Glossary
from ingest.lexical import Field
from ingest.readings import readings
from ingest.records import KnownQuestion, Passage
from ingest.scripts import tokens
from ingest.sentences import sentences
from ingest.termlists import TermLists, numbered
from ingest.terms import entity_term, grams, terms
from ingest.texts import Texts
from ingest.token import fold
from ingest.zipped import read_json, write_json

Rows = NDArray[np.signedinteger]
UNANSWERED = -1
"""As the passage of a known question: no source answers it."""

EDITOR = 1
"""The hand whose questions are fit to be shown; the others wrote as visitors type."""

_FIELDS = ("words", "grams", "sentences", "questions")
_LISTS = ("passage_terms", "sentence_terms", "question_terms")
_ARRAYS = ("sentence_rows", "question_rows", "question_edited")
_VECTORS = "question_vectors"


@dataclass(frozen=True, slots=True)
class Fields:
    """What the words of one language are looked up in.

    `words` and `grams` have a row for each passage; `sentences` has a row for each sentence,
    `sentence_rows` (n, 3) its passage's row, start and end. `questions` has a row for each known
    question, `question_rows` (m, 2) its passage's row and its sentence's row, −1 where no single
    sentence answers, and no passage either where no source does, `question_edited` (m,) whether
    the editor wrote it, `question_texts` its words and `question_vectors` its vector;
    `question_words` are the folded words of them all that are spelt right.
    `passage_terms`, `sentence_terms` and `question_terms` list the terms of each row of
    `words`, `sentences` and `questions`; `numbered(words, questions)` names their numbers.
    `coverable` maps a term of the known questions to the share of them whose passage holds it.
    `readings` maps the hiragana of a word to its writing; it is empty but for Japanese.
    """

    words: Field
    grams: Field
    sentences: Field
    questions: Field
    passage_terms: TermLists
    sentence_terms: TermLists
    question_terms: TermLists
    sentence_rows: Rows
    question_rows: Rows
    question_edited: NDArray[np.bool_]
    question_vectors: Compact
    question_texts: Sequence[str]
    question_words: Sequence[str]
    coverable: Mapping[str, float]
    readings: Mapping[str, str]

    def save(self, folder: Path) -> None:
        """Write the fields into `folder`."""
        for name in _FIELDS:
            getattr(self, name).save(folder / name)
        for name in _LISTS:
            getattr(self, name).save(folder / name)
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name))
        self.question_vectors.save(folder / _VECTORS)
        write_json(folder / "readings.json.gz", dict(sorted(self.readings.items())))
        write_json(folder / "question_texts.json.gz", list(self.question_texts))
        write_json(folder / "question_words.json.gz", list(self.question_words))
        write_json(folder / "coverable.json.gz", dict(sorted(self.coverable.items())))

    def told(self, term: str) -> Rows:
        """Return the sentences that hold `term` or are known to answer a question that does.

        A question that no single sentence answers tells of every sentence of its passage.
        """
        asked = self.question_rows[self.questions.rows(term)]
        alone, whole = asked[:, 1], asked[(asked[:, 1] < 0) & (asked[:, 0] >= 0), 0]
        inside = np.zeros(self.words.size, bool)
        inside[whole] = True
        of_whole = np.flatnonzero(inside[self.sentence_rows[:, 0]])
        return np.concatenate([self.sentences.rows(term), alone[alone >= 0], of_whole])

    @classmethod
    def load(cls, folder: Path, *, mapped: bool = False) -> Fields:
        """Open what `save` wrote; where `mapped`, arrays stay on disk until they are touched."""
        words, grams_, sentences_, questions = (
            Field.load(folder / name, mapped=mapped) for name in _FIELDS
        )
        of_passages, of_sentences, of_questions = (
            TermLists.load(folder / name, mapped=mapped) for name in _LISTS
        )
        sentence_rows, question_rows, question_edited = (
            # Taking a row of what `numpy.memmap` gives costs ten times what it costs here.
            np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r" if mapped else None))
            for name in _ARRAYS
        )
        return cls(
            words=words,
            grams=grams_,
            sentences=sentences_,
            questions=questions,
            passage_terms=of_passages,
            sentence_terms=of_sentences,
            question_terms=of_questions,
            sentence_rows=sentence_rows,
            question_rows=question_rows,
            question_edited=question_edited,
            question_vectors=Compact.load(folder / _VECTORS),
            question_texts=Texts(read_json(folder / "question_texts.json.gz")),
            question_words=Texts(read_json(folder / "question_words.json.gz")),
            coverable=read_json(folder / "coverable.json.gz"),
            readings=read_json(folder / "readings.json.gz"),
        )


def build_fields(
    passages: Sequence[Passage],
    questions: Sequence[KnownQuestion],
    glossary: Glossary,
    encoder: Encoder,
) -> Fields:
    """Return the fields over `passages`, all of one language, in their order.

    Questions whose passage is not among them are left out.
    """
    language = passages[0].language

    def values(text: str) -> list[str]:
        return [term.value for term in terms(text, language, glossary)]

    words, surface, sentence_terms, sentence_rows = [], [], [], []
    for row, passage in enumerate(passages):
        heading = values(passage.heading) if passage.heading else []
        heading += [entity_term(entity) for entity in passage.entities]
        parts = [
            (start, end, values(passage.text[start:end])) for start, end in sentences(passage.text)
        ]
        words.append(heading + [term for _, _, found in parts for term in found])
        surface.append(grams(passage.text, language))
        for start, end, found in parts:
            sentence_terms.append(found)
            sentence_rows.append((row, start, end))
    known = _question_rows(passages, questions, sentence_rows)
    texts = [question.question for question, _, _ in known]
    known_terms = [values(text) for text in texts]
    by_passage = Field.build(words, k1=1.2, b=0.75)
    by_question = Field.build(known_terms, k1=0.9, b=0.4, half=True)
    numbers = {term: number for number, term in enumerate(numbered(by_passage, by_question))}
    return Fields(
        by_passage,
        Field.build(surface, k1=1.2, b=0.75),
        Field.build(sentence_terms, k1=1.2, b=0.5),
        by_question,
        TermLists.build(words, numbers),
        TermLists.build(sentence_terms, numbers),
        TermLists.build(known_terms, numbers),
        np.array(sentence_rows, dtype=np.int32).reshape(-1, 3),
        np.array([rows for _, *rows in known], dtype=_least(len(sentence_rows))).reshape(-1, 2),
        np.array([question.hand == EDITOR for question, _, _ in known], dtype=bool),
        Compact.build(encoder.queries(texts)),
        texts,
        _right_words(texts, language),
        _coverable([row for _, row, _ in known], known_terms, words),
        readings([p.text for p in passages], texts, glossary) if language == "ja" else {},
    )


def _least(rows: int) -> type[np.signedinteger]:
    """Return the integers that number so many `rows` in the fewest bytes."""
    return np.int16 if rows <= np.iinfo(np.int16).max else np.int32


def _question_rows(
    passages: Sequence[Passage],
    questions: Sequence[KnownQuestion],
    sentence_rows: Sequence[tuple[int, int, int]],
) -> list[tuple[KnownQuestion, int, int]]:
    by_aligned = {passage.aligned_id: row for row, passage in enumerate(passages)}
    first: dict[int, int] = {}
    count: dict[int, int] = {}
    for sentence, (row, _, _) in enumerate(sentence_rows):
        first.setdefault(row, sentence)
        count[row] = count.get(row, 0) + 1
    found = []
    for question in questions:
        row = by_aligned.get(question.passage, -1)
        if row >= 0 and question.sentence == UNANSWERED:
            found.append((question, -1, UNANSWERED))
        elif row >= 0:
            known = 0 < question.sentence <= count[row]
            found.append((question, row, first[row] + question.sentence - 1 if known else -1))
    return found


def _coverable(
    rows: Sequence[int], question_terms: Sequence[Sequence[str]], words: Sequence[Sequence[str]]
) -> dict[str, float]:
    """Return for each term how likely a passage that answers holds it: (c + 1) / (n + 2).

    Words that frame a question («означает», "could", 「教えて」) come out low without any list.
    """
    held = [set(terms) for terms in words]
    asked: Counter[str] = Counter()
    covered: Counter[str] = Counter()
    for row, terms_of_question in zip(rows, question_terms, strict=True):
        if row < 0:
            continue
        for term in set(terms_of_question):
            asked[term] += 1
            covered[term] += term in held[row]
    return {term: round((covered[term] + 1) / (n + 2), 4) for term, n in asked.items()}


def _right_words(texts: Sequence[str], language: str) -> list[str]:
    """Return the words of `texts` that a dictionary has, folded; none for Japanese."""
    if language == "ja":
        return []
    words = {
        fold(token.text): token.known
        for text in texts
        for token in tokens(text, language)
        if token.content
    }
    return sorted(
        word for word, known in words.items() if (is_english(word) if language == "en" else known)
    )
