"""Where the language model is: from the environment, or from a command's flags before that."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ingest.errors import NissoError

_TIMEOUT = 20.0


@dataclass(frozen=True, slots=True)
class Settings:
    """An OpenAI-compatible endpoint and how long a visitor waits for it, in seconds.

    `timeout` is for the first words of an answer, `stall` for the next ones, `longest` for the
    whole. `entailment` names a CrossEncoder that has to agree with each sentence, or is empty.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout: float = _TIMEOUT
    stall: float = 1.2
    longest: float = 60.0
    entailment: str = ""


class SettingsError(NissoError):
    """A language model that is named by halves or wrongly."""


def read_settings(
    url: str | None = None, model: str | None = None, environ: Mapping[str, str] = os.environ
) -> Settings | None:
    """Return the endpoint that flags or NISSO_LLM_… variables name, None where neither does.

    Raises SettingsError where a part is missing or cannot be meant.
    """
    address = (url or environ.get("NISSO_LLM_URL", "")).strip().rstrip("/")
    name = (model or environ.get("NISSO_LLM_MODEL", "")).strip()
    if not address and not name:
        return None
    if not name:
        raise SettingsError(f"no model is named for {address}; set NISSO_LLM_MODEL or --llm-model")
    if not address:
        raise SettingsError(f"no address is set for {name}; set NISSO_LLM_URL or --llm-url")
    if not _is_address(address):
        raise SettingsError(f"{address!r} is no address; write it like http://127.0.0.1:11434/v1")
    return Settings(
        address,
        name,
        environ.get("NISSO_LLM_KEY", ""),
        _seconds(environ.get("NISSO_LLM_TIMEOUT", "")),
        entailment=environ.get("NISSO_LLM_ENTAILMENT", "").strip(),
    )


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _seconds(text: str) -> float:
    if not text.strip():
        return _TIMEOUT
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= 600:
        raise SettingsError(f"NISSO_LLM_TIMEOUT is {text!r}; give seconds, above 0, at most 600")
    return value
