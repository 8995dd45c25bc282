"""Encoding spread over the machines of a Ray cluster; the vectors are those of one machine."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from embeddings.errors import EmbeddingError, needed
from embeddings.models import DEFAULT
from embeddings.score_scaling import ScoreScaling

if TYPE_CHECKING:
    from embeddings.encoders import Vectors

ADDRESS = "NOTELOOM_RAY"
"""The variable that names a cluster (`ray://host:10001`, `auto`); else one on this machine."""
SHARE = 2_048
"""Texts that a worker gets at once: some seconds of work, a few megabytes of vectors."""


class SpreadEncoder:
    """Texts to vectors by workers that each hold the same model."""

    def __init__(self, workers: Sequence[Any], *, name: str, digest: str, dimension: int) -> None:
        self.workers, self.name, self.digest = list(workers), name, digest
        self.dimension = dimension

    @cached_property
    def score_scaling(self) -> ScoreScaling:
        """How the cosines of the model are spread; asked of one worker."""
        found: ScoreScaling = needed("ray", "ray").get(self.workers[0].score_scaling.remote())
        return found

    def encode_questions(self, questions: Sequence[str]) -> Vectors:
        """Return the vectors of questions, by one worker."""
        ray, asked = needed("ray", "ray"), list(questions)
        found: Vectors = ray.get(self.workers[0].encode_questions.remote(asked))
        return found

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return float32 vectors of unit length, one row a text, in the order of the texts."""
        pool = needed("ray.util", "ray").ActorPool(self.workers)
        shares = [list(texts[start : start + SHARE]) for start in range(0, len(texts), SHARE)]
        found = pool.map(lambda worker, share: worker.encode.remote(share), shares)
        return np.concatenate([*found, np.empty((0, self.dimension), np.float32)])

    def rarity(self, word: str) -> float:
        """Return how rare a word is, from 0 to 1; asked of one worker."""
        return float(needed("ray", "ray").get(self.workers[0].rarity.remote(word)))


class Worker:
    """One encoder on some machine."""

    def __init__(self, name: str, threads: int | None) -> None:
        from embeddings.encoders import load_encoder

        self.encoder = load_encoder(name, threads=threads)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Encode a share of the texts."""
        return self.encoder.encode(texts)

    def encode_questions(self, questions: Sequence[str]) -> Vectors:
        """Encode questions."""
        return self.encoder.encode_questions(questions)

    def score_scaling(self) -> ScoreScaling:
        """Return how the cosines of the encoder are spread."""
        return self.encoder.score_scaling

    def rarity(self, word: str) -> float:
        """Return how rare a word is."""
        return self.encoder.rarity(word)

    def about(self) -> tuple[str, str, int]:
        """Return the encoder's name, digest and dimension."""
        return self.encoder.name, self.encoder.digest, self.encoder.dimension


def load_distributed(
    name: str = DEFAULT,
    *,
    threads: int | None = None,
    address: str | None = None,
    workers: int | None = None,
) -> SpreadEncoder:
    """Start `workers` encoders (None: one for each `threads` cores) on the cluster at `address`.

    Each machine needs the packages and the model; this package itself is sent to it. Workers that
    disagree about the model are an error.
    """
    ray = _joined(address or os.environ.get(ADDRESS))
    cores = threads or 1
    count = workers or max(1, int(ray.cluster_resources().get("CPU", 1)) // cores)
    remote = ray.remote(num_cpus=cores)(Worker)
    started = [remote.remote(name, cores) for _ in range(count)]
    about = set(ray.get([worker.about.remote() for worker in started]))
    if len(about) > 1:
        raise EmbeddingError(
            f"the machines of the cluster hold different models called {name!r}: "
            "install the same one on each."
        )
    ((own, digest, dimension),) = about
    return SpreadEncoder(started, name=own, digest=digest, dimension=dimension)


def _joined(address: str | None) -> Any:  # noqa: ANN401 (the package is optional)
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # else it reports over the network
    ray = needed("ray", "ray")
    if not ray.is_initialized():
        ray.init(
            address=address, include_dashboard=None if address else False, log_to_driver=False,
            logging_level="ERROR", runtime_env={"py_modules": [sys.modules[__package__]]},
        )  # fmt: skip
    return ray
