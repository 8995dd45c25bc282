"""The words of the page by name, as `words.toml` has them; scripts are given theirs."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files

EVERY: Mapping[str, str] = tomllib.loads(
    (files("graph.screen") / "words.toml").read_text(encoding="utf-8")
)


def __getattr__(name: str) -> str:
    """Return a text; a test looks that every one that is asked for is there."""
    if name not in EVERY:
        raise AttributeError(f"words.toml has no {name}")
    return EVERY[name]
