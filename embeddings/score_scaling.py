"""The cosines of unlike models on one scale, so that a number means the same with each."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from embeddings.encoders import Encoder

USUAL, SPREAD = 0.075, 0.099
"""Mean and deviation of the cosines of `trials` with all-MiniLM-L6-v2: the scale of all numbers
here that say how near is near. Another model's may all lie between 0.75 and 0.9."""
TRIALS = "trials.txt"
"""Lines of notes, then, after an empty line, questions on them."""
Numbers = TypeVar("Numbers", float, NDArray[np.float32])


@dataclass(frozen=True, slots=True)
class ScoreScaling:
    """How the cosines of a model are spread."""

    usual: float = USUAL
    """Mean cosine of a question and a line, most of which have nothing to do with each other."""
    spread: float = SPREAD
    """Their standard deviation."""

    def of(self, cosine: Numbers) -> Numbers:
        """Return cosines as they would be if this model's were spread as all others'."""
        return (cosine - self.usual) * (SPREAD / self.spread) + USUAL


def measured(encoder: Encoder) -> ScoreScaling:
    """Return how the cosines of an encoder are spread, tried on lines and questions."""
    lines, questions = trials()
    cosines = encoder.encode_questions(questions) @ encoder.encode(lines).T
    return ScoreScaling(float(cosines.mean()), float(cosines.std()))


def trials() -> tuple[list[str], list[str]]:
    """Return lines of notes, and questions on them."""
    lines, questions = files("embeddings").joinpath(TRIALS).read_text("utf-8").split("\n\n")
    return lines.splitlines(), questions.splitlines()
