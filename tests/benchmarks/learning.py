"""Learning weights from ranked candidates: a listwise softmax with signs, and a logistic model.

Pure numpy and scipy: the same labels give the same weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from graph.answers.signals import SIGNALS

PRIOR = {
    "meaning": 1.0, "words": 0.1, "words_line": 0.05, "words_beyond": 0.1, "phrase": 0.15,
    "identifier": 0.15, "quoted": 0.3, "value": 0.3, "value_loose": 0.1, "counted": 0.2,
    "aspects": 0.25, "subject": 0.15, "owner": 0.1, "named": 0.1, "gloss": 0.15, "gloss_words": 0.1,
    "walk": 0.1, "value_about": 0.2, "page_asked": 0.15, "page_walk": 0.1, "page_bridged": 0.1,
    "other_subject": -0.2, "topic": -0.3, "link": -0.3, "doubt": -0.1,
}  # fmt: skip
"""What a reader would expect of the signals, each in its own standard deviations.

With so few labels this is worth five points of hit@1 in cross-validation against a prior of
meaning alone; learning moves away from it only where the labels agree.
"""
AGAINST = frozenset(["aspects_missed", "other_subject", "topic", "link", "doubt", "asks", "wishes"])
EITHER = frozenset(["short", "code", "depth", "rarest", "words_new", "adds"])
"""Signals of either sign; all others must not speak against a fact (or, AGAINST, for it)."""
PULL = 16.0
"""How strongly weights are held to the prior; 8 to 32 score alike in cross-validation."""
SEARCH_PULL = 5.0
"""Of the weights for passages, where a query has several right facts to learn from: in parts that
were left out recall on hotpotqa gains a half point over 16, nDCG on entailmentbank .2 points."""
ROUNDS = 150
FOLDS = 8
LOGISTIC_PULL = 16.0


@dataclass(frozen=True, slots=True)
class Example:
    """One question: the signals of its candidates (n, d) and the rows of each thing to be found."""

    signals: NDArray[np.float64]
    found: tuple[tuple[int, ...], ...]
    """For each right document or line, its rows; any of them will do."""


def scale_of(examples: Sequence[Example]) -> NDArray[np.float64]:
    """Return the usual deviation of each signal within a question."""
    centred = [one.signals - one.signals.mean(axis=0) for one in examples]
    deviation = np.concatenate(centred).std(axis=0)
    return np.where(deviation < 1e-3, 1.0, deviation)


class Batch:
    """Examples in one array, so that a step of learning is a few products of matrices."""

    def __init__(self, examples: Sequence[Example], scale: NDArray[np.float64]) -> None:
        kept = [one for one in examples if one.found]
        widest = max(len(one.signals) for one in kept)
        self.signals = np.zeros((len(kept), widest, len(SIGNALS)))
        self.there = np.zeros((len(kept), widest), dtype=bool)
        targets = [(row, rows) for row, one in enumerate(kept) for rows in one.found]
        self.of = np.array([row for row, _ in targets])
        self.right = np.zeros((len(targets), widest))
        self.share = np.array([1 / len(kept[row].found) for row, _ in targets])
        for row, one in enumerate(kept):
            self.signals[row, : len(one.signals)] = one.signals / scale
            self.there[row, : len(one.signals)] = True
        for target, (_, rows) in enumerate(targets):
            self.right[target, list(rows)] = 1

    def loss(self, weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        """Return minus the log likelihood of the right rows, and its slope."""
        scores = np.where(self.there, self.signals @ weights, -np.inf)
        share = np.exp(scores - scores.max(axis=1, keepdims=True))
        share /= share.sum(axis=1, keepdims=True)
        right = share[self.of] * self.right
        mass = right.sum(axis=1) + 1e-12
        pull = np.zeros_like(share)
        np.add.at(pull, self.of, self.share[:, None] * (right / mass[:, None] - share[self.of]))
        return float(-(self.share * np.log(mass)).sum()), -np.einsum(
            "qn,qnd->d", pull, self.signals
        )


def learn_ranking(
    examples: Sequence[Example], *, without: Sequence[str] = (), pull: float = PULL
) -> NDArray[np.float64]:
    """Return weights (d,) for the raw signals; those of `without` stay 0."""
    scale = scale_of(examples)
    batch = Batch(examples, scale)
    prior = np.array([0.0 if name in without else PRIOR.get(name, 0.0) for name in SIGNALS])

    def total(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        loss, slope = batch.loss(weights)
        away = weights - prior
        return loss + pull * float(away @ away), slope + 2 * pull * away

    bounds = [_bounds(name, without) for name in SIGNALS]
    found = minimize(
        total, prior, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": ROUNDS}
    )
    return np.asarray(found.x / scale)


def _bounds(name: str, without: Sequence[str]) -> tuple[float | None, float | None]:
    if name in without:
        return (0.0, 0.0)
    if name in EITHER:
        return (None, None)
    return (None, 0.0) if name in AGAINST else (0.0, None)


def learn_logistic(
    signals: NDArray[np.float64],
    right: NDArray[np.float64],
    weights: NDArray[np.float64],
    *,
    pull: float = LOGISTIC_PULL,
) -> NDArray[np.float64]:
    """Return the weights (d,) of a logistic model; the first signal is the constant."""
    scale = signals.std(axis=0)
    scale[scale < 1e-6] = 1.0
    scaled = signals / scale

    def total(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        chance = 1 / (1 + np.exp(-np.clip(scaled @ w, -30, 30)))
        held = np.concatenate([[0.0], w[1:]])
        loss = -(
            weights * (right * np.log(chance + 1e-12) + (1 - right) * np.log(1 - chance + 1e-12))
        )
        slope = scaled.T @ (weights * (chance - right)) + 2 * pull * held
        return float(loss.sum() + pull * held @ held), slope

    start = np.zeros(signals.shape[1])
    found = minimize(total, start, jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return np.asarray(found.x / scale)


def folds(count: int, *, seed: int = 1) -> NDArray[np.int64]:
    """Return the fold of each of `count` questions."""
    return np.random.default_rng(seed).permutation(count) % FOLDS


def parts_of(collections: Sequence[Sequence[object]]) -> NDArray[np.int64]:
    """Return the part that each question is left out with: its collection, or a fold of one.

    A collection that stands here twice is left out as one.
    """
    if len(collections) == 1:
        return folds(len(collections[0]))
    sizes = [len(some) for some in collections]
    firsts = [next(n for n, some in enumerate(collections) if some is one) for one in collections]
    return np.repeat(firsts, sizes)
