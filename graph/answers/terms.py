"""How near the glosses of the technical terms that lines use are to a question."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from graph.glossary import Term, glossary

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from embeddings.likeness import Likeness
    from graph.answers.corpus import Corpus, Reading


class TermGlosses:
    """The terms of lines against one question; nothing is counted before it is asked for."""

    def __init__(self, corpus: Corpus, text: str, vector: NDArray[np.float32]) -> None:
        self._corpus, self._text, self._vector = corpus, text, vector

    def near(self, reading: Reading) -> float:
        """Return how much nearer than usual the gloss of a term in a line is; 0 without any.

        Terms that the question uses itself are left out: every line on them has their gloss.
        """
        terms = self._corpus.terms_of(reading) - self._asked
        return max(0.0, float(self._alike[list(terms)].max()) - self._usual) if terms else 0.0

    def nearest(self, reading: Reading) -> Term | None:
        """Return the term of a line whose gloss is nearest."""
        terms: Iterable[int] = self._corpus.terms_of(reading) - self._asked
        best = max(terms, key=lambda one: float(self._alike[one]), default=None)
        return None if best is None else glossary().terms[best]

    @cached_property
    def _asked(self) -> frozenset[int]:
        return glossary().found_in(self._text)

    @cached_property
    def _alike(self) -> NDArray[np.float64]:
        return np.asarray(self._likeness.of(self._corpus.term_vectors @ self._vector))

    @cached_property
    def _usual(self) -> float:
        """The cosine of the question and of what all glosses have in common."""
        middle = self._corpus.term_vectors.mean(axis=0)
        return float(self._likeness.of(float(middle @ self._vector)))

    @property
    def _likeness(self) -> Likeness:
        return self._corpus.index.encoder.likeness
