"""The store that fits a number of vectors, filled and with its recall measured."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from embeddings.approximate import ApproximateStore
from embeddings.milvus import ADDRESS, MilvusStore
from embeddings.recall import nearest_by_blocks, recall_of
from embeddings.stores import STORES, Ids, Store

Block: TypeAlias = tuple[Ids, NDArray[np.float32]]
"""Ids (n,) and their vectors (n, dimension)."""

EXACT_UP_TO = 20_000
"""Vectors; comparing with all at full precision takes 3 ms there and 31 MB."""
HALF_UP_TO = 50_000
"""At half precision 4 ms and 38 MB; below that, sketches save too little to risk missing a fact."""
LEARNT_FROM = 20_000
"""Vectors of a sample that sketches are learnt from: a thousand for each of their shades."""
AMONG_FIRST = 10
"""The recall that is measured is that of the first ten."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A store with every vector, and its recall against comparing with every one."""

    store: Store
    recall: float
    """Of the first ten, on the questions that were given; 1 where every vector is compared."""


def fitting(count: int) -> str:
    """Return the name of the store that fits `count` vectors: Milvus where its address is set."""
    if os.environ.get(ADDRESS):
        return MilvusStore.name
    if count <= EXACT_UP_TO:
        return "exact"
    return "fp16" if count <= HALF_UP_TO else "approximate"


def filled(
    blocks: Callable[[], Iterable[Block]],
    *,
    count: int,
    dimension: int,
    questions: NDArray[np.float32] | None = None,
    name: str | None = None,
) -> Filled:
    """Fill the store `name`, or the one that fits `count`, and tune it on real `questions` (q, d).

    `blocks` starts a pass over all vectors; up to three are made, with one block in memory.
    """
    store = STORES[name or fitting(count)](dimension)
    if isinstance(store, ApproximateStore):
        sample = _sample(blocks(), share=min(1.0, LEARNT_FROM / max(1, count)))
        store.learn(sample if len(sample) else np.zeros((1, dimension), np.float32))
    for ids, vectors in blocks():
        store.add(ids, vectors)
    return Filled(store, _recall(store, blocks, questions))


def filled_up(
    store: Store,
    *,
    gone: Ids,
    came: Iterable[Block],
    blocks: Callable[[], Iterable[Block]],
    questions: NDArray[np.float32],
) -> Filled:
    """Bring a store that was filled earlier in line with what went and came since.

    Nothing is learnt anew: of 100,000 vectors that takes fifteen seconds, and this three.
    """
    store.remove(gone)
    for ids, vectors in came:
        store.add(ids, vectors)
    return Filled(store, _recall(store, blocks, questions))


def _recall(
    store: Store,
    blocks: Callable[[], Iterable[Block]],
    questions: NDArray[np.float32] | None,
) -> float:
    """Measure a store's recall, and tune it where it has anything to tune."""
    if store.name == "exact" or questions is None or not len(questions):
        return 1.0
    wanted = nearest_by_blocks(questions, blocks(), AMONG_FIRST)
    if isinstance(store, ApproximateStore):
        return store.tune(questions, wanted)
    return recall_of(store.search(questions, AMONG_FIRST)[1], wanted)


def _sample(blocks: Iterable[Block], *, share: float) -> NDArray[np.float32]:
    """Return every so-manieth vector, the same ones each time."""
    step = max(1, round(1 / share))
    parts = [vectors[::step].copy() for _, vectors in blocks]  # not views, which keep all blocks
    return np.concatenate(parts) if parts else np.empty((0, 1), np.float32)
