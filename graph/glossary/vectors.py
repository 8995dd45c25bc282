"""The vectors of the glosses, made once for each encoder and kept beside the exported models."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from embeddings.models import cache_folder
from graph.glossary.terms import Glossary

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from embeddings import Encoder


def gloss_vectors(glossary: Glossary, encoder: Encoder) -> NDArray[np.float32]:
    """Return the vectors of the glosses (n, d), unit length, in the order of the terms.

    They are read from the cache, or made and kept there; a cache that cannot be written costs some
    seconds each time and nothing else.
    """
    texts = [term.gloss for term in glossary.terms]
    file = cache_folder() / f"{_key(texts, encoder.digest)}.npy"
    shape = (len(texts), encoder.dimension)
    kept = _read(file)
    if kept is None or kept.shape != shape:
        kept = np.asarray(encoder.encode(texts), dtype=np.float32).reshape(shape)
        _keep(file, kept)
    return kept


def _key(texts: list[str], encoder: str) -> str:
    told = "\n".join((encoder, *texts))
    return f"glossary-{hashlib.blake2b(told.encode(), digest_size=12).hexdigest()}"


def _read(file: Path) -> NDArray[np.float32] | None:
    """Return the vectors as they lie on disk: a build only looks whether they are there."""
    try:
        found: NDArray[np.float32] = np.load(file, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError, EOFError):
        return None
    return found if found.dtype == np.float32 else None


def _keep(file: Path, vectors: NDArray[np.float32]) -> None:
    """Write the vectors, whole or not at all, whoever else does so at the same time."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=file.parent) as folder:
            draft = Path(folder) / file.name
            np.save(draft, vectors)
            draft.replace(file)
    except OSError:
        return
