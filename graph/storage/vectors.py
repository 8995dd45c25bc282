"""The FAISS file beside the database: derived from it, rebuilt when missing or stale."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from embeddings import Store

PATTERN = "vectors.*.faiss"


def vectors_file(folder: Path, generation: int) -> Path:
    """Return where the vectors of a generation are kept."""
    return folder / f"vectors.{generation}.faiss"


def load_vectors(folder: Path, connection: sqlite3.Connection, *, generation: int) -> Store:
    """Return the vectors of a generation, made from the database where their file is not usable."""
    from embeddings import EmbeddingError, load_store

    file = vectors_file(folder, generation)
    if file.is_file():
        with suppress(EmbeddingError, OSError):
            return load_store(file)
    return make_vectors(folder, connection, generation=generation)


def make_vectors(folder: Path, connection: sqlite3.Connection, *, generation: int) -> Store:
    """Build the vectors of a generation from the database and keep them in its file."""
    from embeddings import STORES

    sql = "SELECT f.number, v.vector FROM facts f JOIN vectors v ON v.digest = f.embedded "
    sql += "ORDER BY f.number"
    found = connection.execute(sql).fetchall()
    numbers = np.array([number for number, _ in found], dtype=np.int64)
    vectors = np.frombuffer(b"".join(vector for _, vector in found), dtype=np.float32)
    dimension = len(vectors) // len(found) if found else 1
    store = STORES["exact"](dimension)
    store.add(numbers, vectors.reshape(len(found), dimension))
    with suppress(OSError):  # a folder that cannot be written is no reason not to answer
        store.save(vectors_file(folder, generation))
        forget_older(folder, generation)
    return store


def forget_older(folder: Path, generation: int) -> None:
    """Remove the files of other generations."""
    for file in folder.glob(PATTERN):
        if file != vectors_file(folder, generation):
            file.unlink(missing_ok=True)
