"""Long work draws one bar a step where somebody looks, and nothing where nobody does."""

from __future__ import annotations

import io
import sys

import pytest

from ingest.progress import bars, silent


class Terminal(io.StringIO):
    """A stderr that somebody looks at."""

    def isatty(self) -> bool:
        """Return True."""
        return True


def test_a_terminal_sees_each_step_with_its_count(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with bars() as show:
        show("embed passages", 0, 4)
        show("embed passages", 4, 4)
        show("write", 1, 1)
    assert "embed passages" in terminal.getvalue()
    assert "4/4" in terminal.getvalue()
    assert "write" in terminal.getvalue()


def test_a_file_or_a_pipe_sees_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    quiet = io.StringIO()
    monkeypatch.setattr(sys, "stderr", quiet)
    with bars() as show:
        assert show is silent
        show("embed passages", 1, 2)
    assert quiet.getvalue() == ""
