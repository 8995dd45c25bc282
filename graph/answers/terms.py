"""How near the glosses of the technical terms that lines use are to a question."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from graph.glossary import Term, glossary

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.answers.corpus import Corpus, Reading


class TermGlosses:
    """The terms of lines against one question."""

    def __init__(self, corpus: Corpus, text: str, vector: NDArray[np.float32]) -> None:
        self._corpus, self._text, self._vector = corpus, text, vector
        self._known: dict[int, float] = {}
        """By term: how much nearer than usual its gloss is."""

    def near(self, readings: Sequence[Reading]) -> list[float]:
        """Return how much nearer than usual the gloss of a term in each line is; 0 without any.

        Terms that the question uses itself are left out: every line on them has their gloss.
        """
        used = [self._terms_of(one) for one in readings]
        self._measure(frozenset[int]().union(*used) - self._known.keys())
        return [max(map(self._known.__getitem__, some), default=0.0) for some in used]

    def nearest(self, reading: Reading) -> Term | None:
        """Return the term of a line whose gloss is nearest."""
        terms = self._terms_of(reading)
        self._measure(terms - self._known.keys())
        best = max(terms, key=self._known.__getitem__, default=None)
        return None if best is None else glossary().terms[best]

    def _terms_of(self, reading: Reading) -> frozenset[int]:
        return self._corpus.terms_of(reading) - self._asked

    def _measure(self, terms: frozenset[int]) -> None:
        """Compare the glosses of some terms: of all of them it would wake the threads of BLAS."""
        rows, likeness = sorted(terms), self._corpus.index.encoder.likeness
        glosses = self._corpus.term_glosses
        alike = likeness.of(glosses.vectors[rows] @ self._vector) if rows else ()
        usual = float(likeness.of(float(glosses.middle @ self._vector))) if rows else 0.0
        self._known |= {
            row: max(0.0, float(one) - usual) for row, one in zip(rows, alike, strict=True)
        }

    @cached_property
    def _asked(self) -> frozenset[int]:
        return glossary().found_in(self._text)
