"""Saved vectors with what went and what came: they find what a new store would find."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings import STORES
from graph.storage.vectors import BLOCK, SPARE, STEPS, Saved, Vectors, packed, unpacked

DIMENSION = 8
COUNT = 3 * SPARE


def vectors_of(count: int, *, seed: int) -> np.ndarray:
    made = np.random.default_rng(seed).normal(size=(count, DIMENSION)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def store_of(numbers: np.ndarray, vectors: np.ndarray):
    store = STORES["exact"](DIMENSION)
    store.add(numbers, vectors)
    return store


@given(
    gone=st.sets(st.integers(1, COUNT)),
    came=st.integers(0, 20),
    k=st.integers(1, COUNT + 30),
    seed=st.integers(0, 9),
)
def test_patched_vectors_find_what_a_new_store_finds(gone: set[int], came: int, k: int, seed: int):
    numbers = np.arange(1, COUNT + came + 1)
    every = vectors_of(len(numbers), seed=seed)
    saved = Saved(1, COUNT, store_of(numbers[:COUNT], every[:COUNT]))
    added = store_of(numbers[COUNT:], every[COUNT:]) if came else None
    patched = Vectors(saved, frozenset(gone), added)
    there = [n - 1 for n in numbers if n not in gone]
    anew = store_of(numbers[there], every[there])
    questions = vectors_of(3, seed=seed + 100)
    assert len(patched) == len(anew)
    held = patched.held(numbers.tolist())
    assert sorted(held) == [n + 1 for n in there]
    assert all(np.array_equal(held[n + 1], every[n]) for n in there)
    for mine, new in zip(patched.search(questions, k), anew.search(questions, k), strict=True):
        np.testing.assert_allclose(mine[:, : len(there)], new[:, : len(there)], rtol=1e-5)
        np.testing.assert_array_equal(mine[:, len(there) :], new[:, len(there) :])


def test_equally_near_ones_come_in_the_order_that_is_given():
    same = np.repeat(vectors_of(1, seed=5), 3 * SPARE, axis=0)
    saved = Saved(1, len(same), store_of(np.arange(len(same)), same))
    found = Vectors(saved, frozenset(), None, lambda numbers: sorted(numbers, reverse=True))
    assert found.search(same[:1], 3)[1].tolist() == [[95, 94, 93]]
    assert Vectors(saved, frozenset(), None).search(same[:1], 3)[1].tolist() == [[0, 1, 2]]


@pytest.mark.parametrize("dimension", [1, 63, 64, 65, 300, 768])
def test_a_kept_vector_is_what_it_was_within_half_a_step_of_its_block(dimension: int):
    vectors = np.random.default_rng(dimension).normal(size=(9, dimension)).astype(np.float32)
    vectors[0] = 0.0
    found = unpacked(packed(vectors))
    assert found.shape == vectors.shape
    for start in range(0, dimension, BLOCK):
        block = vectors[:, start : start + BLOCK]
        step = np.abs(block).max(axis=1, keepdims=True) / STEPS
        assert (np.abs(found[:, start : start + BLOCK] - block) <= 0.6 * step).all()
