"""Two models as one encoder: near is what both find near.

One is small and sees short notes well, the other was trained on questions and the passages that
answer them. Over nine collections of notes, each left out of learning in turn, the two together put
a right line first for two more of 100 questions than the small one, and one more than the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

from embeddings.models import ASKED, SMALL
from embeddings.onnx_encoder import load_onnx
from embeddings.rarity import rarity
from embeddings.score_scaling import ScoreScaling

if TYPE_CHECKING:
    from embeddings.encoders import Encoder, Vectors

NAME = "paired"
LAST_LATIN = "\u0370"
"""The first letter of another script: Greek."""
LIKENESS = ScoreScaling(0.6713, 0.02797)
"""Of the pair that is loaded here: what `measured` gives, which takes a second."""


class EnsembleEncoder:
    """The vectors of two encoders end to end, each as long as makes their parts count alike.

    The cosine of two such vectors is a mean of both models' cosines, weighed by how little those
    of a model are spread: a step of one deviation counts as much in either.
    """

    def __init__(
        self, one: Encoder, other: Encoder, *, name: str, score_scaling: ScoreScaling
    ) -> None:
        """Take the two encoders and how the cosines of the pair are spread."""
        self.both, self.name, self.score_scaling = (one, other), name, score_scaling
        shares = np.array([1 / encoder.score_scaling.spread for encoder in self.both])
        self.lengths = np.sqrt(shares / shares.sum()).astype(np.float32)
        self.digest = sha256(f"{one.digest}+{other.digest}".encode()).hexdigest()
        self.dimension = one.dimension + other.dimension
        self.first = slice(one.dimension)
        """The part of a vector that is of the first model, which knows many languages."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return float32 vectors of unit length, one row a text."""
        return self._joined([encoder.encode(texts) for encoder in self.both])

    def encode_questions(self, questions: Sequence[str]) -> Vectors:
        """Return the vectors of questions, as `encode` those of texts.

        Of a question in another script only the part of the multilingual model counts.
        """
        with ThreadPoolExecutor(len(self.both)) as pool:
            parts = pool.map(lambda encoder: encoder.encode_questions(questions), self.both)
        vectors = self._joined(list(parts))
        foreign = [number for number, text in enumerate(questions) if not is_latin(text)]
        vectors[foreign, self.first.stop :] = 0.0
        return vectors

    def rarity(self, word: str) -> float:
        """Return how rare a word is, from 0 for the commonest to 1 for one it does not know."""
        return rarity(word)

    def _joined(self, parts: Sequence[Vectors]) -> Vectors:
        weighed = [length * part for length, part in zip(self.lengths, parts, strict=True)]
        return np.concatenate(weighed, axis=1)


def is_latin(text: str) -> bool:
    """Tell whether at least half of the letters of a text are Latin ones, as of one without any."""
    letters = list(filter(str.isalpha, text))
    return 2 * sum(letter < LAST_LATIN for letter in letters) >= len(letters)


def load_ensemble(name: str = NAME, *, threads: int | None = None) -> EnsembleEncoder:
    """Return the pair, of which each model opens when it is first run; `name` changes nothing."""
    one, other = (load_onnx(model, threads=threads) for model in (ASKED, SMALL))
    return EnsembleEncoder(one, other, name=NAME, score_scaling=LIKENESS)
