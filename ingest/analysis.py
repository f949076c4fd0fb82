"""Which analyser reads which language; each opens its dictionary when it is first needed."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from functools import cache

from ingest.token import Analyser


@cache
def analyser(language: str) -> Analyser:
    """Return the analyser of "ru", "en" or "ja"; any other language is read as English."""
    if language == "ru":
        from ingest.russian import RussianAnalyser

        return RussianAnalyser()
    if language == "ja":
        from ingest.japanese import JapaneseAnalyser

        return JapaneseAnalyser()
    from ingest.english import EnglishAnalyser

    return EnglishAnalyser()


def at_length(language: str) -> AbstractContextManager[None]:
    """Return what to read many texts of `language` within, so that it takes half the time."""
    found: AbstractContextManager[None] = getattr(analyser(language), "at_length", nullcontext)()
    return found
