from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from embeddings import STORES
from embeddings.recall import nearest_by_blocks, recall_of
from embeddings.store_for_size import Block, filled, filled_up, fitting

COUNT, DIMENSION = 4_000, 16


def _blocks() -> Iterator[Block]:
    """Yield vectors without any order among them, which is the hardest for lists."""
    chance = np.random.default_rng(3)
    for start in range(0, COUNT, 1_000):
        vectors = chance.normal(size=(1_000, DIMENSION)).astype(np.float32)
        ids = np.arange(start, start + 1_000)
        yield ids, vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.fixture
def questions() -> np.ndarray:
    return np.random.default_rng(9).normal(size=(30, DIMENSION)).astype(np.float32)


@pytest.mark.parametrize(
    ("count", "name"),
    [(0, "exact"), (20_000, "exact"), (20_001, "fp16"), (50_001, "approximate")],
)
def test_the_number_of_vectors_decides_the_store(count: int, name: str) -> None:
    assert fitting(count) == name


def test_the_address_of_an_engine_goes_before_the_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTELOOM_MILVUS", "http://localhost:19530")
    assert fitting(7) == "milvus"


@pytest.mark.parametrize("name", ["exact", "fp16", "approximate"])
def test_a_filled_store_finds_what_comparing_with_all_finds(
    name: str, questions: np.ndarray
) -> None:
    made = filled(_blocks, count=COUNT, dimension=DIMENSION, questions=questions, name=name)
    wanted = nearest_by_blocks(questions, _blocks(), 10)
    found = made.store.search(questions, 10)[1]
    assert len(made.store) == COUNT
    assert recall_of(found, wanted) == pytest.approx(made.recall)
    assert made.recall >= 0.99


@pytest.mark.parametrize("name", ["exact", "fp16", "approximate"])
def test_a_store_that_is_brought_in_line_finds_what_comparing_with_all_finds(
    name: str, questions: np.ndarray
) -> None:
    first, *others = _blocks()
    late = [(first[0] + COUNT, first[1])]
    before = filled(_blocks, count=COUNT, dimension=DIMENSION, questions=questions, name=name)
    now = [*others, *late]
    made = filled_up(
        before.store, gone=first[0], came=late, blocks=lambda: now, questions=questions
    )
    found = made.store.search(questions, 10)[1]
    assert sorted(made.store.ids()) == sorted(np.concatenate([ids for ids, _ in now]))
    assert recall_of(found, nearest_by_blocks(questions, now, 10)) >= 0.99


def test_blocks_and_a_store_agree_on_the_nearest(questions: np.ndarray) -> None:
    store = STORES["exact"](DIMENSION)
    for ids, vectors in _blocks():
        store.add(ids, vectors)
    wanted = nearest_by_blocks(questions, _blocks(), 7)
    assert recall_of(store.search(questions, 7)[1], wanted) == 1.0


@pytest.mark.parametrize("name", ["exact", "fp16", "approximate"])
def test_nothing_to_fill_with_is_no_error(name: str) -> None:
    made = filled(lambda: [], count=0, dimension=DIMENSION, name=name)
    assert len(made.store) == 0


def test_recall_counts_what_was_missed() -> None:
    wanted = np.array([[1, 2], [3, -1]])
    assert recall_of(np.array([[2, 9], [3, 4]]), wanted) == pytest.approx(2 / 3)
