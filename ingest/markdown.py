"""Front matter, headings and paragraphs of a Markdown or plain text file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from ingest.errors import CorpusError
from ingest.folder import read_file

_HEADING = re.compile(r"#{1,6}[ \t]+(.*)")
_ID = re.compile(r"\{#([^{}]*)\}$")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_BREAK = re.compile(r"\s*[\n\t]\s*")
_FRONT_MATTER_LIMIT = 20_000
_DEEPEST_FRONT_MATTER = 10


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph at `[start, end)` of a file's text, under its nearest heading.

    `section` is the id given with the heading, or empty; `line` is 1-based.
    """

    section: str
    heading: str
    text: str
    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Page:
    """A file: what its front matter says, its headings with ids in order, its paragraphs."""

    meta: Mapping[str, object]
    headings: tuple[tuple[str, str, int], ...]
    paragraphs: tuple[Paragraph, ...]


def read_page(path: Path, name: str) -> Page:
    """Read the file at `path`, called `name` in messages.

    Raises CorpusError for a file that is not UTF-8, has no text, or has bad front matter.
    """
    text = read_text(path, name)
    meta, body_start = _front_matter(text, name)
    headings, paragraphs = _body(text, body_start)
    if not paragraphs:
        raise CorpusError(name, None, "the file has no text; write a paragraph or remove the file")
    return Page(meta, tuple(headings), tuple(paragraphs))


def read_text(path: Path, name: str) -> str:
    """Return the file's text with plain line ends; CorpusError where it cannot be read."""
    data = read_file(path, name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CorpusError(name, line, "the file is not UTF-8; save it as UTF-8") from error
    if "\x00" in text:
        raise CorpusError(name, None, "the file is not text; only .md and .txt texts belong here")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _front_matter(text: str, name: str) -> tuple[Mapping[str, object], int]:
    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, 0
    if len(match[1]) > _FRONT_MATTER_LIMIT:
        raise CorpusError(
            name, 1, f"front matter over {_FRONT_MATTER_LIMIT} characters; shorten it"
        )
    try:
        _check_events(match[1], name)
        # every value stays the text it is: no dates, numbers, tags
        meta = yaml.load(match[1], Loader=yaml.BaseLoader)  # noqa: S506 (it makes nothing else)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        raise CorpusError(name, line, "the front matter is not YAML; write `title: …`") from error
    except (ValueError, RecursionError) as error:
        raise CorpusError(name, 1, "the front matter cannot be read; write `title: …`") from error
    if meta is None:
        return {}, match.end()
    if not isinstance(meta, dict) or not all(isinstance(key, str) for key in meta):
        raise CorpusError(name, 1, "the front matter is not a table; write `title: …`")
    meta = {key: _on_one_line(value) for key, value in meta.items()}
    texts = "".join(value for value in meta.values() if isinstance(value, str))
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in texts):
        raise CorpusError(name, 1, "the front matter holds a control character; remove it")
    return meta, match.end()


def _on_one_line(value: object) -> object:
    return _BREAK.sub(" ", value).strip() if isinstance(value, str) else value


def _check_events(yaml_text: str, name: str) -> None:
    depth = 0
    for event in yaml.parse(yaml_text):
        if isinstance(event, yaml.AliasEvent):
            raise CorpusError(name, 1, "front matter uses an alias (*name); write the value out")
        if getattr(event, "tag", None):
            raise CorpusError(name, 1, "front matter uses a tag (!name); write the value only")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST_FRONT_MATTER:
            raise CorpusError(name, 1, "front matter nested too deeply; write `title: …`")


def _heading(text: str) -> tuple[str, str]:
    """Return a heading without the id that may stand at its end, and that id."""
    found = _ID.search(text)
    return (text[: found.start()].rstrip(" \t"), found[1]) if found else (text, "")


def _body(text: str, start: int) -> tuple[list[tuple[str, str, int]], list[Paragraph]]:
    headings: list[tuple[str, str, int]] = []
    paragraphs: list[Paragraph] = []
    section = heading = ""
    line = text.count("\n", 0, start) + 1
    offset = start
    block: list[tuple[int, int, int]] = []

    def close() -> None:
        if block:
            a, b = block[0][0], block[-1][1]
            paragraphs.append(Paragraph(section, heading, text[a:b], a, b, block[0][2]))
            block.clear()

    for raw in text[start:].split("\n"):
        match = _HEADING.match(raw)
        if match or not raw.strip():
            close()
        else:
            lead = len(raw) - len(raw.lstrip())
            block.append((offset + lead, offset + len(raw.rstrip()), line))
        if match:
            heading, section = _heading(match[1].rstrip(" \t"))
            headings.append((section, heading, line))
        offset += len(raw) + 1
        line += 1
    close()
    return headings, paragraphs
