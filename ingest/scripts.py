"""Runs of one script within a text, so that each is read by its own language's analyser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.analysis import analyser
from ingest.token import Token

_LETTERS = {
    "ru": r"\u0400-\u04ff",
    "en": r"A-Za-z\u00c0-\u024f\u1e00-\u1eff",
    "ja": r"\u3005\u3006\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff",
}


def _run(script: str) -> str:
    letters = _LETTERS[script]
    return rf"(?P<{script}>[{letters}]+(?:[ '’.・-]+[{letters}]+)*)"


# Latin words inside Japanese text are left to the Japanese analyser, which knows them.
_OTHER_RUNS = {
    "ru": re.compile(_run("en") + "|" + _run("ja")),
    "en": re.compile(_run("ru") + "|" + _run("ja")),
    "ja": re.compile(_run("ru")),
}


def tokens(text: str, language: str) -> list[Token]:
    """Return the tokens of `text` in order; words in another script by that script's analyser."""
    return [
        replace(token, start=token.start + start, end=token.end + start) if start else token
        for start, end, run_language in _runs(text, language)
        for token in analyser(run_language).tokens(text[start:end])
    ]


def _runs(text: str, language: str) -> Iterator[tuple[int, int, str]]:
    done = 0
    for match in _OTHER_RUNS[language].finditer(text):
        yield done, match.start(), language
        yield match.start(), match.end(), match.lastgroup or language
        done = match.end()
    yield done, len(text), language
