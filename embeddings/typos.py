"""What a misspelt word may have meant."""

from __future__ import annotations

from collections.abc import Iterable

SHORTEST = 4
"""Letters; shorter words have too many neighbours one letter away to be mended."""
LETTERS_PER_TYPO = 4
"""One change is allowed for so many letters, never more than MOST_TYPOS."""
MOST_TYPOS = 2


def nearest_of(word: str, known: Iterable[str]) -> list[list[str]]:
    """Return the `known` words that are one typo from `word`, then those that are two away.

    A swap of neighbours is one change: the restricted Damerau-Levenshtein distance.
    """
    if len(word) < SHORTEST:
        return []
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    most = min(MOST_TYPOS, len(word) // LETTERS_PER_TYPO)
    alike = [one for one in known if abs(len(one) - len(word)) <= most and one != word]
    found = extract(word, alike, scorer=OSA.distance, score_cutoff=most, limit=None)
    return [[one for one, far, _ in found if far == step] for step in range(1, most + 1)]
