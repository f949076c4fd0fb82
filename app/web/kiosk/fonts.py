"""Whether this computer can draw Japanese and Cyrillic; the kiosk never fetches a font."""

from __future__ import annotations

import logging
import shutil
import subprocess

PACKAGES = {"ja": ("Japanese", "fonts-noto-cjk"), "ru": ("Cyrillic", "fonts-noto-core")}
"""By language: what a font for it is called, and the Debian package that brings one."""

_log = logging.getLogger("nisso.kiosk")


def missing_fonts(command: str | None = None) -> list[str]:
    """Return the languages that no installed font covers; none where that cannot be found out."""
    lister = command or shutil.which("fc-list")
    if lister is None:
        return []
    return [code for code in PACKAGES if not _families(lister, code)]


def log_missing(missing: list[str]) -> None:
    """Say in the log which fonts are missing and how to get them."""
    for code in missing:
        name, package = PACKAGES[code]
        _log.warning("no %s font on this computer; on Debian: apt-get install %s", name, package)


def _families(lister: str, code: str) -> str:
    try:
        run = subprocess.run(  # noqa: S603 (a fixed command)
            [lister, f":lang={code}", "family"], capture_output=True, text=True, timeout=10
        )
    except (OSError, subprocess.TimeoutExpired):
        return "unknown"
    return run.stdout.strip()
