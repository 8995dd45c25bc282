"""The weights of an exported model in less room, with no other vectors to speak of.

Of a vocabulary for a hundred languages the table is four fifths of the model, though a text looks
up a few rows of it: it is kept at half precision. Matrices that were made of four-bit numbers are
kept as these, which ONNX Runtime multiplies as fast. All else stays at full precision.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from embeddings.int4_weights import BLOCK

if TYPE_CHECKING:
    from onnx import GraphProto, ModelProto, TensorProto

LARGE = 100_000_000
"""Bytes from which on a model, or a table, is worth it."""
NUMBERS = range(-8, 8)
"""What four bits hold."""
CONTRIB = "com.microsoft"
"""The domain of MatMulNBits."""


def compact(graph: Path) -> None:
    """Rewrite the weights of a large ONNX graph."""
    import onnx

    if graph.stat().st_size < LARGE:
        return
    model = onnx.load(graph)
    halve_tables(model.graph)
    pack_matrices(model)
    onnx.save(model, graph)


def halve_tables(graph: GraphProto) -> None:
    """Keep the large tables of which rows are looked up at half precision."""
    from onnx import TensorProto, helper, numpy_helper

    tables = _weights(graph)
    for place, node in reversed(list(enumerate(graph.node))):
        table = tables.get(node.input[0]) if node.op_type == "Gather" else None
        if table is None or table.data_type != TensorProto.FLOAT:
            continue
        numbers = numpy_helper.to_array(table)
        if numbers.nbytes < LARGE:
            continue
        table.CopyFrom(numpy_helper.from_array(numbers.astype(np.float16), table.name))
        found, node.output[0] = node.output[0], f"{node.output[0]}_half"
        cast = helper.make_node("Cast", [node.output[0]], [found], to=TensorProto.FLOAT)
        graph.node.insert(place + 1, cast)


def pack_matrices(model: ModelProto) -> None:
    """Keep the matrices that hold four-bit numbers times a scale for each block as these."""
    from onnx import helper, numpy_helper

    graph, weights = model.graph, _weights(model.graph)
    uses = Counter(name for node in graph.node for name in node.input)
    for node in graph.node:
        is_alone = node.op_type == "MatMul" and uses[node.input[1]] == 1
        matrix = weights.get(node.input[1]) if is_alone else None
        packed = packed_exactly(numpy_helper.to_array(matrix)) if matrix else None
        if matrix is None or packed is None:
            continue
        names = [f"{matrix.name}_pairs", f"{matrix.name}_scales"]
        graph.initializer.append(numpy_helper.from_array(packed[0], names[0]))
        graph.initializer.append(numpy_helper.from_array(packed[1], names[1]))
        graph.initializer.remove(matrix)
        rows, columns = matrix.dims
        node.CopyFrom(
            helper.make_node(
                "MatMulNBits", [node.input[0], *names], list(node.output), node.name,
                domain=CONTRIB, K=rows, N=columns, bits=4, block_size=BLOCK,
                accuracy_level=1,  # works in float32
            )
        )  # fmt: skip
    if all(one.domain != CONTRIB for one in model.opset_import):
        model.opset_import.append(helper.make_opsetid(CONTRIB, 1))


def packed_exactly(
    matrix: NDArray[np.float32],
) -> tuple[NDArray[np.uint8], NDArray[np.float32]] | None:
    """Return pairs of four-bit numbers and the scales that give exactly `matrix`, if any do."""
    if matrix.ndim != 2 or len(matrix) % BLOCK:
        return None
    blocks = np.ascontiguousarray(matrix.T).reshape(-1, BLOCK)
    numbers, scales = np.zeros(blocks.shape, np.int8), np.zeros((len(blocks), 1), np.float32)
    peaks = np.take_along_axis(blocks, np.abs(blocks).argmax(axis=1, keepdims=True), axis=1)
    left = (peaks != 0).ravel()
    for highest in filter(None, NUMBERS):
        tried = (peaks[left] / highest).astype(np.float16).astype(np.float32)
        found = np.rint(blocks[left] / np.where(tried == 0, 1, tried))
        fits = (found * tried == blocks[left]).all(axis=1)
        fits &= np.isin(found, NUMBERS).all(axis=1)
        places = np.flatnonzero(left)[fits]
        numbers[places], scales[places] = found[fits], tried[fits]
        left[places] = False
        if not left.any():
            break
    if left.any():
        return None
    nibbles = (numbers - NUMBERS.start).astype(np.uint8)
    pairs = np.asarray(nibbles[:, 0::2] | nibbles[:, 1::2] << 4, np.uint8)
    return pairs.reshape(matrix.shape[1], -1, BLOCK // 2), scales.ravel()


def _weights(graph: GraphProto) -> dict[str, TensorProto]:
    return {one.name: one for one in graph.initializer}
