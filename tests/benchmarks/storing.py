"""Vector stores at a size: time, memory, and what each finds of what the exact one finds."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from embeddings import load_encoder
from embeddings.recall import nearest_by_blocks, recall_of
from embeddings.store_for_size import Block, filled, fitting
from tests.benchmarks.encoding import sample_texts
from tests.benchmarks.measuring import Figure, clock, milliseconds, spread_of

BLOCK = 20_000
NOISE = 0.6
"""Length of what is added to a real vector to make another one that lies near it."""
SEARCHES = 60


def figures(lines: int) -> Iterator[Figure]:
    """Measure every store of FAISS on `lines` vectors around real ones, with real questions."""
    texts = sample_texts()
    real = load_encoder().encode(texts)
    questions = real[-SEARCHES:]
    wanted = nearest_by_blocks(questions, _blocks(real[:-SEARCHES], lines), 10)
    for name in ("exact", "fp16", "approximate"):
        with clock() as filling:
            made = filled(
                lambda: _blocks(real[:-SEARCHES], lines), count=lines,
                dimension=real.shape[1], questions=questions, name=name,
            )  # fmt: skip
        taken = milliseconds(lambda one: made.store.search(one[None], 10), questions)  # noqa: B023
        recall = recall_of(made.store.search(questions, 10)[1], wanted)
        chosen = " (chosen at this size)" if fitting(lines) == name else ""
        yield Figure(
            f"vectors {lines:,}", f"{name}{chosen}", spread_of(taken),
            f"recall {recall:.3f}, filled in {filling.seconds:.1f} s",
        )  # fmt: skip


def _blocks(real: np.ndarray, count: int) -> Iterator[Block]:
    chance = np.random.default_rng(11)
    for start in range(0, count, BLOCK):
        ids = np.arange(start, min(start + BLOCK, count))
        noise = chance.normal(size=(len(ids), real.shape[1])).astype(np.float32)
        noise *= NOISE / np.linalg.norm(noise, axis=1, keepdims=True)
        vectors = real[chance.integers(0, len(real), len(ids))] + noise
        yield ids, vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
