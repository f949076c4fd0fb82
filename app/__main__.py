"""`python -m app …` does what `nisso …` does, but for ingest and eval."""

import sys

from app.command import main

sys.exit(main())
