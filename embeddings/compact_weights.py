"""The weights of an exported model in less room, with no other vectors to speak of.

Of a vocabulary for a hundred languages the table is four fifths of the model, though a text looks
up a few rows of it: they are looked up at half precision. Matrices and tables that were made of
four-bit numbers are kept as these, which ONNX Runtime multiplies as fast. All else stays as it is.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from embeddings.int4_weights import BLOCK

if TYPE_CHECKING:
    from onnx import GraphProto, NodeProto, TensorProto

LARGE = 100_000_000
"""Bytes from which on a model, or a table, is worth it."""
NUMBERS = range(-8, 8)
"""What four bits hold."""
AT_ONCE = 8_192
"""Rows of a table packed together."""
CONTRIB = "com.microsoft"
"""The domain of operators on four-bit numbers."""


def compact(graph: Path) -> None:
    """Rewrite the weights of a large ONNX graph."""
    import onnx

    if graph.stat().st_size < LARGE:
        return
    model = onnx.load(graph)
    halve_tables(model.graph)
    pack_matrices(model.graph)
    if all(one.domain != CONTRIB for one in model.opset_import):
        model.opset_import.append(onnx.helper.make_opsetid(CONTRIB, 1))
    onnx.save(model, graph)


def halve_tables(graph: GraphProto) -> None:
    """Keep the large tables, whose rows are looked up, in a half or an eighth of the room."""
    from onnx import TensorProto, helper, numpy_helper

    tables = _weights(graph)
    for place, node in reversed(list(enumerate(graph.node))):
        table = tables.get(node.input[0]) if node.op_type == "Gather" else None
        if table is None or table.data_type != TensorProto.FLOAT:
            continue
        numbers = numpy_helper.to_array(table)
        if numbers.nbytes < LARGE:
            continue
        found, node.output[0] = node.output[0], f"{node.output[0]}_half"
        if packed := _packed_rows(numbers):
            names = _replace(graph, table, packed[0], packed[1].astype(np.float16))
            inputs = [names[0], node.input[1], names[1]]
            node.CopyFrom(_four_bit("GatherBlockQuantized", node, inputs, quantize_axis=1))
        else:
            table.CopyFrom(numpy_helper.from_array(numbers.astype(np.float16), table.name))
        cast = helper.make_node("Cast", [node.output[0]], [found], to=TensorProto.FLOAT)
        graph.node.insert(place + 1, cast)


def pack_matrices(graph: GraphProto) -> None:
    """Keep the matrices that hold four-bit numbers times a scale for each block as these."""
    from onnx import numpy_helper

    weights = _weights(graph)
    for node in graph.node:
        matrix = weights.get(node.input[1]) if node.op_type == "MatMul" else None
        packed = packed_exactly(numpy_helper.to_array(matrix)) if matrix else None
        if matrix is None or packed is None:
            continue
        rows, columns = matrix.dims
        inputs = [node.input[0], *_replace(graph, matrix, *packed)]
        float32 = {"K": rows, "N": columns, "accuracy_level": 1}
        node.CopyFrom(_four_bit("MatMulNBits", node, inputs, **float32))


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
        fits &= (found.min(axis=1) >= NUMBERS[0]) & (found.max(axis=1) <= NUMBERS[-1])
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


def _packed_rows(
    table: NDArray[np.float32],
) -> tuple[NDArray[np.uint8], NDArray[np.float32]] | None:
    """Return the like for a table, by row, as GatherBlockQuantized has them."""
    parts = []
    for start in range(0, len(table), AT_ONCE):
        packed = packed_exactly(table[start : start + AT_ONCE].T)
        if packed is None:
            return None
        parts.append(packed)
    pairs, scales = zip(*parts, strict=True)
    count = len(table)
    return np.concatenate(pairs).reshape(count, -1), np.concatenate(scales).reshape(count, -1)


def _replace(
    graph: GraphProto, weights: TensorProto, pairs: NDArray[Any], scales: NDArray[Any]
) -> list[str]:
    """Put packed numbers in the place of weights and return the names of both parts."""
    from onnx import numpy_helper

    names = [f"{weights.name}_pairs", f"{weights.name}_scales"]
    graph.initializer.append(numpy_helper.from_array(pairs, names[0]))
    graph.initializer.append(numpy_helper.from_array(scales, names[1]))
    graph.initializer.remove(weights)
    return names


def _four_bit(kind: str, node: NodeProto, inputs: list[str], **sizes: int) -> NodeProto:
    from onnx import helper

    made = helper.make_node(kind, inputs, list(node.output), node.name, domain=CONTRIB)
    for name, size in {"bits": 4, "block_size": BLOCK, **sizes}.items():
        made.attribute.append(helper.make_attribute(name, size))
    return made


def _weights(graph: GraphProto) -> dict[str, TensorProto]:
    """Return the weights that one node alone uses, by name."""
    uses = Counter(name for node in graph.node for name in node.input)
    return {one.name: one for one in graph.initializer if uses[one.name] == 1}
