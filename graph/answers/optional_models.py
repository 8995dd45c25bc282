"""Models that read a question and a line together: the shipped reader, and two that a user brings.

None has the last word: the reader and an entailment model add a feature each to abstention, a
reranker one to the ranker. Where one is missing, broken or too slow, the answer is that without it.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

from embeddings.errors import EmbeddingError
from embeddings.models import READER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from embeddings.cross_encoder import CrossEncoder

LOG = logging.getLogger(__name__)
MOST_RERANKED = 20
"""Candidates that a reranker reads: the right line is nearly always among them."""
SECONDS = 1.0
"""That a model may take for a question; 20 pairs take some 60 ms of one core, or 300."""
YES, NO = "entailment", "contradiction"
"""Labels of an entailment model."""


@dataclass(frozen=True, slots=True)
class OptionalModels:
    """The names or folders of models; nothing stands for none."""

    reranker: str = ""
    entailment: str = ""
    reader: str = READER

    def read(self, question: str, texts: Sequence[str]) -> float:
        """Return how far the best of some texts answers a question, in log odds; 0 if unread.

        Each is read alone: numbers of eight bits depend on what is read with them.
        """
        model = _loaded(self.reader, ("score",)) if self.reader and texts else None
        scores = (model.scores([(question, text)]) for text in texts if model)
        return max((float(one[0, 0]) for one in scores if one is not None), default=0.0)

    def reranked(self, question: str, texts: Sequence[str]) -> NDArray[np.float64] | None:
        """Return how well texts answer a question, in standard deviations among them.

        What a reranker's scores mean differs from one to the next; how they compare does not.
        """
        model = _loaded(self.reranker, ("score",)) if self.reranker and len(texts) > 1 else None
        pairs = [(question, text) for text in texts]
        scores = model.scores(pairs, seconds=SECONDS) if model else None
        if scores is None:
            return None
        each = scores[:, 0].astype(np.float64)
        return np.asarray((each - each.mean()) / max(float(each.std()), 1e-6))

    def entailed(self, premise: str, hypothesis: str) -> float:
        """Return how far a text says something: 1 if so, -1 if it denies it, 0 where neither."""
        model = _loaded(self.entailment, (YES, NO)) if self.entailment else None
        scores = model.scores([(premise, hypothesis)], seconds=SECONDS) if model else None
        if model is None or scores is None:
            return 0.0
        shares = np.exp(scores[0] - scores[0].max())
        shares /= shares.sum()
        return float(shares[model.labels.index(YES)] - shares[model.labels.index(NO)])


NONE = OptionalModels()


@cache
def weight_of(use: str) -> float:
    """Return what a model counts in "ask" and "search", or in "known" and "right".

    These are priors: no such model could be had where weights are learnt. One standard deviation of
    a reranker counts less than half of what one of meaning does.
    """
    text = resources.files("graph.answers").joinpath("weights.json").read_text("utf-8")
    weight: float = json.loads(text)["optional"][use]
    return weight


@cache
def _loaded(name: str, labels: tuple[str, ...]) -> CrossEncoder | None:
    """Return a model that gives these labels; None, with a warning, where there is none."""
    from embeddings.cross_encoder import load_cross_encoder

    try:
        model = load_cross_encoder(name)
    except (EmbeddingError, OSError) as error:  # the last: no room for its export
        LOG.warning("%s; answers are made without it", error)
        return None
    if not set(labels) <= set(model.labels):
        has, asked = ", ".join(model.labels), ", ".join(labels)
        LOG.warning("%s gives %s, not %s; answers are made without it", name, has, asked)
        return None
    return model
