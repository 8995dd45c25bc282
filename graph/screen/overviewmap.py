"""The picture of everything, beside the list of groups: each group opens in place."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from graph.records import Fact
from graph.screen import words
from graph.screen.grouped import reading
from graph.screen.mapcomponent import MapState, render_map
from graph.screen.mapview import before_change, concepts_in, heard, note_drawn
from graph.screen.state import View
from graph.screen.topics import topics_of
from graph.storage import Index
from graph.views.map import folded, kinds_of
from graph.views.overview import WHOLE, overview_picture, tie
from graph.views.pictures import Node, Picture
from graph.views.places import FILE, Places
from graph.views.sheet import Kept

KEY = "overview"


def draw_overview(view: View, index: Index, *, facts: Sequence[Fact] | None = None) -> None:
    """Draw the topics of all notes, or of some facts; what the reader does is kept in the view."""
    whole = overview_of(view, index)
    shown = whole if facts is None else of_facts(whole, facts, index)
    render_map(
        shown,
        key=KEY,
        state=MapState(hidden=view.hidden, opened=view.opened, off=view.off),
        selected=view.edge or view.node,
        title=words.MAP_OF_ALL,
        on_event=lambda events: heard(events, shown),
    )


def overview_of(view: View, index: Index) -> Picture:
    """Return the picture of the groups."""
    pinned = Places(index.folder / FILE).pinned(WHOLE)
    sizes, found = index.sizes(), topics_of(index)
    drawn = overview_picture(
        [[concept.id for concept in topic.members] for topic in found.topics],
        names=[topic.name for topic in found.topics],
        concept=concepts_in(index),
        relations_of=index.relations,
        ties={pair: len(held) for pair, held in found.relations.items() if pair[0] != pair[1]},
        facts_of=lambda members: sum(sizes.get(one, (0, 0))[0] for one in members),
        opened=view.opened,
        kept=Kept(pinned, before_change(WHOLE, index)),
        label=lambda kind: reading(kind, backwards=False),
    )
    note_drawn(WHOLE, index, drawn)
    return drawn


def of_facts(whole: Picture, facts: Sequence[Fact], index: Index) -> Picture:
    """Return what of a picture these facts name and state, each thing where it stood."""
    ids = {fact.id for fact in facts}
    named = {one for fact in facts for one in (fact.subject, *(m.concept for m in fact.mentions))}
    found = topics_of(index)
    named |= {topic.id for topic in found.topics if named & {one.id for one in topic.members}}
    nodes = tuple(_some_of(node, named) for node in whole.nodes if named & {node.id, *node.holds})
    shown = {node.id for node in nodes}
    stated = {
        pair: sum(not ids.isdisjoint(one.facts) for one in relations)
        for pair, relations in found.relations.items()
    }
    edges = [edge for edge in whole.edges if {edge.source, edge.target} <= shown]
    ties = [(one, stated[one.source, one.target]) for one in edges if one.weight]
    own = [one for one in edges if not one.weight and not (one.facts and ids.isdisjoint(one.facts))]
    return replace(
        whole,
        nodes=nodes,
        edges=(*own, *(tie(one.source, one.target, number) for one, number in ties if number)),
        kinds=kinds_of(nodes, concepts_in(index)),
        total=sum(node.role == "concept" for node in nodes),
    )


def _some_of(node: Node, named: Collection[str | None]) -> Node:
    """Return a node; a fold with only those of its things that are named."""
    if not node.holds:
        return node
    held = tuple(one for one in node.holds if one in named)
    name = folded(len(held))
    return replace(node, name=name, label=name, holds=held, more=len(held))
