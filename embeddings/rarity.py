"""How rare English words are, by their places in a vocabulary that puts common ones first."""

from __future__ import annotations

from functools import cache

from embeddings.models import SMALL, folder_of

WORDS = "vocab.txt"


def rarity(word: str) -> float:
    """Return how rare a word is, from 0 for the commonest to 1 for one that is not known.

    The vocabulary is that of the small model, whichever encoder runs: one for a hundred languages
    knows fewer words of English, and takes the words of others for English ones.
    """
    known = places()
    return known.get(word.lower(), len(known)) / len(known)


@cache
def places() -> dict[str, int]:
    """Return the place of each piece of the small model's vocabulary."""
    lines = (folder_of(SMALL) / WORDS).read_text("utf-8").splitlines()
    return {word: place for place, word in enumerate(lines)}
