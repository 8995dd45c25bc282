"""The vectors: as the database keeps them, and in a store that is a file where they are many."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from graph.errors import IndexIncomplete
from graph.storage.numbers import in_order
from graph.storage.saved import (
    VECTORS,
    SavedFile,
    behind,
    files,
    is_due,
    keep,
    last_of,
    patchable,
    since_of,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from embeddings import Store
    from embeddings.store_for_size import Block, Filled

SPARE = 32
"""Vectors asked for beyond what is wanted, in case that some of the nearest have gone."""
QUESTIONS = 200
"""Glosses that recall is measured on; a tenth of a second at 100,000 facts."""
BLOCK, STEPS = 64, 127
"""Numbers of a vector that share a scale, and its steps either way: int8. Of the first ten, fifty
and a hundred that comparing at full precision finds, .994 are found (150 questions, 5 vaults); one
scale a vector finds .988 of the first ten."""
LEARNING, UNSAVED = "approximate", "exact"
"""The store that learns something of its vectors first, and the one that is made of the database
whenever an index is opened: of 7,654 facts in 50 ms more than its file could be read in."""
FEW_AT_ONCE, AT_ONCE = 500, 10_000
"""Vectors in memory beside the store while it is made: fewer where all are read to ask, more where
many are added, since each time it is looked which are there."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The vectors of one generation, as a file holds them; never changed."""

    generation: int
    last: int
    """The highest number that was given by then: whatever came later has a higher one."""
    store: Store


