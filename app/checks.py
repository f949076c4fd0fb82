"""What `nisso doctor` looks at, one function a matter; none of them changes anything."""

from __future__ import annotations

import shutil
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from typing import Literal
from urllib.parse import urlsplit

from packaging.requirements import Requirement

from ingest.errors import NissoError
from ingest.places import CORPUS, INDEX
from ingest.server import Place, Server

State = Literal["good", "warning", "bad"]
_OLDEST = (3, 11)
_FREE = 300 * 2**20  # an index of this exhibit is 20 MB, and a new one is built beside the old
_PATIENCE = 3.0


@dataclass(frozen=True, slots=True)
class Finding:
    """How a matter stands; `advice` says what to do and is empty where nothing is to be done."""

    matter: str
    state: State
    told: str
    advice: str = ""


def versions() -> Finding:
    """Check Python and the packages against what the project asks for."""
    python = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < _OLDEST:
        return Finding("versions", "bad", f"Python {python}", "install Python 3.11 or newer")
    wrong = list(_wrong_packages(requires("nisso") or []))
    if wrong:
        return Finding("versions", "bad", "; ".join(wrong), "run `make install`")
    return Finding("versions", "good", f"Python {python}, nisso {version('nisso')}")


def _wrong_packages(wanted: list[str]) -> Iterator[str]:
    for text in wanted:
        requirement = Requirement(text)
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
            continue
        try:
            found = version(requirement.name)
        except PackageNotFoundError:
            yield f"{requirement.name} is missing"
            continue
        if not requirement.specifier.contains(found, prereleases=True):
            yield f"{requirement.name} is {found}, wanted {requirement.specifier}"


def index(place: Place) -> Finding:
    """Check that the index opens whole, that it is of today's corpus, and that it answers."""
    from app.assistant import open_assistant
    from app.web.health import probe
    from ingest.folder import folder_hash

    try:
        assistant = open_assistant(place)
        assistant.index.check()
        probe(assistant)
        stale = place == INDEX and assistant.index.manifest.corpus_hash != folder_hash(CORPUS)
    except NissoError as error:
        return Finding("index", "bad", str(error), _then(place))
    told = f"{len(assistant.index.passages)} passages, a probe question is answered"
    if stale:
        return Finding("index", "warning", "older than the corpus", "run `nisso ingest`")
    return Finding("index", "good", told)


def _then(place: Place) -> str:
    if isinstance(place, Server):
        address = f"--host {place.host} --port {place.port}"
        return (
            f"where it is down, `chroma run --path FOLDER {address}`;"
            f" where it is empty, `nisso ingest --index {place}`"
        )
    return "run `nisso ingest`" + ("" if place == INDEX else f" with --index {place}")


def encoder(place: Place) -> Finding:
    """Check that the encoder which the index names is here and the same."""
    from ingest.index import Index

    try:
        found = Index(place).encoder
    except NissoError as error:
        return Finding("encoder", "bad", str(error), _then(place))
    return Finding("encoder", "good", f"{found.name}, {found.dimension} dimensions")


def model() -> Finding:
    """Check that the language model answers its address, where one is configured."""
    from app.generation.settings import read_settings

    try:
        settings = read_settings()
    except NissoError as error:
        return Finding("model", "bad", str(error), "set both NISSO_LLM_URL and NISSO_LLM_MODEL")
    if settings is None:
        return Finding("model", "good", "none is configured: answers are quoted, word for word")
    url = urlsplit(settings.url)
    port = url.port or (443 if url.scheme == "https" else 80)
    try:
        socket.create_connection((url.hostname or "", port), timeout=_PATIENCE).close()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        told = f"nothing answers at {settings.url} ({reason})"
        advice = "start the model's server; until then answers are quoted"
        return Finding("model", "warning", told, advice)
    return Finding("model", "good", f"{settings.model} at {settings.url}")


def fonts() -> Finding:
    """Check that this computer can draw Japanese and Cyrillic, for a kiosk's screen."""
    from app.web.kiosk.fonts import PACKAGES, missing_fonts

    lacking = [PACKAGES[code] for code in missing_fonts()]
    if lacking:
        names, packages = zip(*lacking, strict=True)
        told = f"none for {' and '.join(names)}"
        return Finding("fonts", "warning", told, f"apt-get install {' '.join(packages)}")
    return Finding("fonts", "good", "Japanese and Cyrillic can be drawn")


def keyboard() -> Finding:
    """Check that the kiosk has its on-screen keyboard."""
    from app.web.kiosk.keyboard import is_installed

    if is_installed():
        return Finding("keyboard", "good", "the kiosk's keyboard is installed")
    told = "the kiosk has no on-screen keyboard"
    return Finding("keyboard", "warning", told, "install Node.js, then run `make kiosk`")


def port(host: str, number: int) -> Finding:
    """Check that `nisso chat` could listen on `host` and `number`."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, number))
        except (OSError, OverflowError, TypeError, ValueError) as error:
            told = f"{host}:{number} cannot be listened on ({getattr(error, 'strerror', error)})"
            advice = "fine where that is Nisso itself; else `nisso chat --port` names another"
            return Finding("port", "warning", told, advice)
    return Finding("port", "good", f"{host}:{number} is free")


def disk(place: Place) -> Finding:
    """Check that a new index fits beside the one in service, or this machine's part of it."""
    from ingest.whereabouts import home_of

    folder = home_of(place).folder
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    free = shutil.disk_usage(there).free
    told = f"{free / 2**20:,.0f} MB free at {there}"
    if free < _FREE:
        advice = f"free {_FREE // 2**20} MB there, or name another place with --index"
        return Finding("disk", "bad", told, advice)
    return Finding("disk", "good", told)
