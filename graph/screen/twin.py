"""What the picture shows beyond the groups, as rows: the list has all that the picture has."""

from __future__ import annotations

from dataclasses import replace

from graph.records import Relation
from graph.screen import words
from graph.screen.blocks import Group, Row
from graph.screen.edges import ends_of
from graph.screen.grouped import Names, reading, relation_row
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
    relation = Relation(source, kind, target, 1.0, "", edge.facts)
    said = f"{names.get(source, source)} {reading(kind, backwards=False)} "
    row = relation_row(relation, source, facts, names)
    return replace(row, name=f"{said}{names.get(target, target)}")
