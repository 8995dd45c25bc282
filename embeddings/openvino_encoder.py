"""The same exported graph by OpenVINO: in bf16 where the processor has it and the vectors agree.

Half of the bits of a number are enough for a product of matrices if the processor adds up in full
precision. Whether that holds is not believed but tried at first use, with real lines and questions
against the running encoder, and the finding kept beside the export.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from embeddings.cache import GRAPH, cores
from embeddings.errors import needed
from embeddings.models import SMALL
from embeddings.onnx_encoder import find_or_export, open_export
from embeddings.recall import recall_of
from embeddings.score_scaling import trials

if TYPE_CHECKING:
    from embeddings.encoders import Encoder, Vectors

LOG = logging.getLogger(__name__)
INSTALL = "openvino"
BF16 = "BF16"
"""What OpenVINO calls it among what a processor can do."""
AGREEMENT = 0.9999
"""Least cosine to the vectors at full precision; below, near lines change places."""
FIRST = 10
"""So many lines must be found first for each question by both."""
TRIED = "openvino.json"
"""Beside an export: what the trial found, so that it is made once."""


class Compiled:
    """A graph that OpenVINO compiled for this processor."""

    def __init__(self, graph: Path, *, precision: str, threads: int) -> None:
        core = needed("openvino", INSTALL).Core()
        self._compiled = core.compile_model(
            str(graph), "CPU",
            {
                "INFERENCE_PRECISION_HINT": precision, "INFERENCE_NUM_THREADS": threads,
                "PERFORMANCE_HINT": "LATENCY",
            },
        )  # fmt: skip

    def run(self, names: None, inputs: dict[str, Any]) -> list[Any]:
        """Return the outputs, as ONNX Runtime does."""
        return [self._compiled(inputs)[0]]


def load_openvino(name: str = SMALL, *, threads: int | None = None) -> Encoder:
    """Open model `name` in bf16, or with ONNX Runtime at full precision where that is not right."""
    able = abilities()
    folder = find_or_export(name)
    exact = open_export(folder, name=name, threads=threads)
    if BF16 not in able:
        LOG.warning(
            "this processor has no bf16 (avx512_bf16 or amx): ONNX Runtime runs %s instead", name
        )
        return exact
    faster = open_export(
        folder, name=f"openvino:{name}", digest=f"{exact.digest}-bf16",
        session=Compiled(folder / GRAPH, precision="bf16", threads=threads or cores()),
    )  # fmt: skip
    if why := kept_difference(folder / TRIED, faster, exact):
        LOG.warning("bf16 is not exact enough here (%s): ONNX Runtime runs %s instead", why, name)
        return exact
    return faster


def abilities() -> Collection[str]:
    """Return what OpenVINO says that this processor can do."""
    core = needed("openvino", INSTALL).Core()
    found: Collection[str] = core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    return found


def difference(faster: Encoder, exact: Encoder) -> str:
    """Say how the vectors of an encoder differ from exact ones by more than may be; else nothing.

    Tried with real lines and questions: each line's cosine, and the first ten of each question.
    """
    lines, questions = trials()
    pairs = [(one.encode(lines), one.encode_questions(questions)) for one in (faster, exact)]
    (fast_lines, fast_asked), (lines_exact, asked_exact) = pairs
    cosine = float(np.sum(fast_lines * lines_exact, axis=1).min())
    if not cosine >= AGREEMENT:
        return f"cosine {cosine:.5f}"
    same = recall_of(_first(fast_asked, fast_lines), _first(asked_exact, lines_exact))
    return "" if same == 1 else f"{same:.1%} of the first {FIRST} are the same"


def _first(questions: Vectors, lines: Vectors) -> Any:  # noqa: ANN401 (ids, as `recall_of` takes)
    return np.argsort(-(questions @ lines.T), axis=1, kind="stable")[:, :FIRST]


def kept_difference(file: Path, faster: Encoder, exact: Encoder) -> str:
    """Return the difference, found once for a model, a version of OpenVINO and a processor."""
    asked = [faster.digest, str(needed("openvino", INSTALL).__version__), _processor()]
    try:
        kept: Sequence[str] = json.loads(file.read_text("utf-8"))
        if kept[:-1] == asked:
            return kept[-1]
    except (OSError, ValueError, IndexError):
        pass  # not tried yet
    found = difference(faster, exact)
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    beside.write_text(json.dumps([*asked, found]), "utf-8")
    beside.replace(file)
    return found


def _processor() -> str:
    core = needed("openvino", INSTALL).Core()
    return str(core.get_property("CPU", "FULL_DEVICE_NAME"))
