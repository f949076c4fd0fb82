"""Unit vectors, in which a cosine is a product."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


def unit(vectors: NDArray[np.floating]) -> Vectors:
    """Return the rows of `vectors` scaled to length one; a zero row stays zero."""
    # A model may give half precision, in which a length is off and the least one is zero.
    full = np.array(vectors, dtype=np.float32)  # a copy, for what is divided in place
    full /= np.maximum(np.linalg.norm(full, axis=1, keepdims=True), 1e-12)
    return full
