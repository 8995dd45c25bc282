"""The reader: what is shipped of it, and that it tells an answer from what only looks like one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from embeddings.reader import pack, weights_in

MATRICES = arrays.arrays(
    np.float32, arrays.array_shapes(min_dims=2, max_dims=2), elements=st.floats(-4, 4, width=32)
)


@given(matrix=MATRICES)
def test_a_packed_weight_is_within_half_a_step_of_its_row(
    matrix: np.ndarray, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("packed") / "own.npz"
    pack({"weight": matrix, "bias": matrix[0]}, file)
    found, step = weights_in(file), np.abs(matrix).max(axis=1, keepdims=True) / 127
    assert np.all(np.abs(found["weight"] - matrix) <= step / 2 + 1e-6)
    assert np.array_equal(found["bias"], matrix[0])


@pytest.mark.parametrize(
    ("question", "answers", "nearly"),
    [
        ("who mended the pump?", "Garden > Ruth mended the pump in May", "Garden > The pump leaks"),
        ("when does the shop open?", "Shop > opens at nine", "Shop > closes at six"),
        ("what does the tent cost?", "Tent > price: 120 euros", "Tent > we bought it in January"),
    ],
)
def test_a_line_that_answers_is_told_from_one_on_the_same_thing(
    question: str, answers: str, nearly: str
) -> None:
    from graph.answers.optional_models import NONE

    said = NONE.read(question, [answers])
    assert said > NONE.read(question, [nearly]) + 1
    assert NONE.read(question, [nearly, answers]) == pytest.approx(said, abs=0.01)


def test_the_shipped_weights_are_those_that_are_recorded() -> None:
    from embeddings.models import READER, sha256_of, verified

    assert verified(READER) == Path(pack.__code__.co_filename).with_name("reader.npz")
    assert sha256_of(verified(READER)).startswith("80eb3cae")
