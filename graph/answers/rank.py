"""Choosing among the candidates: a weighted sum of the signals, with weights that were learnt once.

`weights.json` is made by `python -m tests.benchmarks.train` from labelled questions over
several collections; a linear ranker, because every place it gives can be explained.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

from graph.answers.embedded import embedded_text
from graph.answers.optional_models import MOST_RERANKED, weight_of
from graph.answers.ranker_features import SIGNALS, View, signals_of
from graph.answers.retrieval_context import IndexedFact
from graph.answers.retrieve import Purpose

if TYPE_CHECKING:
    from numpy.typing import NDArray

_PLACE = {name: place for place, name in enumerate(SIGNALS)}


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """A candidate in its place; each is only itself, whatever its numbers."""

    reading: IndexedFact
    score: float
    share: float
    """Of the probability that this is the right fact, among the candidates."""
    signals: NDArray[np.float64]
    """(len(SIGNALS),)"""

    def signal(self, name: str) -> float:
        """Return one signal by its name."""
        return float(self.signals[_PLACE[name]])


@cache
def weights(purpose: Purpose, *, use_graph: bool) -> np.ndarray:
    """Return the learnt weights (len(SIGNALS),)."""
    text = resources.files("graph.answers").joinpath("weights.json").read_text("utf-8")
    known = json.loads(text)[purpose if use_graph else f"{purpose}_plain"]
    return np.array([known.get(name, 0.0) for name in SIGNALS])


def reranker_scores(
    view: View, numbers: Sequence[int], scores: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return what a reranker adds to the scores: one more feature, which the best candidates have.

    The others count as the worst of these; where it has nothing to say, nothing is added.
    """
    best = np.argsort(-scores, kind="stable")[:MOST_RERANKED]
    texts = [embedded_text(view.found.readings[numbers[row]].fact, {}) for row in best]
    found = view.models.reranked(view.question.text, texts)
    added = np.full(len(numbers), 0.0 if found is None else found.min())
    if found is not None:
        added[best] = found
    return weight_of(view.purpose) * added


def rank(view: View) -> list[Ranked]:
    """Return the candidates, best first; equals in the order in which they came into question."""
    numbers, signals = signals_of(view)
    if not numbers:
        return []
    scores = signals @ weights(view.purpose, use_graph=view.walk is not None)
    if view.models.reranker:
        scores = scores + reranker_scores(view, numbers, scores)
    shares = np.exp(scores - scores.max())
    shares /= shares.sum()
    order = sorted(range(len(numbers)), key=lambda row: -scores[row])
    readings, scored, shared = view.found.readings, scores.tolist(), shares.tolist()
    return [Ranked(readings[numbers[row]], scored[row], shared[row], signals[row]) for row in order]
