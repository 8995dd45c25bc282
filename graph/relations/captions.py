"""Names that are only captions in notes: "Benefits", "Key features", "Types of disk"."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.concepts.english import singular
from graph.records import Fact
from graph.relations.words import words

_WORD = re.compile(r"[^\W\d_]+")
_WHOLE, _LAST, _FIRST = words("caption"), words("caption_last"), words("caption_first")
_NO_PARTS = words("no_parts")
_HEARSAY = words("hearsay")


@lru_cache(maxsize=4096)
def is_caption(name: str) -> bool:
    """Whether a concept of this name is a caption, and no thing that could be related."""
    parts = [singular(word) for word in _WORD.findall(name.lower())]
    if len(parts) <= 1:
        return not parts or parts[0] in _WHOLE
    return parts[-1] in _LAST or parts[0] in _FIRST


@lru_cache(maxsize=4096)
def lists_no_parts(heading: str) -> bool:
    """Whether what stands under a heading are uses, examples, links, not parts of its thing."""
    parts = [singular(word) for word in _WORD.findall(heading.lower())]
    return not _NO_PARTS.isdisjoint(parts)


def hearsay(fact: Fact) -> bool:
    """Whether a line thanks somebody or reports a fault, and so says nothing of how things are."""
    return any(_is_hearsay(heading) for heading in fact.context[-2:]) or _is_hearsay(
        fact.plain.partition(" ")[0]
    )


@lru_cache(maxsize=4096)
def _is_hearsay(text: str) -> bool:
    return not _HEARSAY.isdisjoint(_WORD.findall(text.lower()))
