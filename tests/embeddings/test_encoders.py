from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings import ENCODERS, Encoder, HashEncoder, ModelMissing, PackageMissing, load_encoder
from embeddings.errors import needed

SAME = 1e-6
"""What the order of additions may change in a number of a vector at single precision."""
ODD_TEXTS = ["", " ", "\0", "a" * 10_000, "\ud800", "🙂🙃", "\n- x\r\n", "٣٤"]


@pytest.fixture(params=["hash", "onnx"])
def any_encoder(request: pytest.FixtureRequest) -> Encoder:
    return HashEncoder() if request.param == "hash" else request.getfixturevalue("encoder")


def test_every_vector_has_unit_length(any_encoder: Encoder, sentences: list[str]) -> None:
    vectors = any_encoder.encode([*sentences[:40], *ODD_TEXTS])
    assert vectors.shape == (40 + len(ODD_TEXTS), any_encoder.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


def test_no_texts_give_no_vectors(any_encoder: Encoder) -> None:
    assert any_encoder.encode([]).shape == (0, any_encoder.dimension)


def test_a_text_has_the_same_vector_alone_and_in_any_batch(
    any_encoder: Encoder, sentences: list[str]
) -> None:
    together = any_encoder.encode(sentences[:60])
    backwards = any_encoder.encode(sentences[59::-1])[::-1]
    alone = np.concatenate([any_encoder.encode([text]) for text in sentences[:60]])
    assert np.abs(together - backwards).max() < SAME
    assert np.abs(together - alone).max() < SAME


def test_repeated_texts_get_the_very_same_vector(any_encoder: Encoder) -> None:
    vectors = any_encoder.encode(["one bucket", "two queues", "one bucket"])
    assert (vectors[0] == vectors[2]).all()
    assert not (vectors[0] == vectors[1]).all()


def test_shared_words_bring_texts_near(any_encoder: Encoder) -> None:
    asked, near, far = any_encoder.encode(
        ["timeout of a function", "the function has a timeout", "a bucket holds objects"]
    )
    assert asked @ near > asked @ far


def test_texts_that_mean_the_same_are_near_without_shared_words(encoder: Encoder) -> None:
    asked, near, far = encoder.encode(
        ["How long may it run?", "maximum duration is 15 minutes", "objects are encrypted"]
    )
    assert asked @ near > asked @ far


def test_text_beyond_the_models_length_is_cut_off(encoder: Encoder) -> None:
    long = "word " * 600
    first, second = encoder.encode([long, long + "and another end"])
    assert np.abs(first - second).max() < SAME


@given(st.text())
def test_hashing_takes_any_text(text: str) -> None:
    (vector,) = HashEncoder().encode([text])
    assert np.isclose(np.linalg.norm(vector), 1.0, atol=1e-5)


@pytest.mark.parametrize("name", ["hash", "all-MiniLM-L6-v2", "onnx", "onnx:all-MiniLM-L6-v2"])
def test_the_name_of_an_encoder_opens_it_again(name: str) -> None:
    opened = load_encoder(name)
    again = load_encoder(opened.name)
    assert (again.name, again.digest) == (opened.name, opened.digest)


@pytest.mark.parametrize("engine", ["onnx", "sentence-transformers"])
@pytest.mark.usefixtures("no_network")
def test_a_model_that_is_not_here_is_an_error_with_a_remedy(engine: str) -> None:
    with pytest.raises(ModelMissing, match=r"'no/such-model' is not on this machine.*folder"):
        load_encoder(f"{engine}:no/such-model")


def test_a_missing_package_is_named_with_its_installation() -> None:
    with pytest.raises(PackageMissing, match=r"^pip install not-there$"):
        needed("not_there_at_all", "not-there")


def test_engines_are_named_as_they_are_documented() -> None:
    assert {"onnx", "sentence-transformers", "hash"} <= set(ENCODERS)


@pytest.mark.parametrize(("word", "known"), [("charge", True), ("Handle", True), ("chargd", False)])
def test_a_word_of_the_vocabulary_is_told_from_a_misspelt_one(
    encoder: Encoder, word: str, *, known: bool
) -> None:
    assert (encoder.rarity(word) < 1) is known


def test_a_rare_word_is_told_from_a_common_one(encoder: Encoder) -> None:
    assert encoder.rarity("house") < encoder.rarity("parchment") < encoder.rarity("terraform") == 1
