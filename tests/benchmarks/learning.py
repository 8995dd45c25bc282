"""Learning weights from ranked candidates: a listwise softmax with signs, and a logistic model.

The same labels give the same weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from graph.answers.ranker_features import FEATURES, SIGNALS, Feature

PULL = 16.0
"""How strongly weights are held to the prior; 8 to 32 score alike in cross-validation."""
SEARCH_PULL = 5.0
"""Of the weights for passages, where a query has several right facts to learn from: in parts that
were left out recall on hotpotqa gains a half point over 16, nDCG on entailmentbank .2 points."""
RARE = 0.1
"""The least deviation: by its prior a signal that hardly ever tells would weigh as no other."""
ROUNDS = 150
LOGISTIC_PULL = 5.0
"""How strongly the weights of a logistic model are held to 0."""


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
    return np.maximum(deviation, RARE)


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
    prior = np.array([0.0 if one.name in without else one.prior for one in FEATURES])

    def total(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        loss, slope = batch.loss(weights)
        away = weights - prior
        return loss + pull * float(away @ away), slope + 2 * pull * away

    bounds = [_bounds(feature, without) for feature in FEATURES]
    found = minimize(
        total, prior, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": ROUNDS}
    )
    return np.asarray(found.x / scale)


def _bounds(feature: Feature, without: Sequence[str]) -> tuple[float | None, float | None]:
    if feature.name in without:
        return (0.0, 0.0)
    return _bounds_of(feature.sign)


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model."""

    bias: float
    weights: NDArray[np.float64]

    def log_odds(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the log odds of each row."""
        return np.asarray(self.bias + features @ self.weights)

    def calibrated(self, shift: float, slope: float) -> Logistic:
        """Return the model with its log odds scaled, then shifted."""
        return Logistic(self.bias * slope + shift, self.weights * slope)


def learn_logistic(
    features: NDArray[np.float64],
    right: NDArray[np.bool_],
    counts: NDArray[np.float64],
    *,
    signs: Sequence[int] = (),
    pull: float = LOGISTIC_PULL,
) -> Logistic:
    """Return a logistic model whose weights keep their signs.

    scikit-learn's cannot be held to signs; to drop what has the wrong one loses what is correlated.
    """
    middle, spread = features.mean(axis=0), features.std(axis=0)
    scaled = (features - middle) / np.where(spread < 1e-6, 1.0, spread)
    target = np.where(right, 1.0, -1.0)

    def total(learnt: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        odds = target * (learnt[0] + scaled @ learnt[1:])
        missed = counts * target * expit(-odds)
        slope = np.concatenate([[-missed.sum()], 2 * pull * learnt[1:] - scaled.T @ missed])
        return float(counts @ np.logaddexp(0, -odds) + pull * learnt[1:] @ learnt[1:]), slope

    signs = signs or [0] * features.shape[1]
    bounds = [(None, None), *(_bounds_of(sign) for sign in signs)]
    found = minimize(total, np.zeros(len(bounds)), jac=True, method="L-BFGS-B", bounds=bounds)
    weights = found.x[1:] / np.where(spread < 1e-6, 1.0, spread)
    return Logistic(float(found.x[0] - weights @ middle), weights)


def _bounds_of(sign: int) -> tuple[float | None, float | None]:
    return (0.0 if sign > 0 else None, 0.0 if sign < 0 else None)
