"""Cross-encoders: what a text is to another one, read together; rerankers and entailment models.

Any sentence-transformers CrossEncoder, by name or folder, runs as ONNX: exported once as encoders
are, checked against the original, kept by checksum. None is needed: they are used by consent.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from embeddings.batches import batches_of
from embeddings.cache import MANIFEST, complete, key_of
from embeddings.errors import ModelBroken
from embeddings.models import READER, cache_folder, checksum_of, verified
from embeddings.onnx_encoder import open_session
from embeddings.tokens import WHOLE

if TYPE_CHECKING:
    import onnxruntime
    from numpy.typing import NDArray
    from sentence_transformers import CrossEncoder as Original
    from tokenizers import Tokenizer

LONGEST = 256
"""Pieces of both texts together: a question with a line and what it stands under has fewer."""
AGREEMENT = 1e-3
"""The most by which a score may differ from the original's."""
ROUNDED = 1.5
"""The same, in log odds, of the reader, which is kept in eight bits to be quick; .2 on average."""
TRIALS = (
    ("how long can it run?", "Functions > Timeout: 15 minutes"),
    ("which port?", "p. 8080"),
    ("what is kept cold?", "Vaccines stand in the fridge by the door, at two to eight degrees, and "
     "whoever opens it writes down the hour and what the thermometer says."),
)  # fmt: skip
"""Pairs of unlike lengths, scored together and alone, on which an export is checked."""


class CrossEncoder:
    """Scores of pairs of texts by one exported graph."""

    def __init__(self, folder: Path, *, threads: int | None = None) -> None:
        """Open what was exported to a folder."""
        from tokenizers import Tokenizer

        known = json.loads((folder / MANIFEST).read_text("utf-8"))
        self.labels: tuple[str, ...] = tuple(known["labels"])
        """What its scores are of, in order; a reranker has one."""
        self._session: onnxruntime.InferenceSession = open_session(folder, threads)
        self._inputs = [one.name for one in self._session.get_inputs()]
        self._padding = int(known["padding"])
        self._tokens: Tokenizer = Tokenizer.from_file(str(folder / WHOLE))
        self._tokens.no_padding()
        self._tokens.enable_truncation(int(known["tokens"]))

    def scores(
        self, pairs: Sequence[tuple[str, str]], *, seconds: float = float("inf")
    ) -> NDArray[np.float32] | None:
        """Return the logits (len(pairs), len(labels)); None where they take longer than that."""
        ends = time.monotonic() + seconds
        tokens = self._tokens.encode_batch(list(pairs))
        found = np.zeros((len(pairs), len(self.labels)), np.float32)
        for places in batches_of([len(one.ids) for one in tokens]):
            if time.monotonic() > ends:
                return None
            shape = (len(places), max(len(tokens[place].ids) for place in places))
            inputs = {name: np.zeros(shape, np.int64) for name in self._inputs}
            inputs["input_ids"][:] = self._padding
            for row, place in enumerate(places):
                one = tokens[place]
                given = {"input_ids": one.ids, "token_type_ids": one.type_ids}
                given["attention_mask"] = one.attention_mask
                for name, values in inputs.items():
                    values[row, : len(one.ids)] = given[name]
            found[places] = self._session.run(None, inputs)[0]
        return found if time.monotonic() <= ends else None


@lru_cache(2)
def load_cross_encoder(name: str, *, threads: int | None = None) -> CrossEncoder:
    """Return the CrossEncoder of that name or folder, exporting it the first time.

    Raises ModelMissing or ModelBroken, each with what to do.
    """
    return CrossEncoder(exported_pairs(name), threads=threads)


def exported_pairs(name: str) -> Path:
    """Return the folder with a CrossEncoder as ONNX, making it when it is not there."""
    target = cache_folder() / f"pairs-{key_of(name)}"
    if not complete(target):
        from embeddings.export import make  # brings torch

        make(target, partial(_export, name))
    return target


def _export(name: str, work: Path) -> None:
    import torch

    from embeddings.export import trace, write_manifest, write_tokenizer
    from embeddings.reference import open_cross_encoder

    model = open_cross_encoder(verified(name), attn_implementation="eager")
    features = model.preprocess(list(TRIALS))
    inputs = {key: value for key, value in features.items() if isinstance(value, torch.Tensor)}

    class Traced(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, *given: torch.Tensor) -> torch.Tensor:
            scores: torch.Tensor = self.model(dict(zip(inputs, given, strict=True)))["scores"]
            return scores if scores.dim() > 1 else scores[:, None]

    own = name == READER
    trace(Traced(), inputs, work, output="scores", eight_bits=own)
    write_tokenizer(model, work)
    write_manifest(_manifest(model, name), work)
    _check(model, CrossEncoder(work), most=ROUNDED if own else AGREEMENT)


def _manifest(model: Original, name: str) -> dict[str, Any]:
    names: dict[int, str] = getattr(model.config, "id2label", {})
    labels = [names.get(number, "").lower() for number in range(model.num_labels)]
    return {
        "model": name,
        "digest": checksum_of(name),
        "labels": labels if model.num_labels > 1 else ["score"],
        "tokens": min(LONGEST, model.max_seq_length or LONGEST),
        "padding": model.tokenizer.pad_token_id or 0,
    }


def _check(model: Original, running: CrossEncoder, *, most: float) -> None:
    import torch

    wanted = model.predict(list(TRIALS), activation_fn=torch.nn.Identity())
    wanted = np.reshape(wanted, (len(TRIALS), -1))
    alone = np.concatenate([running.scores([pair]) for pair in TRIALS])
    for found in (running.scores(TRIALS), alone):
        apart = float(np.abs(found - wanted).max())
        if not apart <= most:
            raise ModelBroken(f"the exported model differs from the original (by {apart:.4f})")
