"""The picture of a comparison: both things, and between them what relates to both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.records import Concept, Relation
from graph.views.layout import ROW_GAP, TRUNK
from graph.views.map import (
    TALL_FOCUS,
    WIDEST_FOCUS,
    edge_of,
    kinds_of,
    label_of,
    node_width,
    pinned_at,
    readable,
    types_of,
)
from graph.views.neighbourhood import RelationsOf
from graph.views.pictures import SEAM, Edge, Node, Picture
from graph.views.sheet import LABEL_END, LANE, ROW, Point

MOST_SHARED = 14
"""Things between the two: as many rows as a laptop shows."""
STEM = 12.0
"""From the outer edge of a thing to the line on which its edges go down on a narrow screen."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A thing that relates to both, with its relations to each."""

    id: str
    left: tuple[Relation, ...]
    right: tuple[Relation, ...]

    @property
    def height(self) -> float:
        """Return its height, on which the edges of both sides end."""
        return max(ROW, LANE * max(len(self.left), len(self.right)))


def compared_view(left: str, right: str) -> str:
    """Return the name under which places in the picture of this comparison are kept."""
    return SEAM.join(("compare", left, right))


def shared_by(left: str, right: str, relations_of: RelationsOf) -> list[Shared]:
    """Return what relates to both things, that of which most lines tell first."""
    sides = _by_other(left, relations_of(left)), _by_other(right, relations_of(right))
    both = [
        Shared(other, tuple(sides[0][other]), tuple(sides[1][other]))
        for other in sides[0].keys() & sides[1].keys() - {left, right}
    ]
    return sorted(both, key=lambda one: (-_lines(one), one.id))


def compared_picture(
    left: str,
    right: str,
    *,
    concept: Callable[[str], Concept],
    relations_of: RelationsOf,
    label: Callable[[str], str] = readable,
    pinned: Mapping[str, Point] | None = None,
) -> Picture:
    """Return the picture of two things side by side, with what they share between them."""
    every = shared_by(left, right, relations_of)
    shared = every[:MOST_SHARED]
    direct = [one for one in relations_of(left) if right in (one.source, one.target)]
    edges = tuple(_edges(shared, direct, label))
    nodes = pinned_at(_nodes((left, right), shared, len(direct), edges, concept), pinned)
    return Picture(
        view=compared_view(left, right),
        focus=(left, right),
        nodes=nodes,
        edges=edges,
        types=types_of(edges, label),
        kinds=kinds_of(nodes, concept),
        total=len(every),
        said="shared",
    )


def _by_other(side: str, relations: Sequence[Relation]) -> dict[str, list[Relation]]:
    found: dict[str, list[Relation]] = {}
    for one in relations:
        found.setdefault(one.target if one.source == side else one.source, []).append(one)
    return found


def _lines(shared: Shared) -> int:
    return len({fact for one in (*shared.left, *shared.right) for fact in one.facts})


def _edges(
    shared: Sequence[Shared], direct: Sequence[Relation], label: Callable[[str], str]
) -> Iterator[Edge]:
    for lane, one in _lanes(direct):
        yield edge_of(one, label(one.type), outer=one.target, lane=lane)
    for thing in shared:
        for relations in (thing.left, thing.right):
            for lane, one in _lanes(relations):
                yield edge_of(one, label(one.type), outer=thing.id, lane=lane)


def _lanes(relations: Sequence[Relation]) -> Iterator[tuple[float, Relation]]:
    middle = (len(relations) - 1) / 2
    return ((LANE * (number - middle), one) for number, one in enumerate(relations))


def _nodes(
    sides: tuple[str, str],
    shared: Sequence[Shared],
    direct: int,
    edges: Sequence[Edge],
    concept: Callable[[str], Concept],
) -> Iterator[Node]:
    """Yield both things in one line, and what they share in rows above and below that line."""
    widths = {one.id: node_width(concept(one.id).name, focus=False) for one in shared}
    ends = {side: node_width(concept(side).name, focus=True) for side in sides}
    wide = max(widths.values(), default=0.0)
    lead = max((edge.width for edge in edges), default=0.0) + LABEL_END
    reach = wide / 2 + lead + TRUNK
    rows = _rows(shared, direct)
    # On a narrow screen one thing stands above the rows and the other below them.
    down = TALL_FOCUS + ROW_GAP
    for side, name in zip((-1, 1), sides, strict=True):
        edge_x = side * (wide / 2 + lead + STEM)
        at = (edge_x - side * ends[name] / 2, 0.0 if side < 0 else down * 2 + _height(shared))
        yield _node(concept(name), "focus", side * (reach + ends[name] / 2), 0.0, at, ends[name])
    for one, y in zip(shared, rows, strict=True):
        at = (0.0, down + one.height / 2)
        down += one.height + ROW_GAP
        node = _node(concept(one.id), "concept", 0.0, y, at, widths[one.id])
        yield replace(node, height=one.height, anchor=sides[0], depth=1)


def _height(shared: Sequence[Shared]) -> float:
    return sum(one.height + ROW_GAP for one in shared)


def _rows(shared: Sequence[Shared], direct: int) -> list[float]:
    """Return the height of each row; the line between the two things themselves stays free."""
    free = LANE * direct / 2 + ROW_GAP if direct else -ROW_GAP / 2
    above, below, rows = free, free, []
    for number, one in enumerate(shared):
        if number % 2:
            rows.append(below + ROW_GAP + one.height / 2)
            below += ROW_GAP + one.height
        else:
            rows.append(-(above + ROW_GAP + one.height / 2))
            above += ROW_GAP + one.height
    return rows


def _node(
    found: Concept, role: str, x: float, y: float, narrow: tuple[float, float], width: float
) -> Node:
    focus = role == "focus"
    return Node(
        id=found.id,
        name=found.name,
        label=label_of(found, most=WIDEST_FOCUS) if focus else label_of(found),
        kind=found.kind,
        role="focus" if focus else "concept",
        x=x,
        y=y,
        narrow=narrow,
        width=width,
        height=TALL_FOCUS if focus else ROW,
        gloss=found.gloss,
    )
