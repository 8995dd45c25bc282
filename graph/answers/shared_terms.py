"""Facts that belong together by their words: what the best facts say is looked for too, ever less.

Iterated lexical retrieval, as for explanations that are made of several facts (Chia, Witteveen and
Andrews, "Red Dragon AI at TextGraphs 2019"): the best fact's words join those of the question at a
discount, the next best is chosen by all of them, and so on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from embeddings.bm25 import LENGTH_SHARE, SATURATION
from graph.answers.retrieval_context import IndexedFact

if TYPE_CHECKING:
    from numpy.typing import NDArray

STEPS, DISCOUNT = 10, 0.8
"""The tenth fact's words count a tenth. Ten steps at 0.8 find more than three or five at less, and
than sixteen at 0.9."""
WORDS_SHARE = 0.5
"""Of the words beside meaning in choosing the next fact: 0.4 to 0.6 score alike."""


def chained(
    readings: Mapping[int, IndexedFact],
    meaning: Mapping[int, float],
    heard: frozenset[str],
    *,
    weight: Callable[[str], float],
) -> dict[int, float]:
    """Return for each fact how well its words fit the question's and the best facts', 1 at most.

    `heard` are the stems of the question, `weight` tells how telling a stem is.
    """
    numbers = list(readings)
    stems = sorted({stem for reading in readings.values() for stem in reading.line})
    if not stems:
        return {}
    rows = _telling([reading.line for reading in readings.values()], stems, weight)
    near = np.array([meaning.get(number, 0.0) for number in numbers])
    wanted = np.array([float(stem in heard) for stem in stems])
    taken = np.zeros(len(numbers), dtype=bool)
    for step in range(1, min(STEPS, len(numbers)) + 1):
        scores = near + WORDS_SHARE * _shares(rows @ wanted)
        best = int(np.argmax(np.where(taken, -np.inf, scores)))
        taken[best] = True
        wanted = np.maximum(wanted, (rows[best] > 0) * DISCOUNT**step)
    return dict(zip(numbers, _shares(rows @ wanted).tolist(), strict=True))


def _telling(
    lines: Sequence[frozenset[str]], stems: Sequence[str], weight: Callable[[str], float]
) -> NDArray[np.float64]:
    """Return BM25 of each stem in each line (lines, stems), none counted more than once."""
    places = {stem: place for place, stem in enumerate(stems)}
    sizes = np.array([len(line) for line in lines], dtype=np.float64)
    there = np.zeros((len(lines), len(stems)))
    for row, line in enumerate(lines):
        there[row, [places[stem] for stem in line]] = 1.0
    long = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * sizes / sizes.mean())
    worth = np.array([weight(stem) for stem in stems])
    scored: NDArray[np.float64] = there * worth * ((SATURATION + 1) / (1 + long))[:, None]
    return scored


def _shares(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    shares: NDArray[np.float64] = scores / (scores.max() or 1.0)
    return shares
