"""The glossary as a controlled vocabulary: which entries a text mentions, in any script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.records import Entry
from ingest.scripts import tokens as tokens_of
from ingest.token import Token, fold

_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_SHORTEST_READING = 3


@dataclass(frozen=True, slots=True)
class Mention:
    """That `[start, end)` of a text names the entry `entry_id`."""

    entry_id: str
    start: int
    end: int


class Glossary:
    """Finds the entries a text mentions by their labels, variants and kana readings."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Index every name of `entries`; an empty glossary finds nothing."""
        self.entries = {entry.id: entry for entry in entries}
        self._words: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        names: dict[str, str] = {}
        for entry in self.entries.values():
            for language, term in entry.terms.items():
                for name in term.names:
                    self._add(name, language, entry.id, names)
                for reading in term.readings:
                    if len(reading) >= _SHORTEST_READING:
                        names.setdefault(kana(reading), entry.id)
        for candidates in self._words.values():
            candidates.sort(key=lambda candidate: -len(candidate[0]))
        self._names = names
        longest_first = sorted(names, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def _add(self, name: str, language: str, entry_id: str, names: dict[str, str]) -> None:
        if _JAPANESE.search(name):
            names.setdefault(kana(name), entry_id)
            return
        words = tuple(token.terms[0] for token in tokens_of(name, language))
        if words:
            self._words.setdefault(words[0], []).append((words, entry_id))

    def mentions(self, text: str, tokens: Sequence[Token]) -> list[Mention]:
        """Return the entries that `text` names, the longest name at each place, in order.

        `tokens` are the tokens of `text`.
        """
        found = [
            Mention(self._names[match.group()], match.start(), match.end())
            for match in self._pattern.finditer(kana(text))
        ]
        index = 0
        while index < len(tokens):
            length, entry_id = self._longest(tokens, index)
            if entry_id:
                end = tokens[index + length - 1].end
                found.append(Mention(entry_id, tokens[index].start, end))
            index += max(length, 1)
        return sorted(found, key=lambda mention: mention.start)

    def _longest(self, tokens: Sequence[Token], index: int) -> tuple[int, str]:
        for words, entry_id in self._words.get(tokens[index].terms[0], ()):
            window = tokens[index : index + len(words)]
            if tuple(token.terms[0] for token in window) == words:
                return len(words), entry_id
        return 0, ""


def kana(text: str) -> str:
    """Return `text` folded, with katakana as hiragana; the length stays."""
    return fold(text).translate(_TO_HIRAGANA)
