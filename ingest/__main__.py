"""`python -m ingest` does what `nisso ingest` does."""

import sys

from ingest.command import main

sys.exit(main())
