"""Encoders: texts in, vectors of unit length out, behind one short promise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from threading import Lock
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from embeddings.distributed import load_distributed
from embeddings.ensemble import load_ensemble
from embeddings.hash_encoder import load_hash
from embeddings.models import DEFAULT
from embeddings.onnx_encoder import load_onnx
from embeddings.openvino_encoder import load_openvino
from embeddings.reference import load_reference
from embeddings.score_scaling import ScoreScaling

Vectors: TypeAlias = NDArray[np.float32]
"""One row a text, each of unit length."""


class Encoder(Protocol):
    """What every encoder promises: a text's vector does not depend on its neighbours."""

    name: str
    """What `load_encoder` takes to give this encoder again."""
    digest: str
    """Of everything that decides a text's vector: equal digests mean equal vectors."""
    dimension: int

    @property
    def score_scaling(self) -> ScoreScaling:
        """How the cosines of its questions and texts are spread."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return float32 vectors of unit length, shape (len(texts), dimension)."""
        ...

    def encode_questions(self, questions: Sequence[str]) -> Vectors:
        """Return the like for questions, which some models see otherwise than texts."""
        ...

    def rarity(self, word: str) -> float:
        """Return how rare a word is, from 0 for the commonest to 1 for one it does not know."""
        ...


ENCODERS: dict[str, Callable[..., Encoder]] = {
    "onnx": load_onnx,
    "openvino": load_openvino,
    "sentence-transformers": load_reference,
    "hash": load_hash,
    "paired": load_ensemble,
    "ray": load_distributed,
}
"""Engine to loader. A new engine is one file and one line here."""
ENGINE = "onnx"
"""The engine when a name gives none: the same vectors as sentence-transformers, twice as fast."""


AT_ONCE = 1
"""Encoders kept open: a process asks and builds with one, which takes some 200 MB."""
_LOADING = Lock()


def load_encoder(name: str = DEFAULT, *, threads: int | None = None) -> Encoder:
    """Return the encoder `name`: a model, a model's folder, an engine, or `engine:model`.

    One and the same for all who ask; it is let go when another is loaded and nobody has it.

    Raises ModelMissing, ModelBroken or PackageMissing, each with what to do.
    """
    with _LOADING:
        return _loaded(name, threads)


@lru_cache(AT_ONCE)
def _loaded(name: str, threads: int | None) -> Encoder:
    engine, colon, model = name.partition(":")
    if engine not in ENCODERS:
        return ENCODERS[ENGINE](name, threads=threads)
    return ENCODERS[engine](model, threads=threads) if colon else ENCODERS[engine](threads=threads)
