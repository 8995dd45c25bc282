"""What a misspelt word may have meant."""

from __future__ import annotations

from collections.abc import Iterable

SHORTEST = 4
"""Letters; shorter words have too many neighbours one letter away to be mended."""
LETTERS_PER_TYPO = 4
"""One change is allowed for so many letters, never more than MOST_TYPOS."""
MOST_TYPOS = 2


def nearest_of(word: str, known: Iterable[str]) -> list[tuple[str, int]]:
    """Return the `known` words that are a typo or two from `word`, each with how many.

    A swap of neighbours is one change: the restricted Damerau-Levenshtein distance.
    """
    if len(word) < SHORTEST:
        return []
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    most = min(MOST_TYPOS, len(word) // LETTERS_PER_TYPO)
    alike = [one for one in known if abs(len(one) - len(word)) <= most and one != word]
    found = extract(word, alike, scorer=OSA.distance, score_cutoff=most, limit=None)
    return [(one, int(distance)) for one, distance, _ in found]
