"""BM25 of single words, for those that a search leaves to the end."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

SATURATION, LENGTH_SHARE = 1.2, 0.75
"""k1 and b of BM25, the values that FTS5 uses."""
LEAST_TELLING = 1e-6
"""What a word counts that stands in half of the texts or more, as in FTS5."""


@dataclass(frozen=True, slots=True)
class Bm25:
    """Scores by words that stand in so many of `texts` texts (Robertson and Zaragoza 2009)."""

    texts: int
    counts: Mapping[str, int]

    def added(
        self, ranking: Sequence[tuple[int, float]], words: Mapping[int, Sequence[str]]
    ) -> list[tuple[int, float]]:
        """Return `ranking` with what these words add to each text's score, best first."""
        if not ranking:
            return []
        middle = fmean(len(words[number]) for number, _ in ranking) or 1.0
        scored = [(n, score + self.score(words[n], middle=middle)) for n, score in ranking]
        return sorted(scored, key=lambda item: (-item[1], item[0]))

    def score(self, words: Sequence[str], *, middle: float) -> float:
        """Return the score of one text; `middle` is the usual number of words in a text."""
        long = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * len(words) / middle)
        times = ((words.count(word), word) for word in self.counts)
        return sum(
            self.telling(word) * often * (SATURATION + 1) / (often + long) for often, word in times
        )

    def telling(self, word: str) -> float:
        """Return the inverse document frequency of a word."""
        count = self.counts[word]
        return max(LEAST_TELLING, math.log((self.texts - count + 0.5) / (count + 0.5)))
