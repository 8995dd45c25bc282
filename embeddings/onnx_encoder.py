"""The running encoder: ONNX Runtime at full precision, and the model's own tokenizer."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from embeddings.batches import batches_of
from embeddings.cache import GRAPH, MANIFEST, cores, find_export
from embeddings.errors import ModelBroken
from embeddings.models import KNOWN, SMALL
from embeddings.rarity import rarity
from embeddings.score_scaling import ScoreScaling
from embeddings.tokens import Tokens

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

    from embeddings.encoders import Encoder, Vectors

LOG = logging.getLogger(__name__)
WINDOW = 16_384
"""Texts sorted by length together: enough for even batches, little memory for their tokens."""

MANY = 1_000
"""Texts that take so long that a model is closed after them, and another has its memory: to open it
again takes a tenth of a second."""


class Session(Protocol):
    """What is used of an ONNX session, and what another engine must offer."""

    def run(self, names: None, inputs: dict[str, Any]) -> list[Any]:
        """Return the outputs of the graph."""
        ...


class OnnxEncoder:
    """Texts to vectors by one exported graph; opens in a fraction of a second."""

    def __init__(
        self,
        session: Session,
        tokens: Tokens,
        *,
        name: str,
        manifest: Mapping[str, Any],
    ) -> None:
        """Take an open session, its tokenizer, and what the export's manifest says of both."""
        self.session, self.tokens, self.name = session, tokens, name
        self.digest = str(manifest["digest"])
        self.dimension, self.padding = int(manifest["dimension"]), int(manifest["padding"])
        self.prompts: Mapping[str, str] = manifest["prompts"]
        self.score_scaling = ScoreScaling(*manifest["likeness"])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return float32 vectors of unit length, one row a text; equal texts are run once."""
        return self._encoded([self.prompts.get("document", "") + text for text in texts])

    def encode_questions(self, questions: Sequence[str]) -> Vectors:
        """Return the vectors of questions, as `encode` those of texts."""
        return self._encoded([self.prompts.get("query", "") + text for text in questions])

    def _encoded(self, texts: Sequence[str]) -> Vectors:
        places = {text: place for place, text in enumerate(dict.fromkeys(texts))}
        distinct, vectors = list(places), np.empty((len(places), self.dimension), np.float32)
        for start in range(0, len(distinct), WINDOW):
            self._encode(distinct[start : start + WINDOW], vectors[start : start + WINDOW])
        if len(texts) >= MANY and isinstance(self.session, _Running):
            self.session.close()
        return vectors if len(distinct) == len(texts) else vectors[[places[t] for t in texts]]

    def rarity(self, word: str) -> float:
        """Return how rare a word is, from 0 for the commonest to 1 for one it does not know."""
        return rarity(word)

    def _encode(self, texts: Sequence[str], vectors: Vectors) -> None:
        """Fill `vectors`, row by row, with those of `texts`."""
        tokens = self.tokens.of([_sound(text) for text in texts])
        for places in batches_of([len(ids) for ids in tokens]):
            vectors[places] = self._run([tokens[place] for place in places])

    def _run(self, tokens: Sequence[Sequence[int]]) -> Vectors:
        shape = (len(tokens), max(map(len, tokens)))
        ids, mask = np.full(shape, self.padding, np.int64), np.zeros(shape, np.int64)
        for row, found in enumerate(tokens):
            ids[row, : len(found)] = found
            mask[row, : len(found)] = 1
        found = self.session.run(None, {"input_ids": ids, "attention_mask": mask})[0]
        return np.asarray(found, np.float32)


def load_onnx(name: str = SMALL, *, threads: int | None = None) -> Encoder:
    """Open model `name`; what cannot be exported runs through sentence-transformers instead."""
    try:
        return open_export(find_or_export(name), name=name, threads=threads)
    except ModelBroken as error:
        if name in KNOWN:
            raise
        LOG.warning("%s: %s; sentence-transformers runs it, more slowly", name, error)
    from embeddings.reference import load_reference

    return load_reference(name, threads=threads)


def find_or_export(name: str) -> Path:
    """Return the folder with model `name` as ONNX, making it when it is not there."""
    if found := find_export(name):
        return found
    from embeddings.export import exported  # brings torch

    return exported(name)


def open_export(
    folder: Path,
    *,
    name: str,
    threads: int | None = None,
    session: Session | None = None,
    digest: str | None = None,
) -> OnnxEncoder:
    """Open the exported model in `folder`; `threads` None means one a core.

    Another engine that runs the same graph is given as `session`, with its own `digest` where its
    vectors are not the same.
    """
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    tokens = Tokens(folder, longest=manifest["tokens"])
    if digest:
        manifest["digest"] = digest
    return OnnxEncoder(session or _Running(folder, threads), tokens, name=name, manifest=manifest)


def open_session(folder: Path, threads: int | None) -> InferenceSession:
    """Open the graph of an export on the processor."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = threads or cores()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    # Threads that wait in a loop took twice the time for a question as soon as cores were shared.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(
        str(folder / GRAPH), options, providers=["CPUExecutionProvider"]
    )


class _Running:
    """A session that is opened when it is run, and gives the memory of a batch back.

    That costs a fiftieth of a batch's time.
    """

    def __init__(self, folder: Path, threads: int | None) -> None:
        self._open = partial(open_session, folder, threads)
        self._lock = Lock()
        self._session: InferenceSession | None = None

    def run(self, names: None, inputs: dict[str, Any]) -> list[Any]:
        from onnxruntime import RunOptions

        with self._lock:
            session = self._session = self._session or self._open()
        options = RunOptions() if len(inputs["input_ids"]) > 1 else None
        if options:
            options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
        found: list[Any] = session.run(names, inputs, options)
        return found

    def close(self) -> None:
        self._session = None


def _sound(text: str) -> str:
    """Return `text` without what UTF-8 cannot hold: a lone half of a surrogate pair."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
