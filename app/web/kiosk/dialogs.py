"""The kiosk's three dialogs: the idle warning, "one moment", and the code to take home."""

from __future__ import annotations

from app.web.kiosk.words import kiosk_words
from app.web.strings import words


def dialogs_html(language: str) -> str:
    """Return the dialogs, closed."""
    return _warning(language) + _moment(language) + _take(language)


def _warning(language: str) -> str:
    own = kiosk_words(language)
    return (
        '<dialog class="kiosk-warning" id="kiosk-warning" role="alertdialog"'
        ' aria-labelledby="kiosk-warning-title" aria-describedby="kiosk-warning-text">'
        f'<h2 id="kiosk-warning-title">{own.still_there}</h2>'
        f'<p id="kiosk-warning-text" data-text="{own.soon}"></p>'
        f'<button type="button" data-stay autofocus>{own.stay}</button></dialog>'
    )


def _moment(language: str) -> str:
    own = kiosk_words(language)
    return (
        '<dialog class="kiosk-moment" id="kiosk-moment" aria-labelledby="kiosk-moment-title">'
        f'<h2 id="kiosk-moment-title" tabindex="-1" autofocus>{own.moment}</h2>'
        f"<p>{own.moment_hint}</p></dialog>"
    )


def _take(language: str) -> str:
    own = kiosk_words(language)
    return (
        '<dialog class="kiosk-take" id="kiosk-take" aria-labelledby="kiosk-take-title">'
        f'<h2 id="kiosk-take-title">{own.take}</h2>'
        f'<img alt="{own.take_code}"><p class="kiosk-take-source"></p><p>{own.take_hint}</p>'
        '<div class="kiosk-take-numbers" role="group"></div>'
        f'<button type="button" data-stay autofocus>{words(language).close}</button></dialog>'
    )
