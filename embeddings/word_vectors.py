"""Vectors of single words, out of the small model's own table: which words mean nearly the same.

They cost a look-up where an encoder would have to run on every word of a line.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from embeddings.models import SMALL, folder_of
from embeddings.rarity import places

if TYPE_CHECKING:
    from embeddings.encoders import Vectors

TABLE, FILE = "embeddings.word_embeddings.weight", "model.safetensors"
KNOWN_WORDS = 50_000
INSIDE = "##"
"""Begins a piece that does not begin a word."""


def word_vectors(words: list[str]) -> Vectors:
    """Return one row a word, of unit length; a word that is not known is the sum of its pieces."""
    return np.stack([_vector(word.lower()) for word in words])


@lru_cache(KNOWN_WORDS)
def _vector(word: str) -> Vectors:
    table, middle = _table()
    rows = list(_pieces(word))
    total = (table[rows] - middle).sum(axis=0) if rows else np.zeros_like(middle)
    return np.asarray(total / (np.linalg.norm(total) or 1.0), np.float32)


def _pieces(word: str) -> list[int]:
    """Return the places of the pieces of a word, the longest first; none where one is unknown."""
    found, start = [], 0
    while start < len(word):
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
    table = np.memmap(
        file, np.float32, "r", 8 + size + entry["data_offsets"][0], tuple(entry["shape"])
    )
    return table, np.asarray(table[::8].mean(axis=0))
