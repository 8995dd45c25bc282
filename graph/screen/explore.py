"""Without a question: all things by kind, and the topics of the notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.records import Concept
from graph.screen import words
from graph.screen.blocks import Block, Group
from graph.screen.grouped import stated_row
from graph.screen.startpage import thing_row
from graph.screen.topics import Topics
from graph.storage import Index
from graph.views.pictures import SEAM

TIE = f"{SEAM}tie{SEAM}"
"""Between the ids of two topics, in the name of the edge that joins them."""
MOST_LISTED = 200
"""Things of one group that are listed, and relations with their lines: nobody reads further."""
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


def topic_groups(found: Topics, index: Index, *, opened: str = "", tie: str = "") -> list[Block]:
    """Return the topics; before them what the notes state inside one, or between two of them."""
    sizes = index.sizes()
    groups = [_group(one.name, one.members, sizes) for one in found.topics]
    one, _, other = tie.partition(TIE) if tie else (opened, TIE, opened)
    first, second = found.named(one), found.named(other)
    if first is None or second is None:
        return [*groups]
    relations = found.relations.get((min(one, other), max(one, other)), ())
    shown = relations[:MOST_LISTED]
    facts = {fact.id: fact for fact in index.facts(r.facts[0] for r in shown if r.facts)}
    names = {concept.id: concept.name for topic in (first, second) for concept in topic.members}
    rows = tuple(stated_row(relation, facts, names) for relation in shown)
    title = (words.STATED if one == other else words.STATED_BETWEEN).format(first.name, second.name)
    return [Group(title, rows, count=len(relations), shown=12), *groups]


def plural(kind: str) -> str:
    """Return the heading of a kind of concept."""
    if kind in KINDS:
        return KINDS[kind]
    ending = f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"
    return ending.capitalize()


def _group(title: str, concepts: Sequence[Concept], sizes: Mapping[str, tuple[int, int]]) -> Group:
    listed = concepts[:MOST_LISTED]
    rows = tuple(thing_row(concept, sizes.get(concept.id, (0, 0))[0]) for concept in listed)
    note = words.FIRST_OF.format(MOST_LISTED) if len(concepts) > MOST_LISTED else ""
    return Group(title, rows, count=len(concepts), note=note, shown=6)
