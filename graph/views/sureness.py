"""How sure something is, in words: the same on the page and in the terminal."""

from __future__ import annotations

SUREST = 0.99
"""Beyond this one more per cent would say "certain", which no reading of notes is."""


def sure(confidence: float) -> str:
    """Return "83% sure", and at the very top "over 99% sure"."""
    return "over 99% sure" if confidence > SUREST else f"{confidence:.0%} sure"
