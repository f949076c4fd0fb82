"""Writes into the READMEs what their `$ nisso …` commands print today: `make examples`.

A command stands in a block fenced as ```console, after "$ "; what follows, up to the next command,
is its output. Other commands in such a block are left alone.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stdout, suppress
from pathlib import Path

import nisso
from ingest.build import ingest
from ingest.encoder import DEFAULT
from ingest.places import CORPUS, ROOT

PAGES = ("README.md", "README.ru.md", "README.ja.md")
_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_PROMPT = "$ "
_TAKE_INDEX = frozenset(("ask", "ingest", "search", "passage", "passages"))


def main() -> int:
    """Write every page again, over an index built for it, as the test's is; return 0."""
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        ingest(CORPUS, index, DEFAULT)
        for name in PAGES:
            page = ROOT / name
            page.write_text(refreshed(page.read_text(encoding="utf-8"), index), encoding="utf-8")
    return 0


def refreshed(text: str, index: Path) -> str:
    """Return `text` with the output of each command as it is over the index in `index`."""
    return _BLOCK.sub(lambda block: "".join(_parts(block[0], index)), text)


def commands(text: str) -> list[str]:
    """Return the commands shown in `text`, in order, without their prompts."""
    lines = [line for block in _BLOCK.findall(text) for line in block.splitlines()]
    return [line.removeprefix(_PROMPT) for line in lines if line.startswith(_PROMPT)]


def printed(command: str, index: Path) -> str:
    """Return what the command `nisso …` prints over the index in `index`, 80 columns wide."""
    arguments = shlex.split(command)[1:]
    if arguments[:1] and arguments[0] in _TAKE_INDEX and "--help" not in arguments:
        arguments += ["--index", str(index)]
    os.environ["COLUMNS"] = "80"
    with redirect_stdout(io.StringIO()) as out, suppress(SystemExit):  # argparse's, after --help
        nisso.main(arguments)
    return out.getvalue().rstrip("\n") + "\n"


def _parts(block: str, index: Path) -> Iterator[str]:
    shown = re.split(r"^(?=\$ )", block, flags=re.MULTILINE)
    for part in shown:
        command = part.partition("\n")[0]
        ours = command.startswith(f"{_PROMPT}nisso ")
        yield f"{command}\n{printed(command.removeprefix(_PROMPT), index)}" if ours else part


if __name__ == "__main__":
    sys.exit(main())
