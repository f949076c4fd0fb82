"""A question as it comes in, checked before anything is done with it."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import NissoError
from ingest.language import LANGUAGES

LONGEST_QUESTION = 1000
"""Characters; a visitor's question is a line, and a kiosk must not be kept busy by a book."""

_LONGEST_HISTORY = 20
_ALLOWED_CONTROLS = "\t\n\r\u200c\u200d"


class BadRequest(NissoError):
    """A question that cannot be asked; the text says which part and what is allowed."""


@dataclass(frozen=True, slots=True)
class Request:
    """A question with the earlier ones of the same visitor, oldest first.

    `language` is what the visitor asks the answer to be in; `screen_language` is what a screen
    shows, used where the question's own script says nothing.
    """

    question: str
    id: str = ""
    language: str | None = None
    history: tuple[str, ...] = ()
    screen_language: str | None = None


def parse_request(row: Mapping[str, object], *, id_required: bool = True) -> Request:
    """Return the request in a batch line or an API body; unknown fields are ignored.

    Raises BadRequest for a missing, empty, over-long or control-character question.
    """
    request_id = row.get("id", "" if not id_required else None)
    if not isinstance(request_id, str) or (id_required and not request_id):
        raise BadRequest("`id` is missing or not a text; give every question an id")
    if any("\ud800" <= character <= "\udfff" for character in request_id):
        raise BadRequest("`id` holds half a character (a lone surrogate); remove it")
    history = row.get("history") or []
    if not isinstance(history, list) or not all(isinstance(item, str) for item in history):
        raise BadRequest("`history` is not a list of texts; give the earlier questions in order")
    earlier = tuple(checked(item) for item in history[-_LONGEST_HISTORY:] if item.strip())
    language = row.get("language")
    if language is not None and language not in LANGUAGES:
        raise BadRequest(f"`language` {language!r} is none of {', '.join(LANGUAGES)}")
    question = row.get("question")
    if not isinstance(question, str):
        raise BadRequest("`question` is missing or not a text; write the question as a text")
    return Request(
        checked(question), request_id, None if language is None else str(language), earlier
    )


def checked(question: str) -> str:
    """Return `question` in composed form without blanks around it, or raise BadRequest."""
    if len(question) > LONGEST_QUESTION:
        raise BadRequest(
            f"the question has {len(question)} characters, at most {LONGEST_QUESTION} are read;"
            " shorten it"
        )
    for character in question:
        category = unicodedata.category(character)
        if category in ("Cc", "Cs") and character not in _ALLOWED_CONTROLS:
            raise BadRequest(
                f"the question holds the control character U+{ord(character):04X}; remove it"
            )
    text = unicodedata.normalize("NFC", " ".join(question.split()))
    if not any(character.isprintable() and not character.isspace() for character in text):
        raise BadRequest("the question is empty; write a question")
    return text


def read_batch(path: Path) -> list[Request]:
    """Return the requests of a JSON-lines file, in order.

    The whole file is checked first: raises BadRequest with file and line for the first bad one.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise BadRequest(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise BadRequest(f"{path}: the file is not UTF-8; save it as UTF-8") from error
    found = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise BadRequest(
                f"{path}:{number}: not JSON ({error}); write one object a line"
            ) from error
        if not isinstance(row, dict):
            raise BadRequest(f'{path}:{number}: not an object; write {{"id": …, "question": …}}')
        try:
            found.append(parse_request(row))
        except BadRequest as error:
            raise BadRequest(f"{path}:{number}: {error}") from error
    return found
