"""Without a question: all things by kind, and groups of things that hang together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from graph.network import communities
from graph.records import Concept
from graph.screen.blocks import Block, Group
from graph.screen.startpage import thing_row
from graph.storage import Index

COMMON_KINDS = ("thing", "tag")
SMALLEST = 3
"""Two things are a relation, not a group."""
MOST_GROUPS = 24
"""More groups than these are seldom more than a pair and a straggler."""
KINDS = {"api": "APIs", "cli": "CLIs", "thing": "Other things"}
"""Plurals that are not the word with an s."""


def kind_groups(index: Index) -> list[Block]:
    """Return every concept with a fact, one group for each kind, those with most facts first."""
    sizes = index.sizes()
    concepts = [concept for concept in index.concepts() if sizes.get(concept.id, (0, 0))[0]]
    kinds: dict[str, list[Concept]] = {}
    for concept in sorted(concepts, key=lambda one: (-sizes[one.id][0], one.name)):
        kinds.setdefault(concept.kind, []).append(concept)
    ordered = sorted(kinds.items(), key=lambda item: (item[0] == "thing", -len(item[1])))
    return [_group(plural(kind), members, sizes) for kind, members in ordered]


def community_groups(index: Index) -> list[Block]:
    """Return the topics, each named for its two biggest things."""
    sizes = index.sizes()
    return [_group(topic_name(concepts), concepts, sizes) for concepts in communities_of(index)]


@lru_cache(maxsize=1)
def communities_of(index: Index) -> list[list[Concept]]:
    """Return the topics: things that belong together, in each those that name it first."""
    sizes = index.sizes()
    found = communities(index.ties)[:MOST_GROUPS]
    groups = [_biggest_first(members, index, sizes) for members in found]
    return [concepts for concepts in groups if len(concepts) >= SMALLEST]


def plural(kind: str) -> str:
    """Return the heading of a kind of concept."""
    if kind in KINDS:
        return KINDS[kind]
    ending = f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"
    return ending.capitalize()


def topic_name(concepts: list[Concept]) -> str:
    """Return what a topic is called: its two biggest things."""
    return f"{concepts[0].name}, {concepts[1].name}"


def _biggest_first(
    members: Iterable[str], index: Index, sizes: Mapping[str, tuple[int, int]]
) -> list[Concept]:
    concepts = [index.by_id[member] for member in members if member in index.by_id]

    def order(one: Concept) -> tuple[bool, int, str]:
        return one.kind in COMMON_KINDS, -sizes.get(one.id, (0, 0))[0], one.name

    return sorted(concepts, key=order)


def _group(title: str, concepts: list[Concept], sizes: Mapping[str, tuple[int, int]]) -> Group:
    rows = tuple(thing_row(concept, sizes.get(concept.id, (0, 0))[0]) for concept in concepts)
    return Group(title, rows, count=len(rows), shown=6)
