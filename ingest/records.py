"""The records of a corpus: Source → Document → Passage → Chunk, and the tables beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["source", "translation", "account"]
Texts = Mapping[str, str]
"""One text for each language code."""


@dataclass(frozen=True, slots=True)
class ReferenceUse:
    """That a passage rests on a work, at which pages, and after which character of its text."""

    reference_id: str
    pages: str = ""
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is found, cited and shown.

    `text` holds no reference marks; `start` and `end` are the offsets of the passage,
    marks included, in the characters of its document.
    """

    id: str
    source_id: str
    source_title: str
    language: str
    kind: Kind
    heading: str
    text: str
    start: int
    end: int
    line: int
    aligned_id: str
    original_passage_id: str | None = None
    uses: tuple[ReferenceUse, ...] = ()
    disagreements: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    general: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One source in one language; `path` is relative to the corpus."""

    source_id: str
    language: str
    title: str
    path: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A work of the corpus in all its languages; `original` is None for an account."""

    id: str
    kind: Kind
    documents: tuple[Document, ...]
    original: str | None = None
    licence: str = ""
    provenance: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A work that passages rest on: its CSL-JSON item and what the project says of it."""

    id: str
    item: Mapping[str, object]
    label: Texts
    text: Texts
    marker: int | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Term:
    """How one language writes a glossary entry: the preferred label, then its variants."""

    label: str
    variants: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    text: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, the preferred one first."""
        return (self.label, *self.variants)


@dataclass(frozen=True, slots=True)
class Entry:
    """A person, place, organisation, treaty, event or term of the controlled vocabulary.

    `part_of` is the id of the entry that this one belongs to, as an annex does to its treaty.
    """

    id: str
    kind: str
    terms: Mapping[str, Term]
    uses: tuple[ReferenceUse, ...] = ()
    disagreements: tuple[str, ...] = ()
    general: bool = False
    part_of: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """A dated event of the timeline; dates are YYYY, YYYY-MM or YYYY-MM-DD."""

    date: str
    end: str | None
    passage: str
    title: Texts
    line: int = 0


@dataclass(frozen=True, slots=True)
class KnownQuestion:
    """A question that a passage answers: training data of the encoder, and a way to the passage.

    `sentence` is the number of the sentence that answers, from 1; 0 where several do together;
    −1 where the question is near the passage but no source answers it. `hand` tells whoever wrote
    it from the others: what one hand writes says how well a program reads another's.
    """

    passage: str
    language: str
    question: str
    sentence: int = 0
    hand: int = 1


IDLE = 90


@dataclass(frozen=True, slots=True)
class Exhibit:
    """What the exhibit says of itself; `texts` maps language → name → text or list of texts.

    `main_entry` is the glossary entry that a question means when it names no other thing.
    `idle` seconds without a touch end a visit at the kiosk. `colours` maps names of
    `ingest.exhibit.COLOURS` to what the exhibit has in place of the house's own.
    """

    languages: tuple[str, ...]
    default_language: str
    sources: tuple[str, ...] = ()
    main_entry: str = ""
    texts: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    idle: int = IDLE
    colours: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything a folder holds; `hash` changes with any byte of it."""

    hash: str
    exhibit: Exhibit
    sources: tuple[Source, ...]
    references: tuple[Reference, ...] = ()
    glossary: tuple[Entry, ...] = ()
    timeline: tuple[Event, ...] = ()
    questions: tuple[KnownQuestion, ...] = ()

    def passages(self) -> list[Passage]:
        """Return every passage in reading order, the languages of a source one after another."""
        return [p for s in self.sources for d in s.documents for p in d.passages]


@dataclass(frozen=True, slots=True)
class Chunk:
    """The unit that is embedded: a part `[start, end)` of one passage's text."""

    id: str
    passage_id: str
    aligned_id: str
    language: str
    start: int
    end: int
    text: str
