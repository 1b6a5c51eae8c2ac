"""What matches and articles weigh by the field that they are in, as `index/ranking.py` has it, for arrays."""

from __future__ import annotations

import numpy as np

from newsfind.index.analysis import LEAD_WORDS
from newsfind.index.engines.whoosh.codec.file import Array
from newsfind.index.ranking import BODY_WEIGHT, HEADLINE_WEIGHT, LEAD_WEIGHT


def weighted_lengths(starts: Array, bodies: Array) -> Array:
    """`ranking.weighted_length` of every article."""
    headline = bodies - starts[:-1] - 1
    body = starts[1:] - bodies - 1
    lead = np.minimum(body, LEAD_WORDS)
    return HEADLINE_WEIGHT * headline + LEAD_WEIGHT * lead + BODY_WEIGHT * (body - lead)


def weights_at(positions: Array, starts_of_bodies: Array) -> Array:
    """What matches at these positions count, given where the body of each one's article begins."""
    inside = positions - starts_of_bodies
    return np.where(inside < 0, HEADLINE_WEIGHT, np.where(inside < LEAD_WORDS, LEAD_WEIGHT, BODY_WEIGHT))
