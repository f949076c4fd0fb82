"""`python -m eval` does what `nisso eval` does."""

import sys

from eval.command import main

sys.exit(main())
