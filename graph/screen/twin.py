"""What the picture shows beyond the groups, as rows: the list has all that the picture has."""

from __future__ import annotations

from graph.records import Relation
from graph.screen import words
from graph.screen.blocks import Group, Row
from graph.screen.edges import ends_of
from graph.screen.grouped import Names, stated_row
from graph.storage import Index
from graph.views.pictures import Edge, Picture


def twin_groups(shown: Picture, index: Index, names: Names) -> list[Group]:
    """Return the edges of a picture that do not touch its focus, as one group, if there are any."""
    further = [
        edge
        for edge in shown.edges
        if edge.facts and not {edge.source, edge.target} & set(shown.focus)
    ]
    rows = tuple(_row(edge, index, names) for edge in further)
    return [Group(words.BETWEEN, rows, count=len(rows))] if rows else []


def _row(edge: Edge, index: Index, names: Names) -> Row:
    source, kind, target = ends_of(edge.id)
    facts = {fact.id: fact for fact in index.facts(edge.facts[:1])}
    return stated_row(Relation(source, kind, target, 1.0, "", edge.facts), facts, names)
