"""From a question to a cited answer, and the faces that show it.

The answering core knows nothing of screens. `python -m app ask "…"` answers one question.
"""

import os

# NumPy reads it when it is imported. Vectors of one exhibit are multiplied in less time than it
# takes to wake a second thread, and with several visitors at once such threads only wait for
# each other: 14 ms of computing a question instead of 24 to 40 on two cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
