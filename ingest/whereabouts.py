"""Which home the index at a place has, and which build is in service there."""

from __future__ import annotations

from pathlib import Path

from ingest.home import FolderHome, Home
from ingest.server import Place, Server


def home_of(place: Place) -> Home:
    """Return the home of the index at `place`."""
    if isinstance(place, Server):
        from ingest.remote import ServerHome  # Chroma, which a folder's home does without

        return ServerHome(place)
    return FolderHome(place)


def current_build(place: Place) -> Path:
    """Return the folder of the build in service; IndexUnusable where there is none."""
    home = home_of(place)
    try:
        return home.build(home.current())
    finally:
        home.close()
