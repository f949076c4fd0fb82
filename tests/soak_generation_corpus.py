"""The exhibit's own sentences, turned: two names swapped, two dates, two numbers, a "not" lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from app.generation.elements import Statement
from app.generation.operators import places_of
from app.generation.verify import Verifier
from ingest.index import Index
from ingest.records import Passage
from ingest.sentences import sentences

_KINDS = ("person", "place", "date", "figure")
_MOST_A_SENTENCE = 12
# "The USSR and Japan alike" may be swapped.
_LET_THROUGH = 2


def turned(statement: Statement) -> Iterator[tuple[str, str]]:
    """Yield sentences that say something else than `statement`, each with what was done to it."""
    text = statement.text
    for kind in _KINDS:
        for one, other in combinations(statement.of(kind), 2):
            if one.keys != other.keys and one.end <= other.start:
                a, b = text[one.start : one.end], text[other.start : other.end]
                yield (
                    kind,
                    text[: one.start] + b + text[one.end : other.start] + a + text[other.end :],
                )
    for kind, (start, end) in places_of(statement):
        if kind not in ("condition", "exception", "quantity"):
            yield kind, " ".join((text[:start] + text[end:]).split(" "))


def test_of_the_exhibits_own_sentences_turned_hardly_one_is_proved(project_index: Path) -> None:
    index = Index(project_index)
    verifiers = {code: Verifier(index.glossary, code) for code in index.languages}
    tried, proved = Counter[str](), []
    for passage in index.passages:
        verifier = verifiers[passage.language]
        for start, end in sentences(passage.text):
            text = passage.text[start:end]
            alone = _alone(passage, text)
            statement = verifier.statement(text)
            if statement.text != text:
                continue
            for kind, lie in list(turned(statement))[:_MOST_A_SENTENCE]:
                tried[kind] += 1
                if lie != text and verifier.prove(lie, [alone]):
                    proved.append((passage.id, kind, lie))
    assert min(tried[kind] for kind in _KINDS) > 50
    assert len(proved) <= _LET_THROUGH, (tried, proved)


def _alone(passage: Passage, text: str) -> Passage:
    return Passage(
        passage.id, passage.source_id, passage.source_title, passage.language, passage.kind,
        passage.heading, text, 0, len(text), 1, passage.aligned_id,
    )  # fmt: skip
