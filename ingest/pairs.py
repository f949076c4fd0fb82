"""Texts that should lie near each other: what the default encoder learns from."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.fields import UNANSWERED
from ingest.records import Corpus, KnownQuestion, Passage
from ingest.sentences import sentences

Pair = tuple[str, str]


def pairs(corpus: Corpus) -> list[Pair]:
    """Return texts that should lie near each other: question and passage, twins, names.

    A question is paired with its answering sentence in its own language and with the whole
    passage in each of the others, so that a question finds what another language says.
    """
    twins: dict[str, dict[str, Passage]] = {}
    for passage in corpus.passages():
        twins.setdefault(passage.aligned_id, {})[passage.language] = passage
    found: list[Pair] = []
    answered = [question for question in corpus.questions if question.sentence != UNANSWERED]
    for question in answered:
        for language, passage in twins.get(question.passage, {}).items():
            if language == question.language:
                found.append((question.question, _answer(passage, question.sentence)))
            found.append((question.question, f"{passage.heading} {passage.text}"))
    found += _same_answer(answered)
    for group in twins.values():
        found += _aligned(list(group.values()))
    for entry in corpus.glossary:
        names = [name for t in entry.terms.values() for name in t.names]
        found += [(name, entry.terms[code].label) for name in names for code in entry.terms]
    return [(a, b) for a, b in found if a != b]


def _same_answer(questions: Sequence[KnownQuestion]) -> list[Pair]:
    """Return each question with the next one that the same sentence answers, in any language."""
    groups: dict[tuple[str, int], list[str]] = {}
    for question in questions:
        groups.setdefault((question.passage, question.sentence), []).append(question.question)
    found: list[Pair] = []
    for texts in groups.values():
        half = len(texts) // 2
        found += zip(texts, texts[1:] + texts[:1], strict=True)
        found += zip(texts, texts[half:] + texts[:half], strict=True)
    return found


def _answer(passage: Passage, number: int) -> str:
    ranges = sentences(passage.text)
    if not 1 <= number <= len(ranges):
        return passage.text
    start, end = ranges[number - 1]
    return passage.text[start:end]


def _aligned(group: Sequence[Passage]) -> list[Pair]:
    found = [(passage.heading, passage.text) for passage in group if passage.heading]
    for one in group:
        for other in group:
            if one.language >= other.language:
                continue
            found.append((one.text, other.text))
            found.append((one.heading, other.heading))
            left, right = sentences(one.text), sentences(other.text)
            if len(left) == len(right):
                found += [
                    (one.text[a:b], other.text[c:d])
                    for (a, b), (c, d) in zip(left, right, strict=True)
                ]
    return found
