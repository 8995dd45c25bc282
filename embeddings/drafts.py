"""Drafts of vectors: what an encoder would find in a text, guessed from the text's pieces alone.

As in model2vec (Tulkens and van Dongen, 2024) the small model is run once on every piece of its
vocabulary, and a text is the mean of its pieces, of which common ones count less. Instead of
principal components a linear map takes that mean to the vectors of the encoder itself, so that
questions are asked as always. It was learnt on notes of our own (tests/benchmarks/drafting.py).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from hashlib import sha256
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from embeddings.cache import MANIFEST, key_of
from embeddings.models import ASKED, KNOWN, SMALL, cache_folder
from embeddings.onnx_encoder import find_or_export, open_export
from embeddings.rarity import places
from embeddings.tokens import Tokens

if TYPE_CHECKING:
    from embeddings.encoders import Encoder, Vectors

Drafter: TypeAlias = "Callable[[Sequence[str]], Vectors]"
"""Texts in, vectors of unit length out, as an encoder's `encode`."""
MAP = "drafts.npy"
"""The map: a row for each number of a mean, a last one that is added, at half precision."""
RARE = 1e-4
"""A piece of this share of all text counts half (Arora et al., 2017: 1e-3 to 1e-4)."""
AT_ONCE = 64
"""Texts whose pieces are in memory together, 6 MB: of more, most of what is added up is nought."""
SIZE = 384
"""Of a vector of either model."""
_SUMS = (KNOWN[ASKED].checksum, KNOWN[SMALL].checksum)
COLUMNS = {
    _SUMS[0]: slice(0, SIZE),
    _SUMS[1]: slice(SIZE, 2 * SIZE),
    sha256("+".join(_SUMS).encode()).hexdigest(): slice(0, 2 * SIZE),
}
"""By digest of an encoder its part of the map, which was learnt for the pair of both."""


def drafter_of(encoder: Encoder) -> Drafter | None:
    """Return what drafts the vectors of an encoder; None for those that no map was learnt for."""
    columns = COLUMNS.get(encoder.digest)
    if columns is None or KNOWN[SMALL].found() is None:
        return None
    with as_file(files("embeddings").joinpath(MAP)) as file:
        learnt = np.load(file).astype(np.float32)[:, columns]

    def draft(texts: Sequence[str]) -> Vectors:
        found = means_of(texts) @ learnt[:-1] + learnt[-1]
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)

    return draft


def means_of(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return the weighed mean of each text's pieces, shape (len(texts), SIZE)."""
    tokens, table = _tokens(), np.load(piece_table(), mmap_mode="r")
    weights, means = weights_of(len(table)), np.empty((len(texts), SIZE), np.float32)
    for start in range(0, len(texts), AT_ONCE):
        found = tokens.of(texts[start : start + AT_ONCE])
        pieces = [ids[1:-1] or ids for ids in found]
        used, columns = np.unique(np.concatenate(pieces), return_inverse=True)
        rows = np.repeat(np.arange(len(pieces)), [len(ids) for ids in pieces])
        shape = (len(pieces), len(used))
        counts = np.bincount(rows * len(used) + columns, minlength=shape[0] * shape[1])
        shares = counts.reshape(shape).astype(np.float32) * weights[used]
        total = shares.sum(axis=1, keepdims=True)
        means[start : start + AT_ONCE] = shares @ table[used].astype(np.float32) / total
    return means


def weights_of(count: int) -> NDArray[np.float32]:
    """Return how much each piece counts: BERT's vocabulary has the common ones first."""
    shares = 1 / np.arange(2, count + 2)
    return np.asarray(RARE / (RARE + shares / shares.sum()), np.float32)


def piece_table() -> Path:
    """Return the file with the small model's vector of each piece, making it where it is not there.

    The vectors are centred and on the mean of unit length, at half precision: 23 MB.
    """
    target = cache_folder() / f"pieces-{key_of(SMALL)}.npy"
    if not target.is_file():
        beside = target.with_suffix(".new.npy")
        np.save(beside, _pieces())
        beside.replace(target)
    return target


def _pieces() -> NDArray[np.float16]:
    encoder, count = open_export(find_or_export(SMALL), name=SMALL), len(places())
    begins, *_, ends = encoder.tokens.of([""])[0]
    found = np.empty((count, SIZE), np.float32)
    for start in range(0, count, AT_ONCE):
        numbers = range(start, min(count, start + AT_ONCE))
        ids = np.array([[begins, number, ends] for number in numbers], np.int64)
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        found[start : start + AT_ONCE] = encoder.session.run(None, inputs)[0]
    found -= found.mean(axis=0)
    return np.asarray(found / np.sqrt((found**2).sum(axis=1).mean()), np.float16)


def _tokens() -> Tokens:
    folder = find_or_export(SMALL)
    return Tokens(folder, longest=json.loads((folder / MANIFEST).read_text("utf-8"))["tokens"])
