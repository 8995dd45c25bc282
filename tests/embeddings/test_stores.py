"""One suite over every store: each must agree with the exact one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings import STORES, Store, StoreBroken, discard_store, load_store

DIMENSION = 24
HALF = 2e-3
"""What half precision may change in a score."""


def _vectors(count: int, *, seed: int = 1) -> np.ndarray:
    made = np.random.default_rng(seed).normal(size=(count, DIMENSION)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def _ids(count: int) -> np.ndarray:
    return np.arange(count, dtype=np.int64) * 3 + 5


ON_THIS_MACHINE = sorted(set(STORES) - {"milvus"})


@pytest.fixture(params=[*ON_THIS_MACHINE, "milvus"])
def store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    if request.param != "milvus":
        yield STORES[request.param](DIMENSION)
        return
    pytest.importorskip("milvus_lite", reason="pip install pymilvus milvus-lite")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NOTELOOM_MILVUS", str(tmp_path_factory.mktemp("milvus") / "vectors.db"))
        yield STORES["milvus"](DIMENSION)


def test_finds_what_the_exact_store_finds(store: Store) -> None:
    exact, vectors = STORES["exact"](DIMENSION), _vectors(500)
    for one in (exact, store):
        one.add(_ids(500), vectors)
    queries = _vectors(20, seed=2)
    wanted, _ = exact.search(queries, 10)
    scores, ids = store.search(queries, 10)
    true = np.einsum("qd,qkd->qk", queries, vectors[(ids - 5) // 3])
    assert np.abs(scores - wanted).max() < HALF
    assert np.abs(true - wanted).max() < HALF


def test_a_vector_finds_itself_first(store: Store) -> None:
    store.add(_ids(50), _vectors(50))
    scores, ids = store.search(_vectors(50)[:7], 3)
    assert ids[:, 0].tolist() == _ids(50)[:7].tolist()
    assert (np.diff(scores, axis=1) <= 0).all()


def test_what_is_held_comes_back_as_it_is_compared(store: Store) -> None:
    store.add(_ids(50)[::-1], _vectors(50)[::-1])
    store.remove(_ids(50)[3:5])
    store.add(np.array([1]), _vectors(1, seed=7))
    asked = np.array([_ids(50)[9], 1, _ids(50)[3], 2, 1])
    ids, vectors = store.held(asked)
    order = np.argsort(ids)
    assert ids[order].tolist() == [1, _ids(50)[9]]
    wanted = np.stack([_vectors(1, seed=7)[0], _vectors(50)[9]])
    assert np.abs(vectors[order] - wanted).max() < HALF
    assert store.held(np.array([2]))[1].shape == (0, DIMENSION)


def test_fewer_vectors_than_asked_for_end_in_nothing(store: Store) -> None:
    store.add(_ids(2), _vectors(2))
    scores, ids = store.search(_vectors(1), 4)
    assert ids[0, 2:].tolist() == [-1, -1]
    assert np.isneginf(scores[0, 2:]).all()


def test_an_empty_store_finds_nothing(store: Store) -> None:
    _, ids = store.search(_vectors(1), 2)
    assert ids.tolist() == [[-1, -1]]
    assert len(store) == 0


def test_what_was_removed_is_not_found(store: Store) -> None:
    store.add(_ids(60), _vectors(60))
    assert store.remove(np.array([5, 8, 999_999])) == 2
    assert len(store) == 58
    _, ids = store.search(_vectors(60)[:2], 58)
    assert not {5, 8} & set(ids.ravel().tolist())


def test_an_id_that_is_there_gets_the_new_vector(store: Store) -> None:
    store.add(_ids(9), _vectors(9))
    store.add(np.array([5]), _vectors(1, seed=4))
    _, ids = store.search(_vectors(1, seed=4), 1)
    assert ids[0, 0] == 5
    assert len(store) == 9


def test_of_two_vectors_under_one_id_the_last_counts(store: Store) -> None:
    store.add(np.array([7, 7]), _vectors(2))
    assert len(store) == 1
    assert store.search(_vectors(2)[1:], 1)[0][0, 0] == pytest.approx(1.0, abs=HALF)


def test_a_vector_of_another_size_is_refused(store: Store) -> None:
    with pytest.raises(StoreBroken, match="are needed"):
        store.add(np.array([1]), np.ones((1, DIMENSION + 1), np.float32))


def test_what_was_saved_loads_equal(store: Store, tmp_path: Path) -> None:
    store.add(_ids(40), _vectors(40))
    store.save(tmp_path / "vectors")
    again = load_store(tmp_path / "vectors")
    assert (again.name, len(again), again.dimension) == (store.name, 40, DIMENSION)
    for before, after in zip(*(s.search(_vectors(5), 6) for s in (store, again)), strict=True):
        assert np.array_equal(before, after)
    assert [file.name for file in tmp_path.iterdir()] == ["vectors"]


def test_a_loaded_store_can_be_changed(store: Store, tmp_path: Path) -> None:
    store.add(_ids(9), _vectors(9))
    store.save(tmp_path / "vectors")
    again = load_store(tmp_path / "vectors")
    assert again.remove(_ids(3)) == 3
    again.add(np.array([1]), _vectors(1, seed=9))
    assert len(again) == 7


@pytest.mark.parametrize("content", [b"", b"not an index at all", b"IxFI" + b"\0" * 40])
def test_a_broken_file_is_an_error_with_a_remedy(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "vectors").write_bytes(content)
    with pytest.raises(StoreBroken, match="build the index again"):
        load_store(tmp_path / "vectors")


def test_a_missing_file_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(StoreBroken, match="build the index again"):
        load_store(tmp_path / "vectors")


def test_a_discarded_store_is_gone_with_all_that_was_kept_for_it(
    store: Store, tmp_path: Path
) -> None:
    store.add(_ids(3), _vectors(3))
    store.save(tmp_path / "vectors")
    said = (tmp_path / "vectors").read_bytes()
    discard_store(tmp_path / "vectors")
    assert not (tmp_path / "vectors").exists()
    if store.name == "milvus":
        (tmp_path / "vectors").write_bytes(said)
        with pytest.raises(StoreBroken, match="no longer has the vectors"):
            load_store(tmp_path / "vectors")
        discard_store(tmp_path / "vectors")


steps = st.lists(st.tuples(st.booleans(), st.integers(0, 12)), max_size=25)


@pytest.mark.parametrize("name", ON_THIS_MACHINE)
@settings(max_examples=25, deadline=None)
@given(steps)
def test_any_sequence_of_changes_leaves_what_a_fresh_store_holds(
    name: str, changes: list[tuple[bool, int]]
) -> None:
    store, kept = STORES[name](DIMENSION), dict[int, np.ndarray]()
    for seed, (adds, number) in enumerate(changes):
        if adds:
            kept[number] = _vectors(1, seed=seed)
            store.add(np.array([number]), kept[number])
        else:
            assert store.remove(np.array([number])) == (kept.pop(number, None) is not None)
    assert len(store) == len(kept)
    for number, vector in kept.items():
        assert store.search(vector, 1)[1][0, 0] == number
