"""Words of one meaning or derivation, broader words, and opposites: from WordNet, kept as files."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib.resources import files

from embeddings.terms import stem_of

PREFIXES = ("non", "un", "in", "im", "dis")
"""What turns a word round: "non-root", "unsafe"."""
LEAST_ROOT = 4
"""Letters of a word behind such a prefix: "under" is not the opposite of "der"."""


def akin(stem: str) -> frozenset[str]:
    """Return the stems of words that mean the same as one or are derived from it."""
    return _table("kindred", both_ways=True).get(stem, frozenset())


def broader(stem: str) -> frozenset[str]:
    """Return the stems of what a thing is a kind of: "alcohol" for "wine"."""
    return _table("broader", both_ways=False).get(stem, frozenset())


def opposites_of(stem: str) -> frozenset[str]:
    """Return the stems of words that say the opposite of one."""
    turned = {f"{prefix}{stem}" for prefix in PREFIXES} if len(stem) >= LEAST_ROOT else set()
    roots = {
        stem.removeprefix(prefix) for prefix in PREFIXES
        if stem.startswith(prefix) and len(stem) - len(prefix) >= LEAST_ROOT
    }  # fmt: skip
    known = (_table(name, both_ways=True) for name in ("opposites", "more_opposites"))
    return frozenset(turned | roots).union(*(table.get(stem, frozenset()) for table in known))


@cache
def _table(name: str, *, both_ways: bool) -> dict[str, frozenset[str]]:
    """Return for each stem those that a file has beside it."""
    table: dict[str, set[str]] = defaultdict(set)
    text = files("graph.language").joinpath("en", f"{name}.txt").read_text("utf-8")
    for line in text.splitlines():
        first, *rest = map(stem_of, line.split())
        table[first].update(rest)
        for other in rest if both_ways else ():
            table[other].add(first)
    return {stem: frozenset(others - {stem}) for stem, others in table.items()}
