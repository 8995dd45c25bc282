"""The reference encoder: sentence-transformers itself, offline.

It runs any model that sentence-transformers runs; `export` makes the faster form of it and is
checked against it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from embeddings import int4_weights, reader
from embeddings.errors import ModelBroken, needed
from embeddings.fetching import offers
from embeddings.models import SMALL, checksum_of, verified
from embeddings.rarity import rarity
from embeddings.score_scaling import ScoreScaling, measured

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder, SentenceTransformer

    from embeddings.encoders import Vectors

OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_DATASETS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
}
"""Read by the libraries once, when they are imported: without them they ask a hub for news."""
UNPACKING = {"SentenceTransformer": int4_weights.unpack, "CrossEncoder": reader.unpack}
"""By kind of model what writes a packed one into a folder."""


class ReferenceEncoder:
    """Sentences to vectors by sentence-transformers; slow to start, the measure of the others."""

    def __init__(self, model: SentenceTransformer, *, name: str, digest: str) -> None:
        """Take an open model; `digest` is that of its weights."""
        self.model, self.name, self.digest = model, name, digest
        self.dimension = int(model.get_embedding_dimension() or 0)

    @cached_property
    def score_scaling(self) -> ScoreScaling:
        """How the cosines of this model are spread."""
        return measured(self)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return float32 vectors of unit length, one row a text."""
        return self._encoded(self.model.encode_document, texts)

    def encode_questions(self, questions: Sequence[str]) -> Vectors:
        """Return the vectors of questions, as `encode` those of texts."""
        return self._encoded(self.model.encode_query, questions)

    def _encoded(self, encode: Callable[..., Any], texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        found = encode(
            list(texts), normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
        )
        return np.asarray(found, np.float32)

    def rarity(self, word: str) -> float:
        """Return how rare a word is, from 0 for the commonest to 1 for one it does not know."""
        return rarity(word)


def load_reference(name: str = SMALL, *, threads: int | None = None) -> ReferenceEncoder:
    """Load model `name` with sentence-transformers, without asking any network."""
    model = open_model(verified(name))
    if threads:
        needed("torch", "torch").set_num_threads(threads)
    return ReferenceEncoder(model, name=f"sentence-transformers:{name}", digest=checksum_of(name))


def open_model(folder: Path, **options: object) -> SentenceTransformer:
    """Open the model in `folder` on the processor, in evaluation mode, silently."""
    opened: SentenceTransformer = _opened("SentenceTransformer", folder, options)
    offer = offers().get(folder.name)
    if offer and not any(opened.prompts.values()):  # some models say theirs only on their page
        opened.prompts.update(offer.prompts)
    return opened


def open_cross_encoder(folder: Path, **options: object) -> CrossEncoder:
    """Open the model in `folder` as one that reads two texts together."""
    opened: CrossEncoder = _opened("CrossEncoder", folder, options)
    return opened


def _opened(kind: str, folder: Path, options: dict[str, object]) -> Any:  # noqa: ANN401
    """Open a model; what is one packed file is first unpacked, for as long as it takes to read."""
    if folder.is_file():
        with tempfile.TemporaryDirectory(prefix="noteloom-") as unpacked:
            UNPACKING[kind](folder, Path(unpacked))
            return _opened(kind, Path(unpacked), options)
    os.environ.update(OFFLINE)
    import sentence_transformers
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    try:
        model = getattr(sentence_transformers, kind)(
            str(folder), device="cpu", local_files_only=True, model_kwargs=options
        )
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise ModelBroken(f"{folder} cannot be loaded ({error}): give another model.") from error
    return model.eval()
