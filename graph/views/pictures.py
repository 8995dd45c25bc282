"""The records of the map: a picture is nodes and edges, each with its place, and their counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from graph.records import Hop, Relation
from graph.views.sheet import Place, Point, Way

Role = Literal["focus", "concept", "group", "fold"]
SEAM = "|"
"""Between the parts of an edge's id, a fold's and a view's; no concept's id contains it."""


@dataclass(frozen=True, slots=True)
class Node:
    """A thing of the picture; lengths in pixels at zoom 1, `x` and `y` of its middle."""

    id: str
    name: str
    label: str
    """The name as it is drawn, cut where it is long."""
    kind: str
    role: Role
    x: float
    y: float
    width: float
    height: float
    narrow: tuple[float, float] = (0.0, 0.0)
    """Its middle on a narrow screen."""
    way: Way = "fan"
    depth: int = 0
    anchor: str = ""
    """The node that it hangs on."""
    gloss: str = ""
    more: int = 0
    """How many neighbours it has that are not shown; for a fold, how many it holds."""
    holds: tuple[str, ...] = ()
    """Ids of the concepts that a fold stands for."""
    finds: tuple[str, ...] = ()
    """Names of things inside it, by which a search finds it."""
    topic: int = 0
    """The number of its topic, by which it can be coloured; 0 where that is not known."""
    pinned: bool = False
    opened: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation of the picture."""

    id: str
    source: str
    target: str
    type: str
    label: str
    width: float
    """Of the label."""
    similar: bool = False
    """Not read in a line: the two only stand together."""
    crossing: bool = False
    """Between two things that hang on others: drawn lightly, its label on demand."""
    quiet: bool = False
    """Its row has no room for the label, which is shown on demand."""
    outer: str = ""
    """The end beside which its label stands; empty for one whose label is told on demand."""
    lane: float = 0.0
    """How far it runs beside the middle, where several labels stand at one side of a thing."""
    facts: tuple[str, ...] = ()
    weight: int = 0
    """How many relations it stands for, where it joins two topics."""


@dataclass(frozen=True, slots=True)
class Count:
    """One line of the legend."""

    name: str
    label: str
    number: int
    similar: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the picture's text twin."""

    edge: str
    source: str
    label: str
    target: str
    similar: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """What the map draws, and what it says of what it does not draw."""

    view: str
    """The name under which places are kept: the same focus is the same view."""
    focus: tuple[str, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    types: tuple[Count, ...]
    kinds: tuple[Count, ...]
    total: int
    """How many things could be shown; `shown` are."""
    depth: int = 1
    """How many hops were asked for."""
    said: str = ""
    """What the counted things are, where they are not simply those around the focus."""
    paths: int = 0
    """How many routes it draws."""
    held: bool = False
    """Whether things stand where they stood before the notes changed."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where the layout has put things, for a picture that must not move them."""

    @property
    def shown(self) -> int:
        """Return how many concepts are drawn around the focus."""
        return sum(node.role == "concept" for node in self.nodes)

    @property
    def caption(self) -> str:
        """Return how much of it is shown: "40 of 431 things", or "9 things" where that is all."""
        groups = sum(node.role == "group" for node in self.nodes)
        shown = f"{self.shown} of {self.total}" if self.shown < self.total else f"{self.shown}"
        told = [_counted(f"{groups}", "topic")] if groups else []
        told += [_counted(f"{self.paths}", "path")] if self.paths else []
        if self.shown or not told:
            told.append(f"{_counted(shown, 'thing')} {self.said}".strip())
        return ", ".join(told)

    @property
    def points(self) -> dict[str, Point]:
        """Return where everything stands."""
        return {node.id: Point(node.x, node.y) for node in self.nodes}

    def lines(self) -> list[Line]:
        """Return the picture as text: every edge as a row."""
        names = {node.id: node.name for node in self.nodes}
        return [
            Line(edge.id, names[edge.source], edge.label, names[edge.target], edge.similar)
            for edge in self.edges
        ]


def _counted(number: str, what: str) -> str:
    return f"1 {what}" if number == "1" else f"{number} {what}s"


def view_of(focus: Iterable[str]) -> str:
    """Return the name under which the places of this focus are kept."""
    return SEAM.join(dict.fromkeys(focus))


def edge_id(joining: Relation | Hop) -> str:
    """Return the id of the edge that draws a relation or a step of a path."""
    return SEAM.join((joining.source, joining.type, joining.target))


def ends_of(edge: str) -> tuple[str, str, str]:
    """Return source, type and target of an edge's id; empty where it is not one."""
    parts = edge.split(SEAM)
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else ("", "", "")
