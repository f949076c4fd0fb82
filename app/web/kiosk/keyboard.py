"""Where the on-screen keyboard is: npm puts it beside this file, the application serves it."""

from __future__ import annotations

import logging
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import FileResponse

FOLDER = Path(__file__).parent / "keyboard" / "node_modules" / "simple-keyboard" / "build"
_FILES = {
    "keyboard.js": ("index.modern.js", "text/javascript"),
    "keyboard.css": ("css/index.css", "text/css"),
}
_log = logging.getLogger("nisso.kiosk")


def is_installed(folder: Path = FOLDER) -> bool:
    """Tell whether every file of the keyboard is there."""
    return all((folder / path).is_file() for path, _ in _FILES.values())


def keyboard_file(name: str, folder: Path = FOLDER) -> FileResponse:
    """Return the file of the keyboard called `name`; 404 for any other name."""
    path, media_type = _FILES.get(name, ("", ""))
    if not path or not (folder / path).is_file():
        raise HTTPException(404, "no such file of the keyboard")
    return FileResponse(folder / path, media_type=media_type)


def log_absence(folder: Path = FOLDER) -> None:
    """Say in the log how to get the keyboard where it is not installed."""
    if not is_installed(folder):
        _log.warning("the kiosk has no on-screen keyboard; `make kiosk` installs it")
