"""Captions: headings and labels that recur over notes, and so name parts of notes and no things."""

from __future__ import annotations

from collections.abc import Container, Mapping

LEAST_NOTES = 3
"""Notes in which a heading, a label or a parent bullet stands before it is held to be a caption."""
LEAST_SHARE = 0.02
"""Of the notes, for headings and labels: in a large collection a thing may head three notes."""


def captions_of(
    heads: Mapping[tuple[str, str], int], notes: int, named: Container[str]
) -> frozenset[str]:
    """Return the keys of the captions; `heads` counts notes, `named` are the keys of the pages."""
    least = {"head": max(LEAST_NOTES, LEAST_SHARE * notes), "bullet": LEAST_NOTES}
    return frozenset(
        key for (kind, key), count in heads.items() if count >= least[kind] and key not in named
    )
