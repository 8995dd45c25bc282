"""How the plain ways join rankings: pure functions over lists of (id, score), best first."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean, pstdev
from typing import TypeAlias

Ranking: TypeAlias = Sequence[tuple[int, float]]
"""Ids with their scores, best first, each id once."""

RANK_OFFSET = 60
"""Of reciprocal rank fusion, as in the paper: how little the first places stand out."""


def standardised(ranking: Ranking) -> dict[int, float]:
    """Return the scores less their mean, in standard deviations; zero where all are equal."""
    if not ranking:
        return {}
    scores = [score for _, score in ranking]
    middle, spread = fmean(scores), pstdev(scores)
    return {number: (score - middle) / spread if spread else 0.0 for number, score in ranking}


def fused_by_score(
    *rankings: Ranking, weights: Sequence[float] | None = None
) -> list[tuple[int, float]]:
    """Join rankings by the weighted sum of their standardised scores, best first.

    An id that a ranking leaves out gets the least score of that ranking.
    """
    parts = [standardised(ranking) for ranking in rankings]
    least = [min(part.values(), default=0.0) for part in parts]
    shares = _shares(rankings, weights)
    joined = {
        number: sum(
            share * part.get(number, low)
            for share, part, low in zip(shares, parts, least, strict=True)
        )
        for part in parts
        for number in part
    }
    return _sorted(joined)


def fused_by_rank(
    *rankings: Ranking, weights: Sequence[float] | None = None, offset: int = RANK_OFFSET
) -> list[tuple[int, float]]:
    """Join rankings by their reciprocal ranks (Cormack, Clarke and Buettcher 2009), best first."""
    joined: dict[int, float] = {}
    for share, ranking in zip(_shares(rankings, weights), rankings, strict=True):
        for rank, (number, _) in enumerate(ranking, 1):
            joined[number] = joined.get(number, 0.0) + share / (offset + rank)
    return _sorted(joined)


def _shares(rankings: Sequence[Ranking], weights: Sequence[float] | None) -> Sequence[float]:
    return [1.0] * len(rankings) if weights is None else weights


def _sorted(joined: dict[int, float]) -> list[tuple[int, float]]:
    return sorted(joined.items(), key=lambda item: (-item[1], item[0]))
