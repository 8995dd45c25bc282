"""The reader: a small cross-encoder that judges whether a line answers a question.

It is all-MiniLM-L6-v2 whose upper layers were trained on questions with the sentences that answer
them and the most alike ones that do not (`python -m tests.benchmarks.cross_encoder`). Only what was
trained is shipped, in eight bits a weight; the rest is taken from the package of the encoder.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from embeddings.models import SMALL, verified, weights_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

TOKENIZER = ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.txt")
SCALE = "scale of "
"""What stands before the name of a matrix in the name of its rows' scales."""
CLASS = {"architectures": ["BertForSequenceClassification"], "id2label": {"0": "score"}}


def pack(weights: Mapping[str, NDArray[np.float32]], target: Path) -> None:
    """Write trained weights: matrices as int8 with one scale a row, all else as it is."""
    packed: dict[str, Any] = {}
    for name, numbers in weights.items():
        packed[name] = numbers
        if numbers.ndim == 2:
            scale = np.abs(numbers).max(axis=1, keepdims=True) / 127
            packed[name] = np.round(numbers / np.maximum(scale, 1e-12)).astype(np.int8)
            packed[SCALE + name] = scale.astype(np.float32)
    np.savez_compressed(target, **packed)


def weights_in(packed: Path) -> dict[str, NDArray[np.float32]]:
    """Return the trained weights of a packed reader, each within half a step of what it was."""
    with np.load(packed) as held:
        scales = {name.removeprefix(SCALE): held[name] for name in held if name.startswith(SCALE)}
        names = [name for name in held if not name.startswith(SCALE)]
        return {n: held[n].astype(np.float32) * scales.get(n, np.float32(1)) for n in names}


def unpack(packed: Path, folder: Path) -> None:
    """Write the whole model into a folder, as sentence-transformers reads it.

    Raises ModelMissing or ModelBroken where the encoder that it builds on is not here.
    """
    from safetensors.numpy import load_file, save_file

    base = verified(SMALL)
    whole = {f"bert.{name}": numbers for name, numbers in load_file(weights_of(base)).items()}
    save_file(whole | weights_in(packed), folder / "model.safetensors", metadata={"format": "pt"})
    config = json.loads((base / "config.json").read_text("utf-8"))
    (folder / "config.json").write_text(json.dumps(config | CLASS), "utf-8")
    for name in TOKENIZER:
        shutil.copy(base / name, folder)
