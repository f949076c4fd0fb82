"""What the exhibit says of itself in one language, with neutral words where it says nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.answerable import answerable
from app.assistant import Assistant
from app.web.strings import words
from ingest.index import Index
from ingest.language import LANGUAGES


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject to begin with, and the question that opens it."""

    label: str
    question: str


@dataclass(frozen=True, slots=True)
class Texts:
    """The exhibit's texts in one language; lists may be empty."""

    title: str
    subtitle: str
    about: str
    licence: str
    examples: tuple[str, ...]
    topics: tuple[Topic, ...]


def texts_of(index: Index, language: str) -> Texts:
    """Return the exhibit's texts in `language`; a plain folder has neutral ones."""
    table = index.exhibit.texts.get(language, {})
    own = words(language)
    return Texts(
        title=_text(table, "title") or own.title,
        subtitle=_text(table, "subtitle"),
        about=_text(table, "about") or own.about,
        licence=_text(table, "licence"),
        examples=_list(table.get("examples")),
        topics=_topics(table.get("topics")),
    )


def offered(assistant: Assistant, language: str) -> Texts:
    """Return the exhibit's texts with those of its questions that `assistant` answers."""
    texts = texts_of(assistant.index, language)
    subjects = [topic.question for topic in texts.topics]
    kept = set(answerable(assistant, [*texts.examples, *subjects], language))
    return replace(
        texts,
        examples=tuple(text for text in texts.examples if text in kept),
        topics=tuple(topic for topic in texts.topics if topic.question in kept),
    )


def screen_languages(index: Index) -> tuple[str, ...]:
    """Return the languages a visitor can choose from, in the exhibit's order."""
    chosen = tuple(code for code in index.exhibit.languages if code in LANGUAGES)
    return chosen or LANGUAGES


def first_language(index: Index) -> str:
    """Return the language a page opens in."""
    languages = screen_languages(index)
    default = index.exhibit.default_language
    return default if default in languages else languages[0]


def _text(table: Mapping[str, object], name: str) -> str:
    value = table.get(name, "")
    return value if isinstance(value, str) else ""


def _list(value: object) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def _topics(value: object) -> tuple[Topic, ...]:
    rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
    return tuple(
        Topic(str(row["label"]), str(row["question"]))
        for row in rows
        if "label" in row and "question" in row
    )
