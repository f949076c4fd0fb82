"""The questions that passages are known to answer: one JSON object a line, by source."""

from __future__ import annotations

from pathlib import Path

from ingest.records import KnownQuestion
from ingest.tables import number_of, read_lines, text_of

FOLDER = "questions"


def read_questions(folder: Path) -> tuple[KnownQuestion, ...]:
    """Return the questions below `questions/`; none where there is no such folder."""
    found = []
    for path in sorted((folder / FOLDER).glob("*.jsonl")):
        name = path.relative_to(folder).as_posix()
        for line, row in read_lines(path, name):
            found.append(
                KnownQuestion(
                    text_of(row, "passage", name, line),
                    text_of(row, "language", name, line),
                    text_of(row, "question", name, line),
                    number_of(row, "sentence", name, line, 0),
                    number_of(row, "hand", name, line, 1),
                )
            )
    return tuple(found)
