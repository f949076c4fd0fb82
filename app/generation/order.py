"""Whether names, dates and numbers stand to the words as they do in the proof.

Every word of «СССР получил концессии от Японии» stands in a passage that says the opposite, and
every word of "coal for 45 years" in "oil for 45 years, coal for 25".
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from app.generation.elements import ACTING, Element, Statement
from app.generation.roles import role_of

_SIDED = ("date", "figure")
_WHERE = ("in", "в", "で")
_CORE = ("", "が", "を", "by")
"""Marks of who acts and is acted on; a name with another one stands for a circumstance."""
_AND = frozenset(("and", "и", "と", "や", "および"))


def in_order(said: Statement, ground: Statement) -> bool:
    """Tell whether who acts comes in the ground's order and nothing moved to another's place."""
    if not _follows(said, ground) or not _in_turn(said, ground):
        return False
    return all(_attached(said, ground, kind) for kind in (*ACTING, *_SIDED))


def _follows(said: Statement, ground: Statement) -> bool:
    """Tell whether neighbours among those who act occur in this order in the ground.

    Who is not in the ground at all is another check's business.
    """
    shared = [e for e in said.of(*ACTING) if ground.like(e) and not is_movable(e, said)]
    return all(
        one.same(other) or ground.like(one)[0].start < ground.like(other)[-1].start
        for one, other in pairwise(shared)
    )


def _in_turn(said: Statement, ground: Statement) -> bool:
    """Tell whether names come as in the ground, each in its role, where one stands there twice.

    Of 「日本はソ連に…、ソ連は日本に…」 each name has each role, whoever they are swapped with.
    """
    shared = [e for e in said.of(*ACTING) if ground.like(e) and not is_movable(e, said)]
    if all(len(ground.like(one)) == 1 for one in shared):
        return True
    theirs = iter(ground.of(*ACTING))
    return all(
        any(
            there.same(one) and role_of(there, ground).agrees(role_of(one, said))
            for there in theirs
        )
        for one in shared
    )


def _attached(said: Statement, ground: Statement, kind: str) -> bool:
    """Tell whether each piece of `said` stands next to the date (number, …) that it had.

    Only where the ground has several of the kind can one be taken for another.
    """
    if len({e.keys for e in ground.of(kind)}) < 2:
        return True
    return all(
        _stands(piece, anchor, ground)
        for anchor in said.of(kind)
        for piece in _beside(anchor, said)
        if ground.like(piece) and not is_movable(piece, ground)
    )


def is_movable(piece: Element, of: Statement) -> bool:
    """Tell whether a piece may stand anywhere: the only date, or a place where something was."""
    if piece.kind == "date":
        return len({e.keys for e in of.of("date")}) < 2
    return piece.kind == "place" and role_of(piece, of).mark in _WHERE


def _beside(anchor: Element, said: Statement) -> list[Element]:
    """Return the pieces from the anchor of its kind before to the one after."""
    others = [e.start for e in said.of(anchor.kind) if e is not anchor]
    first = max((start for start in others if start < anchor.start), default=-1)
    last = min((start for start in others if start > anchor.start), default=len(said.text))
    return [e for e in said.elements if e.kind != anchor.kind and first < e.start < last]


def _stands(piece: Element, anchor: Element, ground: Statement) -> bool:
    """Tell whether the ground has the two side by side; a date also on the side it has here."""
    before = piece.start < anchor.start
    return any(
        _adjacent(one, other, ground)
        for one in ground.like(piece)
        for other in ground.like(anchor)
        if anchor.kind not in _SIDED or (one.start < other.start) == before
    )


def _adjacent(piece: Element, anchor: Element, ground: Statement) -> bool:
    """Tell whether no other of the anchor's kind is between, but for who acts together with it."""
    first, last = sorted((piece.start, anchor.start))
    between = [e for e in ground.of(anchor.kind) if first < e.start < last]
    others = [e for e in between if not e.same(anchor)]
    if anchor.kind in ACTING and role_of(anchor, ground).mark in _CORE:
        others = [e for e in others if role_of(e, ground).mark in _CORE]
    return not others or (anchor.kind in ACTING and _together([*others, anchor], ground))


def _together(several: Sequence[Element], ground: Statement) -> bool:
    """Tell whether "and" joins each to the next, with nothing between but where they are from."""
    row = sorted(several, key=lambda e: e.start)
    return all(_joined(one, other, ground) for one, other in pairwise(row))


def _joined(one: Element, other: Element, ground: Statement) -> bool:
    between = [e for e in ground.elements if one.end <= e.start < other.start]
    names = {other.kind, *ACTING}
    said = [t.text.lower() for t in ground.tokens if one.end <= t.start < other.start]
    return bool(_AND & set(said)) and all(e.kind in names for e in between)
