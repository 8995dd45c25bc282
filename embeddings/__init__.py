"""Text in, ranked ids out: encoders, vector stores, full text, and how to join their rankings.

A leaf: it knows nothing of notes. Heavy libraries are imported where they are used.
"""

from __future__ import annotations

from embeddings.encoders import ENCODERS, Encoder, Vectors, load_encoder
from embeddings.errors import (
    EmbeddingError,
    ModelBroken,
    ModelMissing,
    PackageMissing,
    StoreBroken,
)
from embeddings.hash_encoder import HashEncoder
from embeddings.models import DEFAULT

__all__ = [
    "DEFAULT",
    "ENCODERS",
    "EmbeddingError",
    "Encoder",
    "HashEncoder",
    "ModelBroken",
    "ModelMissing",
    "PackageMissing",
    "StoreBroken",
    "Vectors",
    "load_encoder",
]
