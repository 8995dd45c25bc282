"""Stores by FAISS: every vector compared, at full or at half precision."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from embeddings.errors import StoreBroken

if TYPE_CHECKING:
    import faiss
    from numpy.typing import NDArray

    from embeddings.stores import Found, Ids


ALONE = 1
"""Threads for a single query: FAISS gives each query one, and the others would only be waited for,
which took ten times as long as the search where cores are shared."""


class ExactStore:
    """Compares the query with every vector at full precision: what the others must agree with."""

    name = "exact"

    def __init__(self, dimension: int, *, index: faiss.Index | None = None) -> None:
        self.dimension = dimension
        self.index: Any = numbered(self._empty(dimension)) if index is None else index
        self._places: tuple[Ids, Ids] | None = None
        """The ids in rising order and the row of each, until something is added or removed."""

    def add(self, ids: Ids, vectors: NDArray[np.float32]) -> None:
        """Keep `vectors` (n, dimension) under `ids` (n,); an id that is there gets the new one."""
        numbers, rows = np.asarray(ids, np.int64), np.ascontiguousarray(vectors, np.float32)
        if rows.shape != (len(numbers), self.dimension):
            wanted = (len(numbers), self.dimension)
            raise StoreBroken(f"vectors of shape {wanted} are needed, not {rows.shape}.")
        if not len(numbers):
            return
        _, last = np.unique(numbers[::-1], return_index=True)
        if len(last) < len(numbers):  # the last of several under one id counts
            keep = np.sort(len(numbers) - 1 - last)
            numbers, rows = numbers[keep], rows[keep]
        self.remove(numbers)
        self._insert(numbers, rows)

    def remove(self, ids: Ids) -> int:
        """Forget `ids`; return how many of them were there."""
        self._places = None
        return self._forget(np.asarray(ids, np.int64))

    def _forget(self, ids: Ids) -> int:
        known = np.intersect1d(ids, self.ids())
        return int(self.index.remove_ids(_chosen(known))) if len(known) else 0

    def search(self, queries: NDArray[np.float32], k: int) -> Found:
        """Return scores and ids of the `k` nearest of each query, best first."""
        rows = np.ascontiguousarray(queries, np.float32)
        scores = np.full((len(rows), k), -np.inf, np.float32)
        ids = np.full((len(rows), k), -1, np.int64)
        if len(self) and len(rows) and (most := min(k, len(self))):
            with _threads_for(len(rows)):
                scores[:, :most], ids[:, :most] = self._nearest(rows, most)
        scores[ids < 0] = -np.inf
        return scores, ids

    def held(self, ids: Ids) -> tuple[Ids, NDArray[np.float32]]:
        """Return those of `ids` that are kept, and their vectors as they are compared."""
        known, rows = self._sorted()
        wanted = np.array(sorted(set(ids)), np.int64)  # np.unique imports numpy.ma
        places = np.searchsorted(known, wanted)
        there = places < len(known)
        there[there] = known[places[there]] == wanted[there]
        return wanted[there], self._kept.reconstruct_batch(rows[places[there]])

    def save(self, path: Path) -> None:
        """Write a FAISS index to `path` by way of a file beside it."""
        import faiss

        beside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            faiss.write_index(self.index, str(beside))
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)

    def ids(self) -> Ids:
        """Return the ids that are kept, in no promised order."""
        import faiss

        return np.asarray(faiss.vector_to_array(self.index.id_map), np.int64)

    def __len__(self) -> int:
        """Return how many vectors are kept."""
        return int(self.index.ntotal)

    def _sorted(self) -> tuple[Ids, Ids]:
        """Return the ids in rising order, and the row of each."""
        if self._places is None:
            ids = self.ids()
            rows = np.argsort(ids, kind="stable")
            self._places = ids[rows], rows
        return self._places

    @property
    def _kept(self) -> Any:  # noqa: ANN401 - FAISS has no types for it
        """The part of the index that holds the vectors themselves, by row."""
        import faiss

        return faiss.downcast_index(self.index.index)

    def _nearest(self, queries: NDArray[np.float32], k: int) -> tuple[Any, Any]:
        return self.index.search(queries, k)  # type: ignore[no-any-return]

    def _insert(self, ids: Ids, vectors: NDArray[np.float32]) -> None:
        self.index.add_with_ids(vectors, ids)

    @staticmethod
    def _empty(dimension: int) -> faiss.Index:
        import faiss

        return faiss.IndexFlatIP(dimension)


class HalfStore(ExactStore):
    """Compares with every vector, each number in two bytes: half the memory, the same finds."""

    name = "fp16"

    @staticmethod
    def _empty(dimension: int) -> faiss.Index:
        import faiss

        kind = faiss.ScalarQuantizer.QT_fp16
        return faiss.IndexScalarQuantizer(dimension, kind, faiss.METRIC_INNER_PRODUCT)


def read_faiss(path: Path) -> faiss.Index:
    """Return the FAISS index at `path`, or raise StoreBroken."""
    import faiss

    try:
        return faiss.read_index(str(path))
    except RuntimeError as error:
        raise StoreBroken(f"{path} cannot be read: build the index again.") from error


@contextmanager
def _threads_for(queries: int) -> Iterator[None]:
    """Let FAISS use no more threads than there are queries to share among them."""
    import faiss

    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(ALONE if queries == 1 else before)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(before)


def numbered(index: faiss.Index) -> faiss.IndexIDMap2:
    """Wrap `index` so that it keeps our ids and can forget them."""
    import faiss

    return faiss.IndexIDMap2(index)


def _chosen(ids: Ids) -> faiss.IDSelector:
    import faiss

    return faiss.IDSelectorBatch(ids)
