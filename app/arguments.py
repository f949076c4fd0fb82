"""What the command line of the application takes."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.chatoptions import chat_options
from app.doctor import add_doctor
from app.gapreport import add_gaps
from ingest.language import LANGUAGES
from ingest.places import INDEX
from ingest.server import read_place

VERSION = "0.1.0"
EPILOG = (
    "`nisso ingest` builds the index, `nisso eval` checks the answers; each has its own --help."
)


def parser() -> argparse.ArgumentParser:
    """Return the parser of every subcommand."""
    found = argparse.ArgumentParser(
        "nisso", description="Answers from the sources, with the exact passage.", epilog=EPILOG
    )
    found.add_argument("--version", action="version", version=f"nisso {VERSION}")
    commands = found.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _asking(commands)
    _reading(commands)
    chat = commands.add_parser("chat", help="serve the chat, the kiosk and the API")
    chat.add_argument("--host", default="127.0.0.1", help="address to listen on")
    chat.add_argument("--port", type=int, default=7860, help="port to listen on")
    chat_options(chat)
    _model(chat)
    _index(chat)
    add_doctor(commands)
    add_gaps(commands)
    return found


def _asking(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    ask = commands.add_parser("ask", help="answer one question, or a file of them")
    ask.add_argument("question", nargs="?", help="the question")
    ask.add_argument("--language", choices=LANGUAGES, help="language of the answer")
    ask.add_argument("--json", action="store_true", help="print the answer object")
    ask.add_argument("--batch", type=Path, metavar="FILE", help="a question a line, as JSON")
    _model(ask)
    _index(ask)
    search = commands.add_parser("search", help="find passages, best first")
    search.add_argument("query", nargs="?", help="what to find")
    search.add_argument("-k", type=_positive, default=10, help="how many passages")
    search.add_argument("--languages", type=_languages, help="passages in these, e.g. ru,en")
    search.add_argument("--json", action="store_true", help="print the search object")
    search.add_argument("--batch", type=Path, metavar="FILE", help="a query a line, as JSON")
    _index(search)


def _reading(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    passage = commands.add_parser("passage", help="show the passage that a citation names")
    passage.add_argument("id", help="its id")
    passage.add_argument("--json", action="store_true", help="print the passage object")
    _index(passage)
    passages = commands.add_parser("passages", help="list every passage")
    passages.add_argument("--language", choices=LANGUAGES, help="only this language")
    passages.add_argument("--json", action="store_true", help="print one object a line")
    _index(passages)


def _index(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--index", type=read_place, default=INDEX, help="a folder, or a Chroma server's address"
    )


def _model(command: argparse.ArgumentParser) -> None:
    command.add_argument("--llm-url", metavar="URL", help="a language model, OpenAI-compatible")
    command.add_argument("--llm-model", metavar="NAME", help="its name there")


def _positive(text: str) -> int:
    value = int(text)
    if not 1 <= value <= 1000:
        raise argparse.ArgumentTypeError("from 1 to 1000")
    return value


def _languages(text: str) -> list[str]:
    found = [code.strip() for code in text.split(",") if code.strip()]
    for code in found:
        if code not in LANGUAGES:
            raise argparse.ArgumentTypeError(f"{code!r} is none of {', '.join(LANGUAGES)}")
    return found
