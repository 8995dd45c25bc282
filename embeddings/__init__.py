"""Text in, ranked ids out: encoders, vector stores, and full text.

A leaf: it knows nothing of notes. Heavy libraries are imported where they are used.
"""

from __future__ import annotations

from embeddings.drafts import Drafter, drafter_of
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
from embeddings.stores import STORES, Store, discard_store, load_store
from embeddings.terms import terms
from embeddings.words import FullText

__all__ = [
    "DEFAULT",
    "ENCODERS",
    "STORES",
    "Drafter",
    "EmbeddingError",
    "Encoder",
    "FullText",
    "HashEncoder",
    "ModelBroken",
    "ModelMissing",
    "PackageMissing",
    "Store",
    "StoreBroken",
    "Vectors",
    "discard_store",
    "drafter_of",
    "load_encoder",
    "load_store",
    "terms",
]
