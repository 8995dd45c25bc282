from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
from tokenizers.processors import TemplateProcessing

from embeddings import compact_weights, tokens
from embeddings.compact_weights import packed_exactly
from embeddings.tokens import PIECES as TABLE
from embeddings.tokens import WHOLE, Tokens, part

PIECES = ["<s>", "</s>", "<unk>", "▁", "д", "▁да", "a", "b", "▁ab", "é", "数", "ab", "–", "μ"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a small vocabulary of several scripts, with its Latin pieces apart."""
    vocabulary = [(piece, -float(n)) for n, piece in enumerate(PIECES)]
    tokenizer = Tokenizer(models.Unigram(vocabulary, 2, False))
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    ends = [("<s>", 0), ("</s>", 1)]
    tokenizer.post_processor = TemplateProcessing(single="<s> $A </s>", special_tokens=ends)
    tokenizer.add_special_tokens(PIECES[:3])
    folder = tmp_path_factory.mktemp("export")
    tokenizer.save(str(folder / WHOLE))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tokens, "WORTH_PARTING", 1)
        part(folder)
    return folder


def whole(folder: Path, text: str) -> list[int]:
    ids: list[int] = Tokenizer.from_file(str(folder / WHOLE)).encode(text).ids
    return ids


@given(text=st.text(alphabet="ab é–x数даµ½<s>/", max_size=20))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_pieces_are_those_of_the_whole_vocabulary(folder: Path, text: str) -> None:
    assert Tokens(folder, longest=64).of([text]) == [whole(folder, text)]


def test_texts_of_several_scripts_are_read_together(folder: Path) -> None:
    found = Tokens(folder, longest=64).of(["ab", "да", "x</s>数"])
    assert found == [whole(folder, text) for text in ("ab", "да", "x</s>数")]


def test_a_small_vocabulary_is_not_parted(folder: Path, tmp_path: Path) -> None:
    (tmp_path / WHOLE).write_bytes((folder / WHOLE).read_bytes())
    part(tmp_path)  # which looks for more pieces than these
    assert Tokens(tmp_path, longest=3).of(["ab ab ab"]) == [[0, 8, 1]]
    assert not (tmp_path / TABLE).exists()


@pytest.mark.parametrize(
    ("scale", "looked_up"),
    [(1 / 7, "Gather"), (1 / 8, "GatherBlockQuantized")],
    ids=["at half precision", "in four bits"],
)
def test_the_large_table_of_a_graph_takes_less_room(
    tmp_path: Path, scale: float, looked_up: str
) -> None:
    table = (np.arange(64, dtype=np.float32).reshape(2, 32) % 16 - 8) * np.float32(scale)
    file = tmp_path / "graph.onnx"
    onnx.save(helper.make_model(lookup(table), opset_imports=[helper.make_opsetid("", 17)]), file)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compact_weights, "LARGE", 1)
        compact_weights.compact(file)
    assert [node.op_type for node in onnx.load(file).graph.node] == [looked_up, "Cast"]
    session = onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])
    rows = session.run(None, {"ids": np.array([1, 0])})[0]
    assert np.array_equal(rows, table[[1, 0]].astype(np.float16))


def lookup(table: np.ndarray) -> onnx.GraphProto:
    return helper.make_graph(
        [helper.make_node("Gather", ["table", "ids"], ["rows"])],
        "g",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, ["n"])],
        [helper.make_tensor_value_info("rows", TensorProto.FLOAT, ["n", table.shape[1]])],
        [numpy_helper.from_array(table, "table")],
    )


@given(scales=st.lists(st.sampled_from([0.0, 0.25, -3.0, 1.5e-3]), min_size=3, max_size=3))
def test_four_bit_numbers_times_a_scale_are_packed_without_loss(scales: list[float]) -> None:
    numbers = np.arange(96).reshape(3, 32) % 16 - 8
    matrix = (numbers * np.array(scales, np.float16).astype(np.float32)[:, None]).T
    packed = packed_exactly(np.asarray(matrix, np.float32))
    assert packed is not None
    pairs, found = packed
    halves = np.stack([pairs & 15, pairs >> 4], axis=-1).reshape(3, 32).astype(np.float32) - 8
    assert np.array_equal((halves * found[:, None]).T, matrix)


def test_a_matrix_of_other_numbers_stays_as_it_is() -> None:
    assert packed_exactly(np.linspace(0, 1, 64, dtype=np.float32).reshape(32, 2)) is None
