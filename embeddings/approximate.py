"""A store for many vectors: all are compared by a sketch of each, the best of these themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from embeddings.faiss_stores import ExactStore
from embeddings.recall import recall_of

if TYPE_CHECKING:
    import faiss
    from numpy.typing import NDArray

    from embeddings.stores import Ids

NUMBERS_TOGETHER = 2
"""Of a vector, which a sketch keeps as one of SHADES pairs: 4 bits in place of 8 bytes."""
SHADES = 16
"""As many as FAISS compares within registers: 100,000 sketches in 1 ms, where the vectors
themselves take 8 at half precision."""
FIRST_LOOK = 640
"""Vectors that are compared themselves, best sketches first; `tune` doubles it until it is enough.
Of 80 wanted, 320 find 99.4 of 100 among 100,000 vectors without any clusters, 640 find 99.95."""
ENOUGH = 0.99
"""Recall against comparing with every vector below which a reader would miss things."""


class ApproximateStore(ExactStore):
    """Finds the best by sketches of four bits for two numbers, then compares at half precision.

    What sketches look like is learnt from the first vectors that are added, so add many at once,
    or from what `learn` is given.
    """

    name = "approximate"

    @property
    def looked_at(self) -> int:
        """How many vectors are compared themselves; FAISS keeps the number under another name."""
        return int(self._inner.k_factor)

    def learn(self, vectors: NDArray[np.float32]) -> None:
        """Decide what sketches of an empty store look like, from a sample."""
        lacking = max(0, SHADES - len(vectors))
        more = np.random.default_rng(0).normal(size=(lacking, self.dimension))
        sample = np.concatenate([vectors, more / max(1.0, self.dimension**0.5)])
        self.index.train(np.ascontiguousarray(sample, np.float32))

    def tune(self, questions: NDArray[np.float32], wanted: Ids) -> float:
        """Compare just enough vectors to find ENOUGH of `wanted` (q, k); return the recall."""
        self._inner.k_factor = FIRST_LOOK
        while True:
            _, found = self.search(questions, wanted.shape[1])
            recall = recall_of(found, wanted)
            if recall >= ENOUGH or self.looked_at >= len(self):
                return recall
            self._inner.k_factor *= 2

    def _forget(self, ids: Ids) -> int:
        """Write all the others anew, by sketches that look as they did."""
        here = self.ids()
        stays = ~np.isin(here, ids)
        lost = len(here) - int(stays.sum())
        if lost:
            vectors = self._kept.reconstruct_n(0, len(here))[stays]
            self.index.reset()  # what was learnt stays
            if len(vectors):
                self._insert(here[stays], vectors)
        return lost

    def _nearest(self, queries: NDArray[np.float32], k: int) -> tuple[Any, Any]:
        import faiss

        share = min(self.looked_at, len(self)) / k
        asked = faiss.IndexRefineSearchParameters()
        asked.k_factor = max(1.0, share)
        return self.index.search(queries, k, params=asked)  # type: ignore[no-any-return]

    def _insert(self, ids: Ids, vectors: NDArray[np.float32]) -> None:
        if not self._inner.is_trained:
            self.learn(vectors)
        self.index.add_with_ids(vectors, ids)

    @property
    def _inner(self) -> Any:  # noqa: ANN401 - FAISS has no types for it
        import faiss

        return faiss.downcast_index(self.index.index)

    @property
    def _kept(self) -> Any:  # noqa: ANN401 - FAISS has no types for it
        import faiss

        return faiss.downcast_index(self._inner.refine_index)

    @staticmethod
    def _empty(dimension: int) -> faiss.Index:
        return _sketching(dimension)


def _sketching(dimension: int) -> faiss.IndexRefine:
    import faiss

    parts = dimension // NUMBERS_TOGETHER if dimension % NUMBERS_TOGETHER == 0 else dimension
    sketches = faiss.IndexPQFastScan(
        dimension, parts, SHADES.bit_length() - 1, faiss.METRIC_INNER_PRODUCT
    )
    sketches.pq.cp.min_points_per_centroid = 1  # few are not wrong: do not warn on standard error
    half = faiss.IndexScalarQuantizer(
        dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
    )
    index = faiss.IndexRefine(sketches, half)
    index.own_fields = index.own_refine_index = True
    parts_of: Any = (sketches, half)
    for part in parts_of:
        part.this.disown()  # FAISS would look at them after Python let them go
    index.k_factor = FIRST_LOOK
    return index
