from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import pytest

from embeddings import Encoder, HashEncoder, load_encoder, openvino_encoder
from embeddings.cache import GRAPH, find_export
from embeddings.onnx_encoder import open_export
from embeddings.openvino_encoder import (
    BF16,
    Compiled,
    abilities,
    difference,
    kept_difference,
    load_openvino,
    trials,
)

pytestmark = pytest.mark.filterwarnings("ignore")  # those of openvino
pytest.importorskip("openvino", reason="pip install openvino")


@pytest.fixture(scope="module")
def folder() -> Path:
    load_encoder()
    found = find_export("all-MiniLM-L6-v2")
    assert found is not None
    return found


class Rounded(HashEncoder):
    """Keeps so many bits of each number that some vectors differ."""

    def __init__(self, step: float) -> None:
        self.step = step

    def encode(self, texts):
        found = np.round(super().encode(texts) / self.step) * self.step
        return found / np.linalg.norm(found, axis=1, keepdims=True)


def test_at_full_precision_openvino_gives_the_same_vectors(folder: Path, encoder: Encoder) -> None:
    session = Compiled(folder / GRAPH, precision="f32", threads=1)
    other = open_export(folder, name="trial", session=session)
    assert difference(other, encoder) == ""
    lines, _ = trials()
    assert np.sum(other.encode(lines) * encoder.encode(lines), axis=1).min() > 0.99999


@pytest.mark.parametrize(("step", "agrees"), [(1e-5, True), (0.2, False)])
def test_only_vectors_that_agree_are_taken(step: float, agrees: bool) -> None:
    assert (difference(Rounded(step), HashEncoder()) == "") is agrees


def test_a_processor_without_bf16_runs_at_full_precision_and_says_so(
    encoder: Encoder, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(openvino_encoder, "abilities", lambda: ["FP32", "INT8"])
    with caplog.at_level(logging.WARNING):
        found = load_openvino()
    assert (found.name, found.digest) == (encoder.name, encoder.digest)
    assert "no bf16" in caplog.text


@pytest.mark.skipif(BF16 not in abilities(), reason="this processor has no bf16")
def test_bf16_is_taken_where_its_vectors_agree(folder: Path, encoder: Encoder) -> None:
    session = Compiled(folder / GRAPH, precision="bf16", threads=1)
    agrees = difference(open_export(folder, name="trial", session=session), encoder) == ""
    assert load_encoder("openvino").digest.endswith("-bf16") is agrees


def test_a_trial_is_made_once_for_a_model_and_a_processor(tmp_path: Path) -> None:
    file, rough = tmp_path / "tried.json", Rounded(0.2)
    found = kept_difference(file, rough, HashEncoder())
    assert "cosine" in found
    assert kept_difference(file, rough, rough) == found
    rough.digest = "another"
    assert kept_difference(file, rough, rough) == ""


def test_the_trials_are_real_lines_and_questions() -> None:
    lines, questions = trials()
    assert len(lines) >= 100
    assert len(questions) >= 20
    assert all(question.endswith("?") for question in questions)
