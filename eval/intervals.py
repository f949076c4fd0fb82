"""Estimates with 95% intervals, by SciPy: the one file that imports it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from eval.record import Estimate

_LEVEL = 0.95
_RESAMPLES = 1000
_SEED = 1925
_DIGITS = 4


@cache
def share(hits: int, n: int) -> Estimate:
    """Return `hits` of `n` (not 0) with Wilson's interval."""
    from scipy.stats import binomtest

    bounds = binomtest(hits, n).proportion_ci(_LEVEL, method="wilson")
    return Estimate(_round(hits / n), n, _round(bounds.low), _round(bounds.high))


def mean(values: Sequence[float]) -> Estimate:
    """Return the mean of `values` (not empty) with a percentile bootstrap interval.

    The seed is fixed, so that two runs agree; one value has no interval.
    """
    import numpy as np
    from scipy.stats import bootstrap

    data = np.asarray(values, dtype=float)
    middle = _round(data.mean())
    if data.size < 2:
        return Estimate(middle, data.size)
    bounds = bootstrap(
        (data,),
        np.mean,
        confidence_level=_LEVEL,
        n_resamples=_RESAMPLES,
        method="percentile",
        rng=np.random.default_rng(_SEED),
    ).confidence_interval
    return Estimate(middle, data.size, _round(bounds.low), _round(bounds.high))


def _round(value: float) -> float:
    return round(float(value), _DIGITS)
