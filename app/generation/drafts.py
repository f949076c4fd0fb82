"""The model's words cut into draft sentences, each with the codes that it claims."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from app.generation.codes import CodeReader, marks_in, without_marks
from ingest.sentences import sentences

_LIST_MARK = re.compile(r"^[ \t]*(?:[-*•–#>]+|\d{1,2}[.)、](?!\d))[ \t]+", re.MULTILINE)
_MARKUP = re.compile(r"\*{1,3}|__|`+|[<>]")
_LOOSE_STOP = re.compile(r" ([.,;:!?…。、])")
_ONLY_MARKS = re.compile(r"[\s\ue000-\uf8ff]*")


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence that the model wrote and the positions of the codes it gave for it."""

    text: str
    cited: tuple[int, ...]

    @property
    def says_something(self) -> bool:
        """Whether there are words at all, not only codes."""
        return any(character.isalpha() for character in self.text)


class DraftReader:
    """Collects pieces of text and gives back whole sentences, wherever the pieces were cut."""

    def __init__(self, codes: CodeReader) -> None:
        """Read the codes of `codes`."""
        self._codes = codes
        self._text = ""
        self._given = 0

    @property
    def length(self) -> int:
        """How many characters have come."""
        return len(self._text)

    def feed(self, piece: str) -> list[Draft]:
        """Return the sentences that `piece` completes: those that another one follows."""
        self._text += piece
        return self._new(self._read(ended=False)[:-1])

    def close(self) -> list[Draft]:
        """Return the sentences that are left at the end."""
        return self._new(self._read(ended=True))

    def _new(self, found: list[Draft]) -> list[Draft]:
        new = found[self._given :]
        self._given += len(new)
        return [draft for draft in new if draft.cited or draft.says_something]

    def _read(self, *, ended: bool) -> list[Draft]:
        clean = self._codes.clean(self._text, ended=ended)
        parts: list[str] = []
        for start, end in sentences(clean):
            part = clean[start:end]
            if parts and _ONLY_MARKS.fullmatch(part):
                parts[-1] += part  # codes on a line of their own
            else:
                parts.append(part)
        return [_draft(part) for part in parts]


def _draft(part: str) -> Draft:
    part = unicodedata.normalize("NFC", part)
    text = _MARKUP.sub("", _LIST_MARK.sub("", without_marks(part)))
    return Draft(_LOOSE_STOP.sub(r"\1", " ".join(text.split())), tuple(marks_in(part)))
