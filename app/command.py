"""The command line of the application: ask, search, passage, passages, chat, doctor, gaps."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.arguments import parser
from app.chatoptions import chat_settings
from app.doctor import show_doctor
from app.gapreport import show_gaps
from ingest.errors import NissoError
from ingest.terminal import json_line, let_print, run

if TYPE_CHECKING:
    from app.assistant import Assistant
    from app.request import Request


def _assistant(arguments: argparse.Namespace) -> Assistant:
    from app.assistant import open_assistant
    from app.generation.settings import read_settings
    from app.generation.streaming import assistant_with

    settings = read_settings(arguments.llm_url, arguments.llm_model)
    return assistant_with(open_assistant(arguments.index), settings)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a subcommand; return 0 when done, 1 after one line on stderr that says what to do."""
    let_print()
    arguments = parser().parse_args(argv)
    return run(f"nisso {arguments.command}", partial(_COMMANDS[arguments.command], arguments))


def _ask(arguments: argparse.Namespace) -> int:
    from app.answerable import with_answerable
    from app.generation.streaming import writes
    from app.request import Request, checked, read_batch

    _one_of(arguments.question, arguments.batch, "a question")
    if arguments.batch:
        requests = read_batch(arguments.batch)
        assistant = _assistant(arguments)
        answers = (with_answerable(assistant, assistant.ask(request)) for request in requests)
        _lines(answer.to_json() for answer in answers)
        return 0
    request = Request(checked(arguments.question), language=arguments.language)
    assistant = _assistant(arguments)
    if writes(assistant) and not arguments.json:
        return _tell(assistant, request)
    answer = with_answerable(assistant, assistant.ask(request))
    if arguments.json:
        _lines([answer.to_json()])
        return 0
    from app.text import answer_text

    sys.stdout.write(answer_text(answer))
    return 0


def _tell(assistant: Assistant, request: Request) -> int:
    from app.generation.terminal import terminal_text

    for text in terminal_text(assistant, request):
        sys.stdout.write(text)
        sys.stdout.flush()
    return 0


def _search(arguments: argparse.Namespace) -> int:
    from app.assistant import open_assistant
    from app.request import checked, read_batch

    def found(assistant: Assistant, request_id: str, query: str) -> Mapping[str, object]:
        began = time.perf_counter()
        results = assistant.search(query, arguments.k, arguments.languages)
        rows = [
            {
                "rank": rank,
                "passage_id": one.passage_id,
                "source_id": one.source_id,
                "language": one.language,
                "score": round(one.score, 6),
            }
            for rank, one in enumerate(results, start=1)
        ]
        elapsed = round((time.perf_counter() - began) * 1000, 3)
        return {"id": request_id, "results": rows, "elapsed_ms": elapsed}

    _one_of(arguments.query, arguments.batch, "a query")
    if arguments.batch:
        requests = read_batch(arguments.batch)
        assistant = open_assistant(arguments.index)
        _lines(found(assistant, request.id, request.question) for request in requests)
        return 0
    row = found(open_assistant(arguments.index), "", checked(arguments.query))
    if arguments.json:
        _lines([row])
        return 0
    for one in row["results"]:  # type: ignore[attr-defined]
        sys.stdout.write(f"{one['rank']:>3}  {one['score']:.3f}  {one['passage_id']}\n")
    return 0


def _passage(arguments: argparse.Namespace) -> int:
    from app.answer import passage_json
    from app.references import reference_lines
    from app.text import passage_text
    from ingest.index import Index

    index = Index(arguments.index)
    passage = index.passages.get(arguments.id)
    if passage is None:
        raise NissoError(f"no passage `{arguments.id}`; `nisso passages` lists every id")
    references = list(reference_lines(index, passage))
    if arguments.json:
        _lines([passage_json(passage, references)])
    else:
        sys.stdout.write(passage_text(passage, references))
    return 0


def _passages(arguments: argparse.Namespace) -> int:
    from app.answer import passage_json
    from app.references import reference_lines
    from ingest.index import Index

    index = Index(arguments.index)
    for passage in index.passages:
        if arguments.language and passage.language != arguments.language:
            continue
        if arguments.json:
            _lines([passage_json(passage, list(reference_lines(index, passage)))])
        else:
            sys.stdout.write(f"{passage.id}  {passage.heading or passage.text[:60]}\n")
    return 0


def _chat(arguments: argparse.Namespace) -> int:
    from app.live import Live
    from app.web.memory import share_one_heap
    from app.web.server import serve
    from app.web.takeover import watching

    share_one_heap()
    settings = chat_settings(arguments)
    opened = partial(_assistant, arguments)
    live = Live(opened())
    with watching(live, arguments.index, opened):
        serve(live, settings)
    return 0


def _one_of(text: str | None, batch: Path | None, what: str) -> None:
    if (text is None) == (batch is None):
        sys.stderr.write(f"nisso: give either {what} or --batch FILE\n")
        raise SystemExit(2)


def _lines(rows: Iterable[Mapping[str, object]]) -> None:
    for row in rows:
        sys.stdout.write(json_line(row))


_COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "ask": _ask,
    "search": _search,
    "passage": _passage,
    "passages": _passages,
    "chat": _chat,
    "doctor": show_doctor,
    "gaps": show_gaps,
}
