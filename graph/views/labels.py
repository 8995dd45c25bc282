"""How wide a name is, told without a browser, and the name cut to what fits."""

from __future__ import annotations

import unicodedata

NARROW, SLIM, PLAIN, BROAD, WIDE = 0.28, 0.37, 0.53, 0.63, 0.86
"""Advance widths in em, a little more than those of the face that Streamlit sets its pages in."""
FULL = 1.02
"""Of a character of East Asian writing, and of an emoji."""
WIDTHS = {
    **dict.fromkeys(" !'()*,./:;[\\]`ijl|·", NARROW),
    **dict.fromkeys('"-frtIJ', SLIM),
    **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZ&+<=>~_#$", BROAD),
    **dict.fromkeys("MWmw@%…—", WIDE),
}
ELLIPSIS = "…"


def clean(text: str) -> str:
    """Return the text on one line, without the characters that draw nothing or turn the line."""
    kept = (" " if unicodedata.category(mark)[0] in "ZC" else mark for mark in text)
    return " ".join("".join(kept).split())


def width_of(text: str, *, size: float) -> float:
    """Return how wide the text is at most, in pixels, set in `size` pixels."""
    return size * sum(_advance(mark) for mark in text)


def fitted(text: str, *, size: float, most: float) -> str:
    """Return the clean text, cut with an ellipsis where it is wider than `most` pixels."""
    text = clean(text)
    if width_of(text, size=size) <= most:
        return text
    room = most - width_of(ELLIPSIS, size=size)
    end, used = 0, 0.0
    for mark in text:
        used += width_of(mark, size=size)
        if used > room:
            break
        end += 1
    return text[:end].rstrip() + ELLIPSIS


def _advance(mark: str) -> float:
    if mark in WIDTHS:
        return WIDTHS[mark]
    if unicodedata.combining(mark):
        return 0.0
    return FULL if unicodedata.east_asian_width(mark) in "WF" else PLAIN
