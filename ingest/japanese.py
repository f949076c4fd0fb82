"""Japanese text to dictionary forms and readings, by SudachiPy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from threading import Lock

from sudachipy import Dictionary, Morpheme, SplitMode
from sudachipy.errors import SudachiError

from ingest.mapped import Mapped
from ingest.token import Token, fold

_FUNCTION_POS = frozenset(
    ("助詞", "助動詞", "補助記号", "空白", "記号", "代名詞", "接続詞", "感動詞")
)
_FUNCTION_WORDS = frozenset(
    (
        "為る 有る 居る 成る 言う 事 物 何 此の 其の 何の 如何 何故"
        " 教える 下さる 因る 就く 於く 何れ"
    ).split()
)
_GIVEN_BACK = 100
"""Characters after which the dictionary's pages are given back: 200 MB are mapped, opening it reads
72 of them, 400 characters 50 and any few hundred questions 110. So it is 20, at a quarter of a
millisecond a question."""
_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


def hiragana(text: str) -> str:
    """Return `text` with katakana as hiragana; the length stays."""
    return text.translate(_TO_HIRAGANA)


class JapaneseAnalyser:
    """Normal forms of long units and of the short units they are made of."""

    def __init__(self) -> None:
        """Open the core dictionary that comes with SudachiDict."""
        self._tokenizer = Dictionary(dict="core").tokenizer(SplitMode.C)
        self._file = Mapped(Path(str(files("sudachidict_core") / "resources" / "system.dic")))
        self._file.give_back()
        self._read = 0
        self._at_length = False
        self._one = Lock()  # SudachiPy refuses a second text while it reads a first

    def tokens(self, text: str) -> list[Token]:
        """Return the words of `text`, punctuation left out."""
        self._read += len(text)  # by several threads at once: a text more or less does not matter
        if self._read > _GIVEN_BACK and not self._at_length:
            self._read = 0
            self._file.give_back()
        found = []
        for offset, morpheme in self._morphemes(fold(text)):
            pos = morpheme.part_of_speech()
            if pos[0] in ("補助記号", "空白"):
                continue
            start, end = offset + morpheme.begin(), offset + morpheme.end()
            normal = morpheme.normalized_form()
            dependent = pos[1] == "非自立可能" and pos[0] in ("動詞", "形容詞")
            content = pos[0] not in _FUNCTION_POS and normal not in _FUNCTION_WORDS
            found.append(
                Token(
                    text[start:end],
                    start,
                    end,
                    self._terms(morpheme, normal),
                    content and not (dependent and len(normal) < 2),
                    not morpheme.is_oov(),
                    hiragana(morpheme.reading_form()),
                )
            )
        return found

    @contextmanager
    def at_length(self) -> Iterator[None]:
        """Keep the dictionary's pages for the many texts that are read within."""
        self._at_length = True
        try:
            yield
        finally:
            self._at_length = False
            self._file.give_back()

    def _morphemes(self, text: str, offset: int = 0) -> list[tuple[int, Morpheme]]:
        """Return the words of `text`, each with the place of the piece that it was read in.

        SudachiPy takes 49,149 bytes at once, and fewer letters where each stands for many.
        """
        try:
            with self._one:
                return [(offset, morpheme) for morpheme in self._tokenizer.tokenize(text)]
        except SudachiError:
            if len(text) < 2:
                raise
        middle = text.rfind("。", len(text) // 4, len(text) // 2) + 1 or len(text) // 2
        parts = (text[:middle], offset), (text[middle:], offset + middle)
        return [found for part, at in parts for found in self._morphemes(part, at)]

    def _terms(self, morpheme: Morpheme, normal: str) -> tuple[str, ...]:
        parts = morpheme.split(SplitMode.A)
        short = [part.normalized_form() for part in parts] if len(parts) > 1 else []
        return tuple(dict.fromkeys(fold(term) for term in [normal, *short]))
