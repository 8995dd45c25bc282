"""Names that are only captions in notes: "Benefits", "Key features", "Types of disk"."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from graph.concepts.english import singular

_LISTS: dict[str, str] = tomllib.loads(
    (files("graph.relations") / "captions.toml").read_text("utf-8")
)
_WHOLE, _LAST, _FIRST = (frozenset(_LISTS[name].split()) for name in ("whole", "last", "first"))


@lru_cache(maxsize=4096)
def is_caption(name: str) -> bool:
    """Whether a concept of this name is a caption, and no thing that could be related."""
    words = [singular(word) for word in name.lower().split()]
    if len(words) == 1:
        return words[0] in _WHOLE
    return words[-1] in _LAST or words[0] in _FIRST
