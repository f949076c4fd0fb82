"""Whether a sentence leaves out of its proof only what may be left out.

"The troops left and the envoys came to Peking" says of no troops that they came to Peking, though
every word of it is there, and in this order. So no subject may fall out behind a joint, and a
name, date or number comes with some word of its own clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from app.generation.elements import ACTING, Element, Statement
from app.generation.order import in_order, is_movable
from app.generation.roles import roles_kept
from app.generation.voices import verbs_of

_PLAIN = ("word", "name")

_JOINTS = {
    "ru": re.compile(
        r"[,;:()—–]| - |\b(?:и|а|но|или|когда|что|чтобы|потому|если|где|как|хотя|пока)\b", re.I
    ),
    "en": re.compile(
        r"[,;:()—–]| - |\b(?:and|but|or|while|when|that|which|who|whom|whose|because|as|where|so"
        r"|after|before|although|though|since|than)\b",
        re.I,
    ),
    "ja": re.compile(r"[、；：（）()—–]"),
}


def unbroken(said: Statement, ground: Statement) -> bool:
    """Tell whether some stretch of the ground says it all, each in its role and in its turn."""
    clauses = list(_clauses(ground))
    return _in_turn(said, ground, clauses) and any(
        _whole(ground, kept, clauses) and _alike(said, ground, kept)
        for kept in _stretches(said, ground)
    )


def _whole(ground: Statement, kept: list[int], clauses: list[int]) -> bool:
    return not _jumps(ground, kept, clauses) and not _torn(ground, kept, clauses)


def _alike(said: Statement, ground: Statement, kept: list[int]) -> bool:
    """Tell whether roles and order hold in this stretch alone, whatever is said twice."""
    part = replace(ground, elements=ground.elements[kept[0] : kept[-1] + 1])
    return roles_kept(said, part) and in_order(said, part)


def _stretches(said: Statement, ground: Statement) -> Iterator[list[int]]:
    """Yield the places of what `said` says in each stretch that has it all and no shorter one."""
    sames = [
        frozenset(n for n, piece in enumerate(said.elements) if piece.same(e))
        for e in ground.elements
    ]
    wanted = frozenset[int]().union(*sames)
    found: list[range] = []
    for length in range(1, len(sames) + 1):
        for first in range(len(sames) - length + 1):
            stretch = range(first, first + length)
            has_all = frozenset[int]().union(*(sames[place] for place in stretch)) == wanted
            if (
                wanted
                and has_all
                and not any(f[0] >= stretch[0] and f[-1] <= stretch[-1] for f in found)
            ):
                found.append(stretch)
                yield [place for place in stretch if sames[place]]


def _clauses(ground: Statement) -> Iterator[int]:
    """Yield the number of its clause for each element."""
    number = 0
    last: Element | None = None
    for element in ground.elements:
        if last and _JOINTS[ground.language].search(ground.text[last.end : element.start]):
            number += 1
        yield number
        last = element


def _jumps(ground: Statement, kept: list[int], clauses: list[int]) -> bool:
    """Tell whether the beginning of a clause is left out of which something else is kept."""
    for one, other in pairwise(kept):
        left_out = range(one + 1, other)
        begun = [p for p in left_out if clauses[one] < clauses[p] == clauses[other]]
        if begun and not _acting_together(ground, begun, (one, other)):
            return True
    return False


def _acting_together(ground: Statement, begun: list[int], ends: tuple[int, int]) -> bool:
    """Tell whether those left out do what others do: «Карахан [и Ёсидзава] подписали»."""
    elements = ground.elements
    verbs = verbs_of(ground)
    subject = any(e.start < elements[ends[0]].start for e in verbs)
    return all(elements[p].kind in ACTING for p in begun) and not (
        subject and elements[ends[1]] in verbs
    )


def _torn(ground: Statement, kept: list[int], clauses: list[int]) -> bool:
    """Tell whether a name, date or number is kept of a clause of which no word is."""
    for place in kept:
        if ground.elements[place].kind in _PLAIN:
            continue
        words = [p for p, e in enumerate(ground.elements)
                 if clauses[p] == clauses[place] and e.kind in _PLAIN]  # fmt: skip
        if words and not set(words) & set(kept):
            return True
    return False


def _in_turn(said: Statement, ground: Statement, clauses: list[int]) -> bool:
    """Tell whether nothing of a later clause comes before something of an earlier one.

    Those who act together do it in one clause: «Подписали Карахан [и Ёсидзава]».
    """
    whole = list(clauses)
    for place, (one, other) in enumerate(pairwise(ground.elements)):
        if one.kind == other.kind and one.kind in ACTING:
            whole[place + 1] = whole[place]
    places = [
        [whole[place] for place, e in enumerate(ground.elements) if piece.same(e)]
        for piece in said.elements
        if not is_movable(piece, said)
    ]
    found = [numbers for numbers in places if numbers]
    return all(min(a) <= max(b) for n, a in enumerate(found) for b in found[n + 1 :])
