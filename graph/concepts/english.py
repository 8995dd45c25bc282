"""English as far as finding names needs it: which words name nothing by themselves."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from graph.concepts.keys import singular

_LISTS: dict[str, str] = tomllib.loads(
    (files("graph.concepts") / "words" / "english.toml").read_text("utf-8")
)
FUNCTION = frozenset(_LISTS["function"].split())
INNER = frozenset(_LISTS["inner"].split())
_VERBS = frozenset(_LISTS["verbs"].split())
EITHER = frozenset(_LISTS["either"].split())
QUALITIES = frozenset(_LISTS["qualities"].split())
GENERIC = frozenset(_LISTS["generic"].split())


@lru_cache(maxsize=65536)
def is_verb(word: str) -> bool:
    """Whether a lower-case word is one of the verbs, in any form."""
    if word in _VERBS:
        return True
    for ending, put in (("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e")):
        if word.endswith(ending) and word[: -len(ending)] + put in _VERBS:
            return True
    return len(word) > 5 and word[-3:] == "ing" and word[:-4] in _VERBS  # "getting", "running"


@lru_cache(maxsize=65536)
def is_generic(word: str) -> bool:
    """Whether a lower-case word is a noun that says nothing alone."""
    return word in GENERIC or singular(word) in GENERIC


@lru_cache(maxsize=65536)
def says_nothing(word: str) -> bool:
    """Whether a lower-case word can be no name by itself."""
    return (
        len(word) < 2
        or word.isdigit()
        or word in FUNCTION
        or word in QUALITIES
        or is_generic(word)
        or is_verb(word)
        or word.endswith("ly")
    )
