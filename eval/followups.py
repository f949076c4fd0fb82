"""Known questions as follow-ups: what each names stands only in the question before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from zlib import crc32

from ingest.glossary import Glossary, Mention
from ingest.records import KnownQuestion
from ingest.scripts import tokens

PRONOUNS = {"ru": "это", "en": "it", "ja": "それ"}
SHARE = 4
"""One question in so many is asked again as a follow-up; more teach no more (NOTES.md)."""


def follow_ups(
    questions: Sequence[KnownQuestion], glossary: Glossary
) -> Iterator[tuple[KnownQuestion, str]]:
    """Yield questions without the first entry that they name, each after another one that names it.

    «Когда умер Ёсидзава?» becomes «Когда умер это?» after «Кто такой Ёсидзава?»: what is read is
    words, not grammar.
    """
    named = [(question, _first(question, glossary)) for question in questions]
    naming: dict[tuple[str, str], list[str]] = defaultdict(list)
    for question, mention in named:
        if mention:
            naming[question.language, mention.entry_id].append(question.question)
    for question, mention in named:
        key = crc32(question.question.encode())
        if mention is None or key % SHARE:
            continue
        others = naming[question.language, mention.entry_id]
        at = key // SHARE % len(others)
        before = others[at] if others[at] != question.question else others[at - 1]
        if before != question.question:
            yield _without(question, mention), before


def _first(question: KnownQuestion, glossary: Glossary) -> Mention | None:
    found = glossary.mentions(question.question, tokens(question.question, question.language))
    return found[0] if found else None


def _without(question: KnownQuestion, mention: Mention) -> KnownQuestion:
    text = question.question
    pronoun = PRONOUNS[question.language]
    return replace(question, question=text[: mention.start] + pronoun + text[mention.end :])
