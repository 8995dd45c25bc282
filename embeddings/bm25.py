"""BM25 over packed texts: the best by their words, exactly, and without looking at most of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from embeddings.postings import Places, Postings, Times

SATURATION, LENGTH_SHARE = 1.2, 0.75
"""k1 and b of BM25 (Robertson and Zaragoza 2009), the values that FTS5 uses."""
LEAST_TELLING = 1e-6
"""What a word counts that stands in half of the texts or more, as in FTS5."""


@dataclass(frozen=True)
class Part:
    """Some of the texts, without those that are gone."""

    postings: Postings
    gone: frozenset[int] = frozenset()
    """Numbers of texts that do not count any more."""

    @cached_property
    def left_out(self) -> NDArray[np.bool_]:
        """Which texts, by their place, are gone."""
        return np.isin(self.postings.numbers, np.fromiter(self.gone, np.int64, len(self.gone)))

    def of(self, word: str) -> tuple[Places, Times]:
        """Return the places of the texts that hold a word, and how often each does."""
        places, times = self.postings.of(word)
        if not self.gone:
            return places, times
        there = ~self.left_out[places]
        return places[there], times[there]

    @cached_property
    def size(self) -> tuple[int, int]:
        """How many texts there are, and the lengths of all together."""
        gone = self.left_out if self.gone else np.zeros(0, bool)
        lost = int(self.postings.lengths[: len(gone)][gone].sum(dtype=np.int64))
        return len(self.postings) - int(gone.sum()), self.postings.total - lost


@dataclass(frozen=True, slots=True)
class Packed:
    """Texts by their words in several parts, ranked as if they were one."""

    parts: tuple[Part, ...]

    def __len__(self) -> int:
        """Return how many texts there are."""
        return sum(part.size[0] for part in self.parts)

    def count(self, word: str) -> int:
        """Return how many texts hold a word."""
        return sum(len(part.of(word)[0]) for part in self.parts)

    def search(self, words: Sequence[str], k: int) -> list[tuple[int, float]]:
        """Return `k` (number, BM25 score) of texts with any of the words, best first, and equals.

        Those that are as good as the last come too, so that the caller may choose among them.
        """
        texts, total = len(self), sum(part.size[1] for part in self.parts)
        counts = {word: count for word in words if (count := self.count(word))}
        rarest_first = sorted(counts, key=lambda word: (counts[word], word))
        scale = {word: telling(counts[word], texts) * (SATURATION + 1) for word in rarest_first}
        middle = total / texts if texts else 1.0
        found = [one for part in self.parts for one in _best(part, scale, k, middle=middle or 1.0)]
        return first_of(found, k)


def first_of(found: Sequence[tuple[int, float]], k: int) -> list[tuple[int, float]]:
    """Return the `k` best and those that are as good as the last of them, by score and number."""
    best = sorted(found, key=lambda one: (-one[1], one[0]))
    if len(best) <= k or k < 1:
        return best[:k]
    return [one for one in best if one[1] >= best[k - 1][1]]


def telling(count: int, texts: int) -> float:
    """Return the inverse document frequency of a word that stands in `count` of `texts` texts."""
    return max(LEAST_TELLING, math.log((texts - count + 0.5) / (count + 0.5)))


def _best(part: Part, scale: dict[str, float], k: int, *, middle: float) -> list[tuple[int, float]]:
    """Return the `k` best of a part; `scale` has the most that each word can add, rarest first.

    A text that holds only words that together add less than the k-th best has already is not
    looked at (MaxScore; Turtle and Flood 1995).
    """
    held = {word: part.of(word) for word in scale}
    seen = np.zeros(len(part.postings), bool)
    found, scores, words = np.empty(0, np.int32), np.empty(0), list(scale)
    for first, word in enumerate(words):
        if len(found) >= k and _least(scores, k) > sum(scale[one] for one in words[first:]):
            break
        places, _ = held[word]
        new = places[~seen[places]]
        seen[new] = True
        weight = SATURATION * (
            1 - LENGTH_SHARE + LENGTH_SHARE * part.postings.lengths[new] / middle
        )
        added = np.zeros(len(new))
        for one in words[first:]:
            often = _times(new, *held[one])
            added += scale[one] * often / (often + weight)
        found, scores = np.concatenate([found, new]), np.concatenate([scores, added])
    best = np.flatnonzero(scores >= _least(scores, k)) if len(found) > k else np.arange(len(found))
    numbers = part.postings.numbers[found[best]]
    return list(zip(numbers.tolist(), scores[best].tolist(), strict=True))


def _least(scores: NDArray[np.float64], k: int) -> float:
    """Return the k-th best score."""
    return float(np.partition(scores, len(scores) - k)[len(scores) - k])


def _times(texts: Places, places: Places, times: Times) -> NDArray[np.float64]:
    """Return how often each of `texts` holds the word that stands at `places`."""
    if not len(places):
        return np.zeros(len(texts))
    at = np.minimum(np.searchsorted(places, texts), len(places) - 1)
    return np.where(places[at] == texts, times[at], 0).astype(np.float64)
