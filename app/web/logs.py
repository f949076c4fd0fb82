"""The log of a serving process: one JSON object a line on stderr, without a visitor's words.

A library's message may quote what it was given, and so may an exception's; of both the log holds
where they came from and not what they say.
"""

from __future__ import annotations

import logging
import sys
import traceback
from logging.config import dictConfig
from pathlib import Path
from types import TracebackType

from pythonjsonlogger.json import JsonFormatter

_OURS = ("nisso", "uvicorn")
_FRAMES = 6
_Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Discreet(JsonFormatter):
    """Formats a record as JSON; of an exception it tells the kind and the place, not the text."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line of JSON."""
        told = logging.makeLogRecord(record.__dict__)
        if record.name.split(".")[0] not in _OURS:
            place = f"{Path(record.pathname).name}:{record.lineno}"
            told.msg, told.args = f"a library reports something ({place})", ()
        told.exc_text = told.stack_info = None
        return super().format(told)

    def formatException(self, ei: _Raised) -> str:  # noqa: N802 (logging's own name)
        """Return the exception's kind and the innermost places it passed, innermost first."""
        frames = traceback.extract_tb(ei[2])[-_FRAMES:]
        places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames)]
        return " < ".join([getattr(ei[0], "__name__", "nothing"), *places])


def set_up_logs() -> None:
    """Send every log record of this process to stderr as JSON: ours from INFO, others' warnings."""
    dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "json": {
                    "()": Discreet,
                    "fmt": ["asctime", "levelname", "name", "message"],
                    "rename_fields": {"asctime": "time", "levelname": "level", "name": "from"},
                    "json_ensure_ascii": False,
                }
            },
            "handlers": {
                "stderr": {
                    "class": "logging.StreamHandler", "formatter": "json", "stream": sys.stderr,
                }
            },
            "root": {"level": "WARNING", "handlers": ["stderr"]},
            "loggers": {"nisso": {"level": "INFO"}},
        }
    )  # fmt: skip
