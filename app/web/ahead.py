"""What answers may offer is tried at leisure, before a visitor's answer would wait for it."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import partial
from itertools import islice
from threading import Event

from app.answerable import answerable
from app.generation.streaming import extractive_of
from app.live import Live
from app.web.beside import beside
from app.web.memory import keep_for_good, keep_what_is_used
from app.web.texts import screen_languages

_SHARE = 0.2
"""Of the time: what is left of one processor is the visitors'."""
_LOOKS = 2.0
"""Seconds between two looks for an index not tried yet."""
_MOST = 2_000
"""Questions of each language; the 1,800 of the project's exhibit are found out in a minute."""
_log = logging.getLogger("nisso.web")


def trying_ahead(live: Live, every: float = _LOOKS) -> AbstractContextManager[None]:
    """Try what `live` may offer, again after each takeover, for as long as the server runs."""
    return beside("nisso-offers", partial(_try, live, every))


def _try(live: Live, every: float, stopped: Event) -> None:
    first, tried = live.index.mark, ""
    while not stopped.wait(every):
        mark = live.index.mark
        if mark == tried:
            continue
        tried = mark
        try:
            _try_all(live, mark, stopped)
        except Exception as error:  # the next index is tried all the same
            _log.error("what may be offered cannot be read (%s)", type(error).__name__)
        keep_for_good() if mark == first else keep_what_is_used()


def _try_all(live: Live, mark: str, stopped: Event) -> None:
    """Try what the index called `mark` may offer, until another one is served."""
    with live.hold():
        offers = list(_offers(live)) if live.index.mark == mark else []
    failed: dict[str, int] = {}
    for language, question in offers:
        began = time.perf_counter()
        with live.hold():
            if live.index.mark != mark:
                break
            try:
                answerable(live, [question], language)
            except Exception as error:  # it is tried again when it is offered
                name = type(error).__name__
                failed[name] = failed.get(name, 0) + 1
        if stopped.wait((time.perf_counter() - began) * (1 / _SHARE - 1)):
            break
    for name, count in failed.items():
        _log.error("%d questions that may be offered could not be tried (%s)", count, name)


def _offers(live: Live) -> Iterator[tuple[str, str]]:
    for language in screen_languages(live.index):
        for question in islice(extractive_of(live).suggestions.every(language), _MOST):
            yield language, question
