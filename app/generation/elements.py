"""A sentence as a row of comparable pieces: its words, names, dates and numbers, in their places.

What a sentence says lies in how these stand to each other; `operators.py`, `roles.py` and
`order.py` compare that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.generation.facts import Facts
from ingest.glossary import Glossary
from ingest.token import Token

Kind = Literal["word", "name", "person", "place", "date", "figure"]
_KINDS: dict[str, Kind] = {"person": "person", "place": "place", "organisation": "place"}
ACTING = ("person", "place")
_LEAST_STEM, _LEAST_SHARE = 5, 0.65


@dataclass(frozen=True, slots=True)
class Element:
    """A piece at `[start, end)`; `keys` are a word's terms, or the one name of anything else."""

    kind: Kind
    start: int
    end: int
    keys: tuple[str, ...]

    def same(self, other: Element) -> bool:
        """Tell whether both say the same thing; a date may leave out its day or its year."""
        if self.kind != other.kind:
            return False
        if self.kind == "word":
            return bool(set(self.keys) & set(other.keys)) or related(self.keys[0], other.keys[0])
        if self.kind == "date":
            return _within(self.keys[0], other.keys[0]) or _within(other.keys[0], self.keys[0])
        return self.keys == other.keys


@dataclass(frozen=True, slots=True)
class Statement:
    """A text of one language with its tokens and its elements, both in order."""

    text: str
    language: str
    tokens: tuple[Token, ...]
    elements: tuple[Element, ...]

    def of(self, *kinds: str) -> list[Element]:
        """Return the elements of these kinds, in order."""
        return [element for element in self.elements if element.kind in kinds]

    def like(self, element: Element) -> list[Element]:
        """Return the elements that say what `element`, here or in another text, says.

        A date that says less, such as its year alone, is not among them.
        """
        return [
            one
            for one in self.elements
            if one.same(element) and (one.kind != "date" or _within(one.keys[0], element.keys[0]))
        ]


def statement_of(facts: Facts, language: str, glossary: Glossary) -> Statement:
    """Return `facts` as a row; a word within a name is no element of its own."""
    found = [
        Element(_KINDS.get(glossary.entries[m.entry_id].kind, "name"), m.start, m.end,
                (m.entry_id,))
        for m in facts.mentions
    ]  # fmt: skip
    names = list(found)
    found += [
        Element("date", d.start, d.end, (d.terms()[0],))
        for d in (*facts.dates, *facts.bare_years)
        if d.terms()
    ]
    found += [Element("figure", f.start, f.end, (f.value,)) for f in facts.figures]
    found += [
        Element("word", w.start, w.end, w.terms)
        for w in facts.words
        if not any(name.start < w.end and w.start < name.end for name in names)
    ]
    return Statement(
        facts.text, language, facts.tokens, tuple(sorted(found, key=lambda e: (e.start, e.end)))
    )


def related(one: str, other: str) -> bool:
    """Tell whether two terms share most of a long beginning: «подписать», «подписание»."""
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= _LEAST_STEM and shared >= _LEAST_SHARE * max(len(one), len(other))


def _within(full: str, part: str) -> bool:
    return full == part or full.startswith(f"{part}-") or full.endswith(f"-{part}")
