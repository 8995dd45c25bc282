"""The running encoder against sentence-transformers with the same weights."""

from __future__ import annotations

import numpy as np
import pytest

from embeddings import Encoder, load_encoder

pytestmark = pytest.mark.filterwarnings("ignore")  # those of torch and what it brings


@pytest.fixture(scope="module")
def reference() -> Encoder:
    return load_encoder("sentence-transformers:all-MiniLM-L6-v2")


@pytest.fixture(scope="module")
def both(encoder: Encoder, reference: Encoder, sentences: list[str]) -> list[np.ndarray]:
    return [one.encode(sentences) for one in (encoder, reference)]


def test_vectors_are_those_of_sentence_transformers(both: list[np.ndarray]) -> None:
    ours, theirs = both
    assert np.sum(ours * theirs, axis=1).min() > 0.99999


def test_the_nearest_ten_are_those_of_sentence_transformers(both: list[np.ndarray]) -> None:
    ours, theirs = both
    tenth = np.sort(theirs @ theirs.T, axis=1)[:, -10]
    nearest = np.argsort(-(ours @ ours.T), axis=1)[:, :10]
    scores = np.take_along_axis(theirs @ theirs.T, nearest, axis=1)
    assert (scores > tenth[:, None] - 1e-5).all()


def test_both_declare_the_same_weights(encoder: Encoder, reference: Encoder) -> None:
    assert encoder.digest == reference.digest
    assert encoder.dimension == reference.dimension
