"""The terms of a passage, sentence by sentence, as the features compare them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ingest.fields import Fields
from ingest.termlists import Numbers

_KEPT = 4096


@dataclass(frozen=True, slots=True)
class TextTerms:
    """The terms of a text, and their numbers."""

    terms: frozenset[str]
    numbers: Numbers


@dataclass(frozen=True, slots=True)
class PassageTerms:
    """A passage's sentences in order, and the whole with its heading and what it is about."""

    sentences: tuple[TextTerms, ...]
    whole: TextTerms


class PassageReader:
    """Gives the terms of the passages of one language; those of the last few thousand are kept."""

    def __init__(self, fields: Fields, terms: Sequence[str]) -> None:
        """Keep `fields`, and what `terms` their numbers stand for."""
        self._fields = fields
        self._terms = terms
        self.read = lru_cache(maxsize=_KEPT)(self._read)

    def _read(self, row: int) -> PassageTerms:
        fields = self._fields
        first, last = np.searchsorted(fields.sentence_rows[:, 0], [row, row + 1]).tolist()
        found = [self._text(fields.sentence_terms.row(number)) for number in range(first, last)]
        return PassageTerms(tuple(found), self._text(fields.passage_terms.row(row)))

    def _text(self, numbers: Numbers) -> TextTerms:
        return TextTerms(frozenset(self._terms[number] for number in numbers[1:]), numbers)
