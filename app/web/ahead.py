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
_LOOKS = 5.0
"""Seconds between two looks for an index not tried yet; the first lets the server start."""
_MOST = 2_000
"""Questions of each language, an hour of a visitor's touches; they are found out in a minute."""
_log = logging.getLogger("nisso.web")


def trying_ahead(live: Live, every: float = _LOOKS) -> AbstractContextManager[None]:
    """Try what `live` may offer, again after each takeover, for as long as the server runs."""
    return beside("nisso-offers", partial(_try, live, every))


def _try(live: Live, every: float, stopped: Event) -> None:
    tried = ""
    while not stopped.wait(every):
        if live.index.mark == tried:
            continue
        keep = keep_what_is_used if tried else keep_for_good  # what is left of the index before
        try:
            with live.hold():
                tried = live.index.mark
                _try_all(live, stopped)
        except Exception as error:  # each is tried again when it is offered
            _log.error("what may be offered could not be tried: %s", type(error).__name__)
        keep()


def _try_all(live: Live, stopped: Event) -> None:
    for language, question in _offers(live):
        began = time.perf_counter()
        answerable(live, [question], language)
        if stopped.wait((time.perf_counter() - began) * (1 / _SHARE - 1)):
            return


def _offers(live: Live) -> Iterator[tuple[str, str]]:
    for language in screen_languages(live.index):
        for question in islice(extractive_of(live).suggestions.every(language), _MOST):
            yield language, question
