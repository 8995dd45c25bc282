"""Vectors of single words, out of the small model's own table: which words mean nearly the same.

They cost a look-up where an encoder would have to run on every word of a line.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from embeddings.models import SMALL, folder_of
from embeddings.rarity import places
from embeddings.terms import LONGEST

if TYPE_CHECKING:
    from embeddings.encoders import Vectors

TABLE, FILE = "embeddings.word_embeddings.weight", "model.safetensors"
KNOWN_WORDS = 50_000
BLOCK = 512
"""Rows read together for their mean; a multiple of 8, of which one counts."""
INSIDE = "##"
"""Begins a piece that does not begin a word."""


def word_vectors(words: list[str]) -> Vectors:
    """Return one row a word, of unit length; a word that is not known is the sum of its pieces."""
    return np.stack([_vector(word.lower()) for word in words])


def alike(some: list[str], others: list[str]) -> float:
    """Return how near any of some words is to any of others, as a cosine."""
    return float((word_vectors(some) @ word_vectors(others).T).max())


@lru_cache(KNOWN_WORDS)
def _vector(word: str) -> Vectors:
    table, middle = _table()
    rows = list(_pieces(word))
    total = (table[rows] - middle).sum(axis=0) if rows else np.zeros_like(middle)
    return np.asarray(total / (np.linalg.norm(total) or 1.0), np.float32)


def _pieces(word: str) -> list[int]:
    """Return the places of the pieces of a word, the longest first; none where one is unknown."""
    found, start = [], 0
    while start < len(word) <= LONGEST:
        ends = range(len(word), start, -1)
        named = ((INSIDE if start else "") + word[start:end] for end in ends)
        place, end = next(
            ((places()[piece], end) for piece, end in zip(named, ends, strict=True)
             if piece in places()), (0, 0),
        )  # fmt: skip
        if not end:
            return []
        found.append(place)
        start = end
    return found


@cache
def _table() -> tuple[Vectors, Vectors]:
    """Return the rows of all pieces as they lie in the file, and their mean."""
    file: Path = folder_of(SMALL) / FILE
    with file.open("rb") as weights:
        size = int.from_bytes(weights.read(8), "little")
        entry = json.loads(weights.read(size))[TABLE]
        start, (rows, columns) = 8 + size + entry["data_offsets"][0], entry["shape"]
        weights.seek(start)
        middle = _middle(weights, rows, columns)
    return np.memmap(file, np.float32, "r", start, (rows, columns)), middle


def _middle(weights: BinaryIO, rows: int, columns: int) -> Vectors:
    """Return the mean of every eighth row, read block by block: what is mapped stays in memory."""
    total = np.zeros((1, columns), np.float32)
    for start in range(0, rows, BLOCK):
        count = min(rows - start, BLOCK)
        block = np.fromfile(weights, np.float32, count * columns).reshape(count, columns)
        total = np.concatenate([total, block[::8]]).sum(axis=0, keepdims=True)
    return np.asarray(total[0] / len(range(0, rows, 8)), np.float32)
