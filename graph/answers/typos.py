"""Typos: a word that the notes do not hold as written is mended to the nearest one that they do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.answers.english import language, stems_of
from graph.concepts import names_in

if TYPE_CHECKING:
    from graph.storage import Index

LEAST_LETTERS = 5
"""Shorter words have too many neighbours."""
_WORD = re.compile(r"[^\W\d_]{5,}")


def mended(text: str, index: Index) -> tuple[str, tuple[str, ...]]:
    """Return a question with its typos mended, and a remark for each.

    Only words that stand nowhere in the notes, are no name and are no English word of asking are
    mended, and only to a word so near that it can be no other.
    """
    remarks: list[str] = []
    named = [m.span for m in names_in(text, index.named)]

    def mend(match: re.Match[str]) -> str:
        word = match[0]
        if any(s.start <= match.start() < s.end for s in named) or _known(word, index):
            return word
        near = [w for w in index.words.nearest(word) if w[0] == word[0].lower()]
        if not near or near[0] == word.lower():
            return word
        remarks.append(f"read “{word}” as “{near[0]}”")
        return near[0]

    return _WORD.sub(mend, text), tuple(remarks)


def _known(word: str, index: Index) -> bool:
    lower = word.lower()
    if lower in language().stop or lower in language().short:
        return True
    return any(index.words.frequency(stems_of(word)).values())
