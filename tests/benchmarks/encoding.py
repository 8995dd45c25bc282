"""The running encoder beside sentence-transformers with the same weights, on real notes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from embeddings import Encoder, load_encoder
from embeddings.models import SMALL
from embeddings.recall import recall_of
from tests.benchmarks.measuring import Figure, clock, in_new_process, milliseconds, spread_of

SAMPLE = Path("data/notes")
MOST = 600
FIRST_VECTOR = """
import time; start = time.perf_counter()
import embeddings
embeddings.load_encoder({name!r}).encode(["how long may it run"])
print(time.perf_counter() - start)
"""
REFERENCE = f"sentence-transformers:{SMALL}"


def figures(lines: int) -> Iterator[Figure]:
    """Measure texts a second, one question, the start of a process, and how vectors agree."""
    texts = sample_texts()[:MOST]
    running, reference = load_encoder(SMALL), load_encoder(REFERENCE)
    ours, theirs = _rate(running, texts), _rate(reference, texts)
    yield Figure(
        "encoder", f"texts a second ({len(texts)} real lines)", f"{ours:.0f}",
        f"sentence-transformers {theirs:.0f}, {ours / theirs:.1f} times as many",
    )  # fmt: skip
    ask = milliseconds(lambda text: running.encode([text]), texts[:100])
    slow = milliseconds(lambda text: reference.encode([text]), texts[:50])
    yield Figure("encoder", "one text", spread_of(ask), f"sentence-transformers {spread_of(slow)}")
    starts = [float(in_new_process(FIRST_VECTOR.format(name=n))) for n in (SMALL, REFERENCE)]
    yield Figure(
        "encoder", "from a new process to its first vector", f"{starts[0]:.2f} s",
        f"sentence-transformers {starts[1]:.1f} s",
    )  # fmt: skip
    yield _agreement(running.encode(texts), reference.encode(texts))
    yield _chosen(texts, ours)


def _chosen(texts: list[str], beside: float) -> Figure:
    """Measure the encoder that runs where nothing else is asked for, beside the small model."""
    chosen = load_encoder()
    rate = _rate(chosen, texts)
    ask = milliseconds(lambda text: chosen.encode_questions([text]), texts[:100])
    return Figure(
        "encoder", f"by default ({chosen.name}): texts a second, one question",
        f"{rate:.0f}, {spread_of(ask)}", f"{beside / rate:.1f} times the work of {SMALL} alone",
    )  # fmt: skip


def sample_texts() -> list[str]:
    """Return the different lines of the sample notes."""
    files = sorted(SAMPLE.rglob("*.md"))
    lines = [line.lstrip(" -#*\t") for file in files for line in file.read_text().splitlines()]
    return [line for line in dict.fromkeys(lines) if line]


def _rate(encoder: Encoder, texts: list[str]) -> float:
    encoder.encode(texts[:50])
    with clock() as taken:
        encoder.encode(texts)
    return len(texts) / taken.seconds


def _agreement(ours: np.ndarray, theirs: np.ndarray) -> Figure:
    least = np.sum(ours * theirs, axis=1).min()
    first = [np.argsort(-(one @ one.T), axis=1, kind="stable")[:, :10] for one in (ours, theirs)]
    same = recall_of(*first)
    return Figure(
        "encoder", "least cosine to sentence-transformers", f"{least:.6f}",
        f"the same first ten in {same:.1%}",
    )  # fmt: skip
