"""A small encoder without a model: the words of a text, hashed.

The same text always gets the same vector and texts that share words get near ones, which is all
that a test, or a machine without weights, needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from embeddings.score_scaling import ScoreScaling

if TYPE_CHECKING:
    from embeddings.encoders import Vectors

DIMENSION = 256
"""Few enough to be quick, many enough that two words seldom meet in one place."""
TRIGRAM_WEIGHT = 0.3
"""Of three letters against a word: `bucket` and `buckets` come near without being one."""
WORD = re.compile(r"\w+")


class HashEncoder:
    """Texts to vectors by hashing their words and the three-letter parts of these."""

    name = "hash"
    digest = f"hash-{DIMENSION}-1"
    dimension = DIMENSION
    score_scaling = ScoreScaling()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return float32 vectors of unit length, one row a text."""
        vectors = np.zeros((len(texts), DIMENSION), np.float32)
        for vector, text in zip(vectors, texts, strict=True):
            for place, weight in _parts(text):
                vector[place] += weight
            length = float(np.linalg.norm(vector))
            if length:
                vector /= length
            else:
                vector[0] = 1.0
        return vectors

    def encode_questions(self, questions: Sequence[str]) -> Vectors:
        """Return the vectors of questions: those of any text."""
        return self.encode(questions)

    def rarity(self, word: str) -> float:
        """Return how rare a word is: it knows none."""
        return 1.0


def _parts(text: str) -> Iterator[tuple[int, float]]:
    for word in WORD.findall(text.casefold()):
        yield _place(word), 1.0
        padded = f"<{word}>"
        for start in range(len(padded) - 2):
            yield _place(padded[start : start + 3]), TRIGRAM_WEIGHT


def _place(part: str) -> int:
    return crc32(part.encode("utf-8", "surrogatepass")) % DIMENSION


def load_hash(name: str = "hash", *, threads: int | None = None) -> HashEncoder:
    """Return the encoder that needs no model; `name` and `threads` change nothing."""
    return HashEncoder()