@dataclass(frozen=True, slots=True)
class Vectors:
    """The vectors of one generation: saved ones, without those that went, with those that came."""

    saved: Saved
    gone: frozenset[int]
    added: Store | None
    ordered: Callable[[Iterable[int]], Sequence[int]] = sorted
    """Puts equally near ones in an order that hangs on what they say alone."""

    @property
    def name(self) -> str:
        """The kind of the store."""
        return self.saved.store.name

    def search(
        self, queries: NDArray[np.float32], k: int
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Return scores and numbers (q, k) of the nearest of each query (q, d), best first."""
        asked = k + SPARE
        scores, ids = self._merged(queries, asked)
        while k and asked < len(self) and _is_cut(scores[:, k - 1], scores[:, -1]):
            asked *= 4  # as many are as near as the last
            scores, ids = self._merged(queries, asked)
        for row in range(len(queries)):
            order = self._tie_order(scores[row], ids[row], k)
            scores[row], ids[row] = scores[row][order], ids[row][order]
        return scores[:, :k], ids[:, :k]

    def _tie_order(
        self, scores: NDArray[np.float32], ids: NDArray[np.int64], k: int
    ) -> NDArray[np.int64]:
        """Return the order of one query's results, with equally near ones as `ordered` has them."""
        if (scores[1 : k + 1] != scores[:k]).all():
            return np.arange(len(scores))
        places = {n: place for place, n in enumerate(self.ordered(ids[ids >= 0].tolist()))}
        rank = np.array([places.get(number, len(places)) for number in ids.tolist()], np.int64)
        return np.lexsort((rank, -scores))

    def _merged(
        self, queries: NDArray[np.float32], k: int
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Return the like from both stores, equally near ones in any order."""
        scores, ids = self._search_saved(queries, k)
        if self.added is not None:
            more, numbers = self.added.search(queries, k)
            scores, ids = np.hstack([scores, more]), np.hstack([ids, numbers])
        best = np.argsort(-scores, axis=1, kind="stable")[:, :k]
        scores, ids = np.take_along_axis(scores, best, 1), np.take_along_axis(ids, best, 1)
        return scores, np.where(np.isneginf(scores), -1, ids)

    def _search_saved(
        self, queries: NDArray[np.float32], k: int
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Return what is nearest among the saved ones that are still there."""
        most = k + len(self.gone)
        asked = min(most, k + SPARE)
        while True:
            scores, ids = self.saved.store.search(queries, asked)
            if not self.gone:
                return scores, ids
            there = ~np.isin(ids, np.fromiter(self.gone, np.int64, len(self.gone)))
            if asked == most or int((there & (ids >= 0)).sum(axis=1).min(initial=k)) >= k:
                return np.where(there, scores, np.float32(-np.inf)), ids
            asked = most

    def held(self, numbers: Iterable[int]) -> dict[int, NDArray[np.float32]]:
        """Return the vectors (d,) of single facts by number, as they are compared."""
        asked = np.fromiter(numbers, np.int64)
        stores = (self.saved.store, self.added) if self.added is not None else (self.saved.store,)
        found: dict[int, NDArray[np.float32]] = {}
        for store in stores:
            ids, vectors = store.held(asked)
            found.update(zip(ids.tolist(), vectors, strict=True))
        return {number: vector for number, vector in found.items() if number not in self.gone}

    def __len__(self) -> int:
        """Return how many vectors there are."""
        came = 0 if self.added is None else len(self.added)
        return len(self.saved.store) - len(self.gone) + came


def _is_cut(last: NDArray[np.float32], least: NDArray[np.float32]) -> bool:
    """Tell whether more may be as near as the last that is wanted than were looked at."""
    return bool(((last == least) & np.isfinite(last)).any())


def packed(vectors: NDArray[np.float32]) -> list[bytes]:
    """Return vectors (n, d) as the database keeps them: numbers as int8, then the scales."""
    numbers = np.empty(vectors.shape, np.int8)
    scales = np.empty((len(vectors), -(-vectors.shape[1] // BLOCK)), np.float16)
    for place in range(scales.shape[1]):
        block = vectors[:, place * BLOCK : (place + 1) * BLOCK]
        scales[:, place] = np.abs(block).max(axis=1)
        largest = np.maximum(scales[:, place, None].astype(np.float32), np.finfo(np.float16).tiny)
        steps = np.rint(block / largest * STEPS).clip(-STEPS, STEPS)
        numbers[:, place * BLOCK : (place + 1) * BLOCK] = steps
    return [one.tobytes() + its.tobytes() for one, its in zip(numbers, scales, strict=True)]


def unpacked(kept: Sequence[bytes]) -> NDArray[np.float32]:
    """Return the vectors (n, d) of what `packed` made."""
    rows = np.frombuffer(b"".join(kept), np.int8).reshape(len(kept), -1)
    dimension = _dimension_of(rows.shape[1])
    scales = np.ascontiguousarray(rows[:, dimension:]).view(np.float16).astype(np.float32) / STEPS
    scale_of_each = scales.repeat(BLOCK, axis=1)[:, :dimension]
    return np.asarray(rows[:, :dimension] * scale_of_each, np.float32)


def _dimension_of(size: int) -> int:
    """Return how many numbers a vector of `size` bytes has."""
    scale = np.dtype(np.float16).itemsize
    return size - scale * -(-size // (BLOCK + scale))


def load_vectors(
    folder: Path, connection: sqlite3.Connection, *, generation: int, known: Saved | None = None
) -> Vectors:
    """Return the vectors of a generation; `known` are saved ones that are in memory already.

    Made from the database where nothing that is saved can be brought up to date. Raises
    IndexIncomplete where a fact has no vector.
    """
    if known is None or not since_of(connection) <= known.generation <= generation:
        known = _read(folder, connection, generation)
    facts = _count(connection)
    found = _patched(known, connection) if known else None
    if found is None or len(found) != facts:
        known = make_vectors(folder, connection, generation=generation)
        found = _patched(known, connection)
    if len(found) != facts:
        raise IndexIncomplete(
            f"the index at {folder} lacks the vectors of {facts - len(found)} of {facts} facts: "
            "run `noteloom build`, which makes them."
        )
    return found


def refresh_file(folder: Path, connection: sqlite3.Connection, *, generation: int) -> None:
    """Write the file of a generation where there is none, or the newest has fallen behind."""
    if _is_unsaved(connection):
        _discard(files(folder, VECTORS))
    elif is_due(folder, VECTORS, connection, generation):
        before = _read(folder, connection, generation)
        make_vectors(folder, connection, generation=generation, before=before)


def saved_as(folder: Path) -> str:
    """Return how the vectors are saved: the kind of store, and what it finds of what is nearest."""
    for file in files(folder, VECTORS):
        kind, recall, *_ = (*file.details, "", "")
        return f"{kind}, recall {int(recall) / 10_000:.4g}" if recall.isdigit() else kind
    return UNSAVED


def make_vectors(
    folder: Path, connection: sqlite3.Connection, *, generation: int, before: Saved | None = None
) -> Saved:
    """Build the vectors of a generation from the database, and keep many of them in its file.

    Those of `before`, which may be changed, are used again where learning anew would take long.
    """
    made = _made(connection, before)
    store = made.store
    if not _is_unsaved(connection):
        details = (store.name, str(round(made.recall * 10_000)))
        _discard(keep(folder, VECTORS, connection, save=store.save, details=details))
    return Saved(generation, last_of(connection), store)


def _discard(saved: Iterable[SavedFile]) -> None:
    from embeddings import discard_store

    for file in saved:
        discard_store(file.path)


def _is_unsaved(connection: sqlite3.Connection) -> bool:
    """Tell whether so few vectors need no file."""
    from embeddings.store_for_size import fitting

    return fitting(_count(connection)) == UNSAVED


def _count(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM facts").fetchone()[0])


def _made(connection: sqlite3.Connection, before: Saved | None) -> Filled:
    from embeddings.store_for_size import filled, filled_up, fitting

    count, dimension = _count(connection), _dimension(connection)
    questions = _questions(connection, dimension)
    if before is None or not before.store.name == fitting(count) == LEARNING:
        return filled(
            lambda: _blocks(connection, 0), count=count, dimension=dimension, questions=questions
        )
    gone, _ = behind(connection, before.generation, before.last)
    return filled_up(
        before.store, gone=np.array(sorted(gone), dtype=np.int64),
        came=_blocks(connection, before.last), blocks=lambda: _blocks(connection, 0),
        questions=questions,
    )  # fmt: skip


def _patched(saved: Saved, connection: sqlite3.Connection) -> Vectors:
    from embeddings import STORES

    gone, came = behind(connection, saved.generation, saved.last)
    ordered = partial(in_order, connection)
    if not came:
        return Vectors(saved, gone, None, ordered)
    added = STORES["exact"](_dimension(connection))
    for numbers, vectors in _blocks(connection, saved.last):
        added.add(numbers, vectors)
    return Vectors(saved, gone, added, ordered)


def _blocks(connection: sqlite3.Connection, after: int) -> Iterator[Block]:
    """Yield all numbers above `after` with their vectors, some at a time."""
    sql = "SELECT f.number, v.vector FROM facts f JOIN vectors v ON v.digest = f.embedded "
    found = connection.execute(sql + "WHERE f.number > ? ORDER BY f.number", [after])
    size = FEW_AT_ONCE if _is_unsaved(connection) else AT_ONCE
    while some := found.fetchmany(size):
        numbers, kept = zip(*some, strict=True)
        yield np.array(numbers, dtype=np.int64), unpacked(kept)


def _dimension(connection: sqlite3.Connection) -> int:
    """Return how many numbers a fact's vector has: those of another encoder may still be there."""
    sql = "SELECT length(v.vector) FROM facts f JOIN vectors v ON v.digest = f.embedded LIMIT 1"
    row = connection.execute(sql).fetchone()
    return _dimension_of(row[0]) if row else 1


def _questions(connection: sqlite3.Connection, dimension: int) -> NDArray[np.float32]:
    """Return vectors that recall is measured on: sentences of a kind with what people ask."""
    sql = "SELECT v.vector FROM concepts c JOIN vectors v ON v.digest = c.embedded LIMIT ?"
    found = [vector for (vector,) in connection.execute(sql, [QUESTIONS])]
    return unpacked(found) if found else np.empty((0, dimension), np.float32)


def _read(folder: Path, connection: sqlite3.Connection, generation: int) -> Saved | None:
    from embeddings import EmbeddingError, load_store

    for file in patchable(folder, VECTORS, connection, generation):
        with suppress(EmbeddingError, OSError):
            return Saved(file.generation, file.last, load_store(file.path))
    return None
