"""A model as ONNX: exported once, checked against the original, kept by checksum.

`python -m embeddings [MODEL ...]` does it at set-up; else the first use does it.
"""

from __future__ import annotations

import json
import logging
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from embeddings.cache import GRAPH, MANIFEST, WEIGHTS, complete, key_of
from embeddings.compact_weights import compact
from embeddings.errors import ModelBroken
from embeddings.models import (
    SMALL,
    cache_folder,
    checksum_of,
    sha256_of,
    verified,
    weights_of,
)
from embeddings.onnx_encoder import open_export
from embeddings.score_scaling import SPREAD, USUAL, measured
from embeddings.tokens import WHOLE, part

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.model import BaseModel
    from torch import Tensor
    from torch.nn import Module

    from embeddings.encoders import Encoder

LOG = logging.getLogger(__name__)
SMALLEST_OUTSIDE = "1024"
"""Bytes; smaller constants stay in the graph."""
TRACED = "traced.onnx"
OPSET = 17
"""The first with LayerNormalization as one operator."""
AGREEMENT = 0.99999
"""Least cosine to the original's vectors; what rounding costs is below 1e-6."""
_ONE_AT_A_TIME = Lock()
"""Torch traces one model of a process at a time: a second one breaks both."""
TRIALS = (
    "a",
    "Default timeout is 3 secs",
    "Long polling waits up to 20 seconds for a message, so fewer empty replies come back.",
    "Один и тот же текст, 一样的文字, and x-forwarded-for: 203.0.113.7 " * 6,
)
"""Texts of unlike lengths, encoded together and alone, on which an export is checked."""


def exported(name: str = SMALL, *, cache: Path | None = None) -> Path:
    """Return the folder with model `name` as ONNX, making it when it is not there.

    Raises ModelMissing or ModelBroken; a model whose form cannot be exported is ModelBroken.
    """
    return make((cache or cache_folder()) / key_of(name), partial(_export, name))


def make(target: Path, write: Callable[[Path], None]) -> Path:
    """Write an export beside `target`, then rename it: never half of one, whoever else writes."""
    with _ONE_AT_A_TIME:
        if complete(target):
            return target
        LOG.warning("exporting the model %s once, which takes some seconds", target.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=".export-", dir=target.parent))
        try:
            write(work)
            put(work, target)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    return target


def _export(name: str, work: Path) -> None:
    source = verified(name)
    model = _open(source)
    _write_graph(model, work)
    write_tokenizer(model, work)
    part(work)
    manifest = _manifest(model, name=name, source=source)
    write_manifest(manifest | {"likeness": [USUAL, SPREAD]}, work)
    running = open_export(work, name="trial")
    _check(model, running)
    spread = measured(running)
    write_manifest(manifest | {"likeness": [spread.usual, spread.spread]}, work)


def put(work: Path, target: Path) -> None:
    """Move a finished export to its place, unless another process was quicker."""
    if target.exists() and not complete(target):
        shutil.rmtree(target)
    try:
        work.rename(target)
    except OSError:
        if not complete(target):  # else the other one is as good
            raise


def _open(source: Path) -> SentenceTransformer:
    from embeddings.reference import open_model

    return open_model(source, attn_implementation="eager")


