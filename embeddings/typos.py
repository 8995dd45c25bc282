"""What a misspelt word may have meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

SHORTEST = 4
"""Letters; shorter words have too many neighbours one letter away to be mended."""
LETTERS_PER_TYPO = 4
"""One change is allowed for so many letters, never more than MOST_TYPOS."""
MOST_TYPOS = 2


def by_length(words: Iterable[str]) -> dict[int, list[str]]:
    """Return words by how many letters they have: a typo changes that by few."""
    found: dict[int, list[str]] = defaultdict(list)
    for word in words:
        found[len(word)].append(word)
    return dict(found)


def nearest_of(word: str, known: Mapping[int, Sequence[str]]) -> list[list[str]]:
    """Return the `known` words that are one typo from `word`, then those that are two away.

    A swap of neighbours is one change: the restricted Damerau-Levenshtein distance.
    """
    if len(word) < SHORTEST:
        return []
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    most = min(MOST_TYPOS, len(word) // LETTERS_PER_TYPO)
    lengths = range(len(word) - most, len(word) + most + 1)
    found = [
        (one, far)
        for length in lengths
        for one, far, _ in extract(
            word, known.get(length, ()), scorer=OSA.distance, score_cutoff=most, limit=None
        )
    ]
    return [[one for one, far in found if far == step] for step in range(1, most + 1)]
