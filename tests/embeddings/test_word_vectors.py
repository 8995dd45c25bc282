"""Vectors of single words."""

import pytest

from embeddings.word_vectors import word_vectors


def alike(one: str, other: str) -> float:
    first, second = word_vectors([one, other])
    return float(first @ second)


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [("car", "vehicle", "banana"), ("price", "costs", "river"), ("Monday", "tuesday", "glue")],
)
def test_a_word_is_nearer_to_one_that_means_nearly_the_same(word: str, near: str, far: str):
    assert alike(word, near) > alike(word, far) + 0.2


def test_a_word_of_a_whole_note_is_no_word_and_is_not_taken_apart():
    assert alike("a" * 1_000_000, "a") == 0.0


def test_a_word_is_like_itself_and_one_of_unknown_letters_like_none():
    assert alike("fridge", "Fridge") == pytest.approx(1.0)
    assert alike("fridge", "\ue000\ue001") == 0.0
