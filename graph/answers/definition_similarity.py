"""How near the glosses of concepts are to a question, and which of its words they explain."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from embeddings.score_scaling import ScoreScaling
    from embeddings.stores import Store
    from graph.answers.retrieval_context import IndexedFact, RetrievalContext

SAID = 0.4
"""What a word in a gloss counts that another candidate has itself, which says it better."""


class KeptGlosses:
    """The vectors of all glosses, and which is nearest to another."""

    def __init__(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        self.ids, self.vectors = ids, vectors
        self.rows = {concept: row for row, concept in enumerate(ids)}
        self.middle = vectors.mean(axis=0) if len(ids) else vectors

    @cached_property
    def _store(self) -> Store:
        """What finds the nearest, made when that is first asked for."""
        from embeddings import STORES

        store = STORES["fp16"](self.vectors.shape[1])
        store.add(np.arange(len(self.ids)), self.vectors)
        return store

    def nearest(self, vector: NDArray[np.float32]) -> str | None:
        """Return the concept whose gloss is nearest, None where none has one."""
        if not self.ids:
            return None
        _, found = self._store.search(vector[None, :], 1)
        return self.ids[int(found[0, 0])]


class Glosses:
    """How near the glosses of concepts are to a question; each is only counted when asked for."""

    def __init__(
        self, kept: KeptGlosses, vector: NDArray[np.float32], score_scaling: ScoreScaling
    ) -> None:
        self._kept, self._vector, self._likeness = kept, vector, score_scaling

    def get(self, concept_id: str) -> float:
        """Return how much nearer than usual a concept's gloss is; 0 where it has none."""
        row = self._kept.rows.get(concept_id)
        if row is None:
            return 0.0
        return self._likeness.of(float(self._kept.vectors[row] @ self._vector)) - self._usual

    @cached_property
    def _usual(self) -> float:
        return self._likeness.of(float(self._kept.middle @ self._vector))

    @cached_property
    def nearest(self) -> tuple[str, float] | None:
        """The concept whose gloss is nearest, and how near; None where none has a gloss."""
        found = self._kept.nearest(self._vector)
        return None if found is None else (found, self.get(found))


def explained(
    readings: Sequence[IndexedFact],
    has: Sequence[frozenset[str]],
    heard: frozenset[str],
    corpus: RetrievalContext,
) -> list[frozenset[str]]:
    """Return which words of a question facts lack and a gloss of what they are about or name has.

    `has` are the words that each fact has, of those `heard`. "Which tool traces requests?" means a
    line on X-Ray that has neither word.
    """
    concepts = {concept for one in readings for concept in one.concepts}
    known = corpus.gloss_words(concepts)
    told = {
        some: heard & frozenset[str]().union(*(known[c] for c in some if c in known))
        for some in {one.concepts for one in readings}
    }
    return [told[one.concepts] - own for one, own in zip(readings, has, strict=True)]
