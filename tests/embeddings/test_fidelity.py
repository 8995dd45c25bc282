"""The running encoder against sentence-transformers with the same weights."""

from __future__ import annotations

import numpy as np
import pytest

from embeddings import Encoder, load_encoder
from embeddings.models import KNOWN

pytestmark = pytest.mark.filterwarnings("ignore")  # those of torch and what it brings


MODELS = [name for name, packaged in KNOWN.items() if packaged.found()]


@pytest.fixture(scope="module", params=MODELS)
def encoders(request: pytest.FixtureRequest) -> tuple[Encoder, Encoder]:
    name: str = request.param
    return load_encoder(name), load_encoder(f"sentence-transformers:{name}")


@pytest.fixture(scope="module")
def both(encoders: tuple[Encoder, Encoder], sentences: list[str]) -> list[np.ndarray]:
    return [one.encode(sentences) for one in encoders]


def test_vectors_are_those_of_sentence_transformers(both: list[np.ndarray]) -> None:
    ours, theirs = both
    assert np.sum(ours * theirs, axis=1).min() > 0.99999


def test_the_nearest_ten_are_those_of_sentence_transformers(both: list[np.ndarray]) -> None:
    ours, theirs = both
    tenth = np.sort(theirs @ theirs.T, axis=1)[:, -10]
    nearest = np.argsort(-(ours @ ours.T), axis=1)[:, :10]
    scores = np.take_along_axis(theirs @ theirs.T, nearest, axis=1)
    assert (scores > tenth[:, None] - 1e-5).all()


def test_questions_are_seen_as_by_sentence_transformers(
    encoders: tuple[Encoder, Encoder], sentences: list[str]
) -> None:
    ours, theirs = (one.encode_questions(sentences[:50]) for one in encoders)
    assert np.sum(ours * theirs, axis=1).min() > 0.99999


def test_both_declare_the_same_weights(encoders: tuple[Encoder, Encoder]) -> None:
    ours, theirs = encoders
    assert ours.digest == theirs.digest
    assert ours.dimension == theirs.dimension
