"""The command `nisso`: hands each subcommand to the layer that owns it.

It stands above `ingest`, `app` and `eval`, so that none of them needs to know the next.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the subcommand in `argv` and return its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["ingest"]:
        from ingest.command import main as ingest

        return ingest(arguments[1:])
    if arguments[:1] == ["eval"]:
        from eval.command import main as evaluate

        return evaluate(arguments[1:])
    from app.command import main as application

    return application(arguments)


if __name__ == "__main__":
    sys.exit(main())
