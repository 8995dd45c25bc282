"""The small words that reading a relation turns on, from words.toml."""

from __future__ import annotations

import tomllib
from importlib.resources import files

_LISTS: dict[str, str] = tomllib.loads((files("graph.relations") / "words.toml").read_text("utf-8"))


def words(name: str) -> frozenset[str]:
    """Return a list of words.toml."""
    return frozenset(_LISTS[name].split())
