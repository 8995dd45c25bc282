"""Learn how likely it is that notes answer a question at all; part of `train_ranker`."""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from graph.answers.corpus import Corpus
from graph.answers.doubts import doubts_of
from graph.answers.finding import Finding
from tests.benchmarks.labelled import ONE_IS_ENOUGH, Asked, found_for
from tests.benchmarks.learning import learn_logistic, parts_of

TAKEN_AWAY, SWAPPED = 0.1, 0.1
"""Weights of made-up questions without an answer, against 1 for a real one: a few of them can be
answered after all."""
SWAPS = 3
LEAST_FACTS = 4
SEED = 3
USUALLY_KNOWN = 0.9
"""How many of a person's questions the notes answer; half of ours are unknown, to learn from."""


def doubtful(asked: Sequence[Asked]) -> tuple[NDArray[np.float64], ...]:
    """Return signals, labels and weights of questions with and without an answer, also made up.

    The last is the place of the real question that each row comes from.
    """
    draw = random.Random(SEED)
    rows: list[tuple[list[float], float, float, int]] = []
    for number, one in enumerate(asked):
        known = bool(one.right)
        rows.append((doubts_of(one.finding), float(known), 1.0, number))
        if known and one.kind in (*ONE_IS_ENOUGH, "list"):
            pairs = zip(one.finding.ranked, one.places, strict=True)
            rest = [ranked for ranked, places in pairs if not places & one.right]
            rows.append((doubts_of(one.finding, ranked=rest), 0.0, TAKEN_AWAY, number))
            rows += [(doubts_of(f), 0.0, SWAPPED, number) for f in _swapped(one, draw)]
    signals, right, weights, of = zip(*rows, strict=True)
    return np.array(signals), np.array(right), np.array(weights), np.array(of)


def _swapped(one: Asked, draw: random.Random) -> Iterator[Finding]:
    """Yield the same question asked of other things, of which the notes do not say it."""
    corpus, question = one.finding.corpus, one.finding.question
    kinds = [m for m in question.mentions if _is_service(corpus, m.concept)]
    others = [c for c in corpus.index.concepts() if _is_service(corpus, c.id)]
    others = [c for c in others if corpus.facts_count(c.id) >= LEAST_FACTS]
    for other in draw.sample(others, min(SWAPS, len(others))) if kinds else ():
        if other.id not in question.asked:
            span, name = kinds[0].span, min((other.name, *other.aliases), key=len)
            text = question.text[: span.start] + name + question.text[span.end :]
            yield found_for(text, corpus, use_graph=one.finding.scope.use_graph)


def _is_service(corpus: Corpus, concept_id: str) -> bool:
    concept = corpus.concept(concept_id)
    return concept is not None and concept.kind == "service"


def calibrated(collections: Sequence[Sequence[Asked]]) -> tuple[NDArray[np.float64], float]:
    """Return the weights of declining and their calibration error, both by cross-validation.

    The probabilities of questions that a model has not seen are fitted once more to how often
    such questions are answered (Platt, 1999).
    """
    asked = [one for some in collections for one in some]
    signals, right, weights, of = doubtful(asked)
    real = weights >= 1.0
    unseen = np.zeros(len(right))
    parts = parts_of(collections)[of]
    for part in np.unique(parts):
        learnt = learn_logistic(
            signals[parts != part], right[parts != part], weights[parts != part]
        )
        unseen[parts == part] = signals[parts == part] @ learnt
    pair = np.column_stack([np.ones(real.sum()), unseen[real]])
    shift, slope = learn_logistic(pair, right[real], np.ones(real.sum()), pull=0.0)
    chance = 1 / (1 + np.exp(-(shift + slope * unseen[real])))
    _tell_declining(chance, right[real] > 0, parts[real])
    final = learn_logistic(signals, right, weights) * slope
    final[0] += shift + log_odds(USUALLY_KNOWN) - log_odds(float(right[real].mean()))
    return final, calibration_error(chance, right[real])


def log_odds(chance: float) -> float:
    """Return the logarithm of how much likelier a thing is than its contrary."""
    return math.log(chance / (1 - chance))


def _tell_declining(
    chance: NDArray[np.float64], known: NDArray[np.bool_], parts: NDArray[np.int64]
) -> None:
    """Write how many are answered and refused from each probability, by collection."""
    for part in np.unique(parts):
        of = parts == part
        shares = (
            f"{least}: {(chance[of & known] >= least).mean():.2f}/"
            f"{(chance[of & ~known] < least).mean():.2f}"
            for least in (0.2, 0.25, 0.3, 0.35, 0.4, 0.5)
        )
        error = calibration_error(chance[of], known[of].astype(float))
        sys.stderr.write(f"  {part}: error {error:.3f}; from " + ", ".join(shares) + "\n")


def calibration_error(chance: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    """Return the expected calibration error over ten bins (Naeini et al., 2015)."""
    bins = np.minimum((chance * 10).astype(int), 9)
    gaps = [
        abs(chance[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean()
        for b in set(bins)
    ]
    return float(sum(gaps))
