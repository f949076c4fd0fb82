"""The question set: its samples, read and checked line by line."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.request import LONGEST_QUESTION
from eval.faults import Fault, shown
from eval.parts import fold, pattern
from ingest.errors import CorpusError
from ingest.language import LANGUAGES
from ingest.markdown import read_text

CATEGORIES = (
    "date",
    "person",
    "place",
    "number",
    "why",
    "what",
    "list",
    "yesno",
    "colloquial",
    "typo",
    "kana",
    "oneword",
    "followup",
    "nearmiss",
    "othersubject",
    "injection",
    "poem-code",
    "smalltalk",
)
STATUSES = ("answered", "abstained", "smalltalk")
SPLITS = ("look", "score")
_KEYS = (
    "id",
    "fact",
    "language",
    "category",
    "split",
    "question",
    "history",
    "status",
    "must",
    "gold",
    "note",
)


@dataclass(frozen=True, slots=True)
class Gold:
    """Words that answer a question, verbatim in the text of a passage of `source`."""

    source: str
    quote: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A question with what its answer must say; `path` and `line` tell where it is written.

    `must` has a list of alternatives for each part; several `gold` are alternatives too.
    """

    id: str
    fact: str
    language: str
    category: str
    split: str
    question: str
    history: tuple[str, ...]
    status: str
    must: tuple[tuple[str, ...], ...]
    gold: tuple[Gold, ...]
    path: Path
    line: int

    def hash(self) -> str:
        """Return a short hash that changes with all that decides how the sample is scored."""
        golds = [[gold.source, gold.quote] for gold in self.gold]
        values = [self.language, self.category, self.question, self.history, self.status]
        text = json.dumps([*values, self.must, golds], ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def read_samples(folder: Path) -> tuple[list[Sample], list[Fault]]:
    """Return the samples of the `.jsonl` files of `folder`, in order, and every bad line.

    A file is `<language>.jsonl` or lies in a folder `<language>`. A sample whose
    line has a fault, or whose id is taken, is left out.
    """
    faults: list[Fault] = []
    found: dict[str, Sample] = {}
    paths = sorted(folder.rglob("*.jsonl"), key=lambda path: _order(path, folder))
    if not paths:
        faults.append(Fault(folder, None, "no questions here; write <language>/<part>.jsonl files"))
    for path in paths:
        for line, text in _lines(path, faults):
            try:
                sample = _sample(text, path, line)
                _check_new(sample, found)
            except ValueError as error:
                faults.append(Fault(path, line, str(error)))
            else:
                found[sample.id] = sample
    return list(found.values()), faults


def _order(path: Path, folder: Path) -> tuple[int, str]:
    name = path.relative_to(folder).as_posix()
    place = next((n for n, code in enumerate(LANGUAGES) if name.startswith(code)), len(LANGUAGES))
    return place, name


def _lines(path: Path, faults: list[Fault]) -> Iterator[tuple[int, str]]:
    try:
        text = read_text(path, str(path))
    except CorpusError as error:
        faults.append(Fault(path, error.line, str(error).split(": ", 1)[-1]))
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line


def _check_new(sample: Sample, found: Mapping[str, Sample]) -> None:
    other = found.get(sample.id)
    if other:
        place = f"{shown(other.path)}:{other.line}"
        raise ValueError(f"duplicate id `{sample.id}`, first at {place}; rename one")


def _sample(text: str, path: Path, line: int) -> Sample:
    row = _row(text)
    sample = Sample(
        id=_text(row, "id"),
        fact=str(row.get("fact") or ""),
        language=_one_of(row, "language", LANGUAGES),
        category=_one_of(row, "category", CATEGORIES),
        split=_one_of(row, "split", SPLITS),
        question=_text(row, "question"),
        history=_texts(row.get("history", []), "history"),
        status=_one_of(row, "status", STATUSES),
        must=_must(row.get("must", [])),
        gold=_golds(row.get("gold", [])),
        path=path,
        line=line,
    )
    _check(sample)
    return sample


def _row(text: str) -> Mapping[str, Any]:
    try:
        row = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not JSON ({error}); write one object a line") from error
    if not isinstance(row, dict):
        raise ValueError("not an object; write one object a line")
    for key in row:
        if key not in _KEYS:
            raise ValueError(f"unknown field `{key}`; one of {', '.join(sorted(_KEYS))}")
    return row


def _check(sample: Sample) -> None:
    if sample.language not in (sample.path.stem, sample.path.parent.name):
        raise ValueError(f"language `{sample.language}` in {shown(sample.path)}; move the sample")
    if len(sample.question) > LONGEST_QUESTION:
        raise ValueError(f"the question is over {LONGEST_QUESTION} characters; shorten it")
    if sample.status != "answered" and sample.gold:
        raise ValueError(f"a gold quote though the status is `{sample.status}`; remove one of them")
    if sample.status == "answered" and not (sample.gold and sample.must):
        raise ValueError("an answered sample needs at least one `must` part and one `gold` quote")


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"`{key}` is missing or is not a text")
    return value


def _one_of(row: Mapping[str, Any], key: str, allowed: tuple[str, ...]) -> str:
    value = _text(row, key)
    if value not in allowed:
        raise ValueError(f"unknown {key} `{value}`; one of {', '.join(allowed)}")
    return value


def _texts(value: object, key: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
        raise ValueError(f"`{key}` is not a list of texts")
    return tuple(value)


def _must(value: object) -> tuple[tuple[str, ...], ...]:
    if not isinstance(value, list) or not all(value):
        raise ValueError("`must` is not a list of lists of alternatives")
    parts = tuple(_texts(part, "must") for part in value)
    for alternative in (one for part in parts for one in part):
        try:
            if not fold(alternative) or pattern(alternative).search("") is not None:
                raise ValueError(f"the alternative `{alternative}` stands in every answer")
        except re.error as error:
            raise ValueError(f"bad expression `{alternative}` in `must` ({error})") from error
    return parts


def _golds(value: object) -> tuple[Gold, ...]:
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise ValueError('`gold` is not a list of {"source": …, "quote": …}')
    return tuple(Gold(_text(row, "source"), _text(row, "quote")) for row in value)
