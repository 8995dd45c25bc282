"""Vector stores: vectors under numbers, the nearest ones back, behind one short promise."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from embeddings.approximate import ApproximateStore
from embeddings.errors import EmbeddingError, StoreBroken
from embeddings.faiss_stores import ExactStore, HalfStore, read_faiss
from embeddings.milvus import MilvusStore, open_milvus

Ids: TypeAlias = NDArray[np.int64]
Scores: TypeAlias = NDArray[np.float32]
Found: TypeAlias = tuple[Scores, Ids]
"""Scores (inner products, best first) and ids, both of shape (queries, k)."""

MILVUS = b'{"store": "milvus"'
"""How a file begins that only says where Milvus keeps the vectors."""
NOTHING = -1
"""The id that fills a row of results when fewer than k vectors are there."""


class Store(Protocol):
    """What every vector store promises; what it finds agrees with the exact one."""

    name: str
    dimension: int

    def add(self, ids: Ids, vectors: NDArray[np.float32]) -> None:
        """Keep `vectors` (n, dimension) under `ids` (n,); an id that is there gets the new one."""
        ...

    def remove(self, ids: Ids) -> int:
        """Forget `ids`; return how many of them were there."""
        ...

    def search(self, queries: NDArray[np.float32], k: int) -> Found:
        """Return the `k` nearest of each row of `queries` (q, dimension), best first.

        Rows with fewer than `k` end in NOTHING with a score of minus infinity.
        """
        ...

    def held(self, ids: Ids) -> tuple[Ids, NDArray[np.float32]]:
        """Return those of `ids` that are kept (n,), and their vectors (n, dimension) as compared.

        In no promised order; an id that is asked for twice comes once.
        """
        ...

    def save(self, path: Path) -> None:
        """Write everything to the file `path`, all of it or nothing."""
        ...

    def __len__(self) -> int:
        """Return how many vectors are kept."""
        ...


STORES: dict[str, Callable[[int], Store]] = {
    "exact": ExactStore,
    "fp16": HalfStore,
    "approximate": ApproximateStore,
    "milvus": MilvusStore,
}
"""Name to store, made empty from a dimension. A new store is one class and one line here."""


def load_store(path: Path) -> Store:
    """Return the store that was saved at `path`, or raise StoreBroken."""
    import faiss

    if not path.is_file():
        raise StoreBroken(f"{path} is not there: build the index again.")
    if said := _milvus_of(path):
        return open_milvus(said)
    index = read_faiss(path)
    inner = faiss.downcast_index(index.index) if isinstance(index, faiss.IndexIDMap2) else index
    kinds: dict[type, type[ExactStore]] = {
        faiss.IndexFlatIP: ExactStore,
        faiss.IndexScalarQuantizer: HalfStore,
        faiss.IndexRefine: ApproximateStore,
    }
    if kind := kinds.get(type(inner)):
        return kind(index.d, index=index)
    raise StoreBroken(f"{path} holds another kind of index: build the index again.")


def discard_store(path: Path) -> None:
    """Remove what was saved at `path`, and what an engine keeps for it."""
    try:
        if path.is_file() and (said := _milvus_of(path)):
            open_milvus(said).drop()
    except EmbeddingError:
        pass  # the engine or the collection is gone: so is what was to be removed
    path.unlink(missing_ok=True)


def _milvus_of(path: Path) -> str:
    """Return what the file says of a store in Milvus; empty when it holds vectors itself."""
    with path.open("rb") as file:
        return path.read_text("utf-8") if file.read(len(MILVUS)) == MILVUS else ""
