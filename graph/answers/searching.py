"""The signals that only searching has: what hangs together, and what stands around."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from graph.answers.around import AROUND, Around
from graph.answers.chain import chained
from graph.answers.corpus import Reading

SEARCHING = ("chained", *AROUND)
"""Over nine collections they help no question to its answer."""


def searched(
    readings: Mapping[int, Reading],
    first: Mapping[int, float],
    meaning: Mapping[int, float],
    weights: Mapping[str, float],
    *,
    weight: Callable[[str], float],
) -> dict[str, Sequence[float]]:
    """Return the signals of SEARCHING, one number a candidate.

    `first` are the plain scores, `weights` tells how telling the stems of the question are, and
    `weight` any other stem.
    """
    hanging = chained(readings, meaning, frozenset(weights), weight=weight)
    around = Around(readings, first, weights)
    rows = zip(*map(around.row, readings.values()), strict=True)
    columns: dict[str, Sequence[float]] = {"chained": [hanging.get(one, 0.0) for one in readings]}
    return columns | dict(zip(AROUND, rows, strict=True))
