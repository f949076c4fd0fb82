"""The table of current figures in the project's README, between two comments."""

from __future__ import annotations

from pathlib import Path

from eval.record import Record
from eval.report import table

BEGIN, END = "<!-- eval: begin -->", "<!-- eval: end -->"


def shown_table(path: Path) -> str | None:
    """Return what stands between the comments, None where the file has none."""
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    if BEGIN not in text or END not in text.split(BEGIN, 1)[1]:
        return None
    return text.split(BEGIN, 1)[1].split(END, 1)[0].strip() + "\n"


def update(path: Path, record: Record) -> None:
    """Write the figures of `record` between the comments; nothing where there are none."""
    if shown_table(path) is None:
        return
    before, rest = path.read_text(encoding="utf-8").split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    path.write_text(f"{before}{BEGIN}\n{table(record)}{END}{after}", encoding="utf-8")
