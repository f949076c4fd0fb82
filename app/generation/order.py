"""Whether names, dates and numbers stand in the order of the words that prove them.

Every word of «СССР получил концессии от Японии» stands in a passage that says the opposite.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from app.generation.facts import Facts
from ingest.glossary import Glossary

_ACTING = ("person", "organisation", "place")
_PERSON = "person"
Anchor = tuple[int, str]
"""Place and name: an entry's id, or the term of a date."""


def in_order(said: Facts, ground: Facts, glossary: Glossary) -> bool:
    """Tell whether who acts comes in the ground's order.

    Where the ground has several dates, dates count too, and no person may be left out between a
    name and a date: else a date could move to another event of the same sentence.
    """
    actors = _actors(said, glossary)
    if not _follows([name for _, name in actors], [name for _, name in _actors(ground, glossary)]):
        return False
    dated = _dated(ground)
    if len({term for _, term in dated}) < 2 or not _dated(said):
        return True
    mine = [name for _, name in sorted(actors + _dated(said))]
    theirs = [name for _, name in sorted(_actors(ground, glossary) + dated)]
    return _unbroken(mine, theirs, glossary)


def _actors(facts: Facts, glossary: Glossary) -> list[Anchor]:
    return [
        (mention.start, mention.entry_id)
        for mention in facts.mentions
        if glossary.entries[mention.entry_id].kind in _ACTING
    ]


def _dated(facts: Facts) -> list[Anchor]:
    return [(date.start, date.terms()[0]) for date in facts.dates if date.terms()]


def _follows(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Tell whether each pair of neighbours in `mine` occurs in this order in `theirs`.

    What is not in `theirs` at all is another check's business.
    """
    shared = [name for name in mine if name in theirs]
    for one, other in pairwise(shared):
        if one != other and theirs.index(one) > _last(theirs, other):
            return False
    return True


def _last(names: Sequence[str], name: str) -> int:
    return len(names) - 1 - list(reversed(names)).index(name)


def _unbroken(mine: Sequence[str], theirs: Sequence[str], glossary: Glossary) -> bool:
    """Tell whether `mine` runs through `theirs` from left to right without skipping a person."""
    starts = [place for place, name in enumerate(theirs) if mine and _same(name, mine[0])]
    return any(_runs(mine, theirs[start:], glossary) for start in starts)


def _runs(mine: Sequence[str], theirs: Sequence[str], glossary: Glossary) -> bool:
    wanted = list(mine)
    for name in theirs:
        if not wanted:
            return True
        if _same(name, wanted[0]):
            wanted.pop(0)
        elif name in glossary.entries and glossary.entries[name].kind == _PERSON:
            return False
    return not wanted


def _same(full: str, part: str) -> bool:
    """Tell whether two anchors agree; a date of `part` may leave out the day or the year."""
    partial = full.startswith(part) or full.endswith(f"-{part}")
    return full == part or (part[0].isdigit() and partial)
