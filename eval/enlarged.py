"""A corpus of any size, made from the project's own: `python -m eval.enlarged FOLDER 100000`.

Every passage is one of the corpus with some of its words exchanged for others of the corpus and a
made-up name added, the same in its three languages; so the analysers, the checks and the indexes
meet as many words and as long texts as they would. The same seed gives the same bytes.
"""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.corpus import read_corpus
from ingest.dates import dates
from ingest.numerals import number_set
from ingest.places import CORPUS
from ingest.records import Passage
from ingest.scripts import tokens

SEED = 1925
_SOURCES = 100
_EXCHANGED = 0.3
_SYLLABLES = (
    ("ка", "ka", "カ"), ("ро", "ro", "ロ"), ("ми", "mi", "ミ"), ("су", "su", "ス"),
    ("не", "ne", "ネ"), ("та", "ta", "タ"), ("го", "go", "ゴ"), ("ри", "ri", "リ"),
    ("мо", "mo", "モ"), ("са", "sa", "サ"), ("ну", "nu", "ヌ"), ("дэ", "de", "デ"),
)  # fmt: skip
_TOLD = {"ru": " Это сообщает {}.", "en": " This is told by {}.", "ja": "これは{}が伝える。"}
_TABLE = (
    'kind = "account"\nlicence = "CC BY-SA 4.0"\nprovenance = "Made from the corpus by a seed."\n'
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A text in pieces, and the places of the words that may be exchanged."""

    pieces: tuple[str, ...]
    words: tuple[int, ...]


def enlarge(source: Path, folder: Path, count: int, *, seed: int = SEED) -> None:
    """Write the corpus in `source` into `folder`, with passages added until there are `count`."""
    shutil.copytree(source, folder)
    corpus = read_corpus(source)
    languages = corpus.exhibit.languages
    twins: dict[str, dict[str, Passage]] = {}
    for passage in corpus.passages():
        twins.setdefault(passage.aligned_id, {})[passage.language] = passage
    patterns = [
        {code: _pattern(passage) for code, passage in own.items()} for own in twins.values()
    ]
    words = {code: _words([own[code] for own in patterns]) for code in languages}
    missing = max(0, (count - len(corpus.passages())) // len(languages))
    draw = random.Random(seed)  # noqa: S311 (a text for measuring)
    for number in range(_SOURCES):
        share = missing // _SOURCES + (number < missing % _SOURCES)
        rows = [_made(draw.choice(patterns), words, draw) for _ in range(share)]
        _write(folder / f"archive-{number:03}", rows, languages)


def _pattern(passage: Passage) -> Pattern:
    pieces: list[str] = []
    places: list[int] = []
    done = 0
    for token in tokens(passage.text, passage.language):
        if not token.content or not token.text.isalpha() or number_set(token.text):
            continue
        pieces += [passage.text[done : token.start], token.text]
        places.append(len(pieces) - 1)
        done = token.end
    return Pattern((*pieces, passage.text[done:]), tuple(places))


def _words(patterns: Sequence[Pattern]) -> list[str]:
    return sorted({pattern.pieces[place] for pattern in patterns for place in pattern.words})


def _made(
    own: Mapping[str, Pattern], words: Mapping[str, Sequence[str]], draw: random.Random
) -> dict[str, str]:
    name = draw.choices(_SYLLABLES, k=6)
    return {
        code: _exchanged(own[code], words[code], draw)
        + _TOLD[code].format("".join(syllable[place] for syllable in name).capitalize())
        for place, code in enumerate(_TOLD)
    }


def _exchanged(pattern: Pattern, words: Sequence[str], draw: random.Random) -> str:
    pieces = list(pattern.pieces)
    for place in pattern.words:
        if draw.random() < _EXCHANGED:
            pieces[place] = draw.choice(words)
    text, before = "".join(pieces).replace("\n", " "), "".join(pattern.pieces)
    return text if _figures(text) == _figures(before) else before.replace("\n", " ")


def _figures(text: str) -> tuple[frozenset[str], frozenset[str]]:
    full = frozenset(d.terms()[0] for d in dates(text) if d.year and d.month and d.day)
    return full, number_set(text)


def _write(folder: Path, rows: Sequence[Mapping[str, str]], languages: Sequence[str]) -> None:
    if not rows:
        return
    folder.mkdir()
    (folder / "source.toml").write_text(_TABLE, encoding="utf-8")
    for code in languages:
        sections = "".join(
            f"\n## {folder.name} {number} {{#p{number}}}\n\n{row[code]}\n"
            for number, row in enumerate(rows, start=1)
        )
        (folder / f"{code}.md").write_text(
            f"---\ntitle: {folder.name}\n---\n{sections}", encoding="utf-8"
        )


if __name__ == "__main__":
    enlarge(CORPUS, Path(sys.argv[1]), int(sys.argv[2]))