def _write_graph(model: SentenceTransformer, work: Path) -> None:
    """Trace the whole model, pooling and length one included, into one graph."""
    import torch

    class Traced(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            features = {"input_ids": input_ids, "attention_mask": attention_mask}
            if "token_type_ids" in model.tokenizer.model_input_names:
                features["token_type_ids"] = torch.zeros_like(input_ids)
            found = self.model(features)["sentence_embedding"]
            return torch.nn.functional.normalize(found, dim=1)

    ids = torch.tensor(model.tokenizer(list(TRIALS[:2]), padding=True)["input_ids"])
    trace(
        Traced(), {"input_ids": ids, "attention_mask": torch.ones_like(ids)}, work, output="vectors"
    )


def trace(
    module: Module,
    inputs: Mapping[str, Tensor],
    work: Path,
    *,
    output: str,
    eight_bits: bool = False,
) -> None:
    """Write what a module does with some inputs, each of (batch, sequence), as a graph."""
    import torch

    free = {0: "batch", 1: "sequence"}
    try:
        with warnings.catch_warnings(), torch.no_grad(), _masks_by_broadcasting():
            warnings.simplefilter("ignore")  # of the tracer: the result is checked instead
            torch.onnx.export(
                module.eval(), tuple(inputs.values()), str(work / TRACED),
                input_names=list(inputs), output_names=[output],
                dynamic_axes={**dict.fromkeys(inputs, free), output: {0: "batch"}},
                opset_version=OPSET, dynamo=False,  # the newer exporter takes ten times as long
            )  # fmt: skip
    except Exception as error:  # whatever torch raises, the cure is the same
        raise ModelBroken(f"the model cannot be exported to ONNX ({error})") from error
    compact(work / TRACED)
    if eight_bits:
        _quantise(work / TRACED)
    _optimise(work)


@contextmanager
def _masks_by_broadcasting() -> Iterator[None]:
    """Make masks of attention without `vmap`, which cannot be traced; the same masks result."""
    from transformers.masking_utils import ALL_MASK_ATTENTION_FUNCTIONS as MASKS
    from transformers.masking_utils import eager_mask

    MASKS["eager"] = lambda **given: eager_mask(**given | {"use_vmap": False})
    try:
        yield
    finally:
        MASKS.pop("eager")  # its own shows again


def _quantise(graph: Path) -> None:
    """Keep matrices in eight bits: a third of the time, and a quarter of the room.

    Of seven of the eight, so that processors without instructions for it do not overflow.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    logging.disable(logging.WARNING)  # it advises another order of steps
    try:
        quantize_dynamic(
            graph, graph, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
    finally:
        logging.disable(logging.NOTSET)


def _optimise(work: Path) -> None:
    """Fuse operators once, here, so that opening a session need not."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    # Not beyond EXTENDED: the last level is for this very processor, and a cache may be moved.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(work / GRAPH)
    prefix = "session.optimized_model_external_initializers"
    options.add_session_config_entry(f"{prefix}_file_name", WEIGHTS)
    options.add_session_config_entry(f"{prefix}_min_size_in_bytes", SMALLEST_OUTSIDE)
    traced = work / TRACED
    onnxruntime.InferenceSession(str(traced), options, providers=["CPUExecutionProvider"])
    traced.unlink()


def write_tokenizer(model: BaseModel, work: Path) -> None:
    """Write the model's own tokenizer."""
    fast = getattr(model.tokenizer, "backend_tokenizer", None)
    if fast is None:
        raise ModelBroken("the model has no fast tokenizer")
    fast.save(str(work / WHOLE))


def _manifest(model: SentenceTransformer, *, name: str, source: Path) -> dict[str, Any]:
    return {
        "model": name,
        "digest": checksum_of(name),
        "weights": {weights_of(source).name: sha256_of(weights_of(source))},
        "dimension": model.get_embedding_dimension(),
        "tokens": model.max_seq_length,
        "padding": model.tokenizer.pad_token_id or 0,
        "prompts": {kind: text for kind, text in model.prompts.items() if text},
    }


def write_manifest(manifest: dict[str, Any], work: Path) -> None:
    """Write what an export is, with the sizes of its files."""
    files = (file for file in sorted(work.iterdir()) if file.name != MANIFEST)
    sizes = {file.name: file.stat().st_size for file in files}
    (work / MANIFEST).write_text(json.dumps(manifest | {"sizes": sizes}, indent=1), "utf-8")


def _check(model: SentenceTransformer, running: Encoder) -> None:
    wanted = model.encode_document(list(TRIALS), normalize_embeddings=True, show_progress_bar=False)
    alone = np.concatenate([running.encode([text]) for text in TRIALS])
    for found in (running.encode(TRIALS), alone):
        cosine = float(np.sum(found * wanted, axis=1).min())
        if not cosine >= AGREEMENT:
            raise ModelBroken(f"the exported model differs from the original (cosine {cosine:.6f})")
