"""The table of a model's pieces at half precision: half the room, and no other vectors to speak of.

Of a vocabulary for a hundred languages the table is four fifths of the model, though a text looks
up a few rows of it; what is worked out from them stays at full precision.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

LARGE = 100_000_000
"""Bytes from which on a table is worth it."""


def halve_tables(graph: Path) -> None:
    """Rewrite the large tables of an ONNX graph of which rows are looked up."""
    import onnx
    from onnx import numpy_helper

    if graph.stat().st_size < LARGE:
        return
    model = onnx.load(graph)
    tables = {one.name: one for one in model.graph.initializer}
    for place, node in reversed(list(enumerate(model.graph.node))):
        table = tables.get(node.input[0]) if node.op_type == "Gather" else None
        if table is None or table.data_type != onnx.TensorProto.FLOAT:
            continue
        numbers = numpy_helper.to_array(table)
        if numbers.nbytes < LARGE:
            continue
        table.CopyFrom(numpy_helper.from_array(numbers.astype(np.float16), table.name))
        found, node.output[0] = node.output[0], f"{node.output[0]}_half"
        cast = onnx.helper.make_node("Cast", [node.output[0]], [found], to=onnx.TensorProto.FLOAT)
        model.graph.node.insert(place + 1, cast)
    onnx.save(model, graph)
