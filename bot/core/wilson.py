"""The Wilson score interval of a proportion."""

from __future__ import annotations

from math import sqrt

Z_95 = 1.959963984540054
"""The standard normal quantile of 0.975."""


def wilson_interval(right: int, total: int, z: float = Z_95) -> tuple[float, float]:
    """The 95 % interval of ``right / total``, as (low, high) in 0–1; (0, 1) for no trials.

    Wilson, E. B. (1927), "Probable inference, the law of succession, and statistical inference".
    """
    if total == 0:
        return 0.0, 1.0
    share = right / total
    spread = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    centre = share + z * z / (2 * total)
    scale = 1 + z * z / total
    return max((centre - spread) / scale, 0.0), min((centre + spread) / scale, 1.0)
