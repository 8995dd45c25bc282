"""The type of relation that a verb or a property's key means, and in which direction."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

_DATA = tomllib.loads((files("graph.relations") / "types.toml").read_text("utf-8"))
_NOT_WORD = re.compile(r"[^\w]+")
_FOLDED = frozenset(["alias", "aliases", "title"])
"""Keys whose values are names of the page itself."""


@dataclass(frozen=True, slots=True)
class Types:
    """Which keys mean a type of another name; `turned` ones name the target before the source."""

    same: Mapping[str, str] = field(default_factory=lambda: _DATA["same"])
    turned: Mapping[str, str] = field(default_factory=lambda: _DATA["turned"])

    def of(self, key: str) -> tuple[str, bool]:
        """Return the type of a key, nothing where it says none, and whether its ends are turned."""
        own = type_of(key)
        if own in _FOLDED:
            return "", False
        turned = self.turned.get(own)
        return (turned, True) if turned else (self.same.get(own, own), False)

    def is_usual(self, key: str) -> bool:
        """Whether a key is one of the usual types of the field."""
        return key in self.same or key in self.turned

    def with_own(self, keys: Mapping[str, str]) -> Types:
        """Return the same with a person's own keys."""
        own = {type_of(key): type_of(kind) for key, kind in keys.items()}
        turned = {key: kind for key, kind in self.turned.items() if key not in own}
        return Types({**self.same, **own}, turned)


@lru_cache(maxsize=4096)
def type_of(key: str) -> str:
    """Return a property's key or a verb as the type of a relation, in snake_case."""
    return _NOT_WORD.sub("_", key.strip().casefold()).strip("_")


TYPES = Types()
