"""The name of one edge, the same in the list, on the map and in the address."""

from __future__ import annotations

from graph.records import Hop, Relation
from graph.views.pictures import SEAM


def edge_id(joining: Relation | Hop) -> str:
    """Return the name of the edge that draws a relation or a step of a path."""
    return SEAM.join((joining.source, joining.type, joining.target))


def ends_of(edge: str) -> tuple[str, str, str]:
    """Return source, type and target of an edge's name; empty where it is not one."""
    parts = edge.split(SEAM)
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else ("", "", "")
