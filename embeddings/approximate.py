"""A store for millions of vectors: only those in the nearest of many lists are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from embeddings.faiss_stores import ExactStore
from embeddings.recall import recall_of

if TYPE_CHECKING:
    import faiss
    from numpy.typing import NDArray

    from embeddings.stores import Ids

LISTS_PER_ROOT = 4
"""Lists for each root of the number of vectors, as FAISS advises from thousands to millions."""
LEARNT_PER_LIST = 40
"""Vectors that the middle of a list is learnt from; FAISS finds fewer than 39 too few."""
FIRST_PROBES = 8
"""Lists that `tune` begins with; on real questions 16 were too few."""
ENOUGH = 0.99
"""Recall against comparing with every vector below which a reader would miss things."""


class ApproximateStore(ExactStore):
    """Looks through the lists whose middles are nearest, at half precision.

    The first vectors that are added decide the lists, so add many at once. Until `tune` has
    measured on real questions how few lists are enough, it looks through all of them.
    """

    name = "approximate"

    def __init__(self, dimension: int, *, index: faiss.Index | None = None) -> None:
        self.dimension = dimension
        self.index: Any = index or _lists(dimension, 1)

    def learn(self, vectors: NDArray[np.float32], *, expected: int) -> None:
        """Decide the lists of an empty store from a sample, for `expected` vectors in all."""
        lists = int(LISTS_PER_ROOT * expected**0.5)
        lists = max(1, min(lists, len(vectors) // LEARNT_PER_LIST))
        self.index = _lists(self.dimension, lists)
        self.index.train(np.ascontiguousarray(vectors, np.float32))
        self.index.nprobe = lists

    def tune(self, questions: NDArray[np.float32], wanted: Ids) -> float:
        """Look through just enough lists to find ENOUGH of `wanted` (q, k); return the recall."""
        self.index.nprobe = min(FIRST_PROBES, self.index.nlist)
        while True:
            _, found = self.search(questions, wanted.shape[1])
            recall = recall_of(found, wanted)
            if recall >= ENOUGH or self.index.nprobe >= self.index.nlist:
                return recall
            self.index.nprobe = min(self.index.nlist, self.index.nprobe * 2)

    def ids(self) -> Ids:
        """Return the ids that are kept, in no promised order."""
        import faiss

        lists = self.index.invlists
        parts = [
            faiss.rev_swig_ptr(lists.get_ids(number), size).copy()
            for number in range(self.index.nlist)
            if (size := lists.list_size(number))
        ]
        return np.concatenate([*parts, np.empty(0, np.int64)])

    def _insert(self, ids: Ids, vectors: NDArray[np.float32]) -> None:
        if not self.index.is_trained:
            self.learn(vectors, expected=len(vectors))
        self.index.add_with_ids(vectors, ids)


def _lists(dimension: int, lists: int) -> faiss.IndexIVFScalarQuantizer:
    import faiss

    index = faiss.IndexIVFScalarQuantizer(
        faiss.IndexFlatIP(dimension), dimension, lists, faiss.ScalarQuantizer.QT_fp16,
        faiss.METRIC_INNER_PRODUCT, False,  # the vectors themselves, not what the middle leaves
    )  # fmt: skip
    index.cp.min_points_per_centroid = 1  # few are not wrong: do not warn on standard error
    return index
