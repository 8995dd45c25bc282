"""The picture of a path: from top to bottom, each route in a lane of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from graph.records import Concept, Hop, Relation
from graph.views.map import (
    NODE_AIR,
    ROUNDING,
    TALL_FOCUS,
    edge_of,
    kinds_of,
    label_of,
    node_width,
    pinned_at,
    readable,
    types_of,
)
from graph.views.pictures import SEAM, Edge, Node, Picture
from graph.views.sheet import LANE, ROW, Point

STEP = 64.0
"""Between two rows: the turns of an edge and its label."""
ACROSS = 14.0
"""Between two lanes."""
NAME = 108.0
"""Names are cut here where there are several lanes: three of them fit on a telephone."""


def routes_picture(
    paths: Sequence[Sequence[Hop]],
    *,
    source: str,
    target: str,
    concept: Callable[[str], Concept],
    label: Callable[[str], str] = readable,
    pinned: Mapping[str, Point] | None = None,
) -> Picture:
    """Return the picture of up to a few routes; the first one runs through the middle.

    `pinned` holds the places of things that the reader moved in this view.
    """
    walks = [_walk(path, source) for path in paths]
    edges = tuple(_edges(paths, _columns(walks), label))
    nodes = pinned_at(_nodes(walks, edges, source, target, concept), pinned)
    return Picture(
        view=route_view(source, target),
        focus=(source, target),
        nodes=nodes,
        edges=edges,
        types=types_of(edges, label),
        kinds=kinds_of(nodes, concept),
        total=sum(node.role == "concept" for node in nodes),
        said="between",
        paths=len(paths),
    )


def route_view(source: str, target: str) -> str:
    """Return the name under which places in the picture of this path are kept."""
    return SEAM.join(("route", source, target))


def _walk(path: Sequence[Hop], source: str) -> list[str]:
    """Return the concepts of a path in the order in which it passes them."""
    walk = [source]
    for hop in path:
        walk.append(hop.target if hop.source == walk[-1] else hop.source)
    return walk


def _edges(
    paths: Sequence[Sequence[Hop]], columns: Mapping[str, int], label: Callable[[str], str]
) -> Iterator[Edge]:
    """Yield each step once, with its label at the end where the fewest others stand."""
    steps = {(hop.source, hop.type, hop.target): hop for path in paths for hop in path}
    sides = {key: _sides(hop, columns) for key, hop in steps.items()}
    crowd = Counter(side for both in sides.values() for side in both)
    places: dict[tuple[str, bool], list[Hop]] = {}
    for key, hop in steps.items():
        chosen = min(sides[key], key=lambda side: (crowd[side], not side[1]))
        places.setdefault(chosen, []).append(hop)
    for (outer, _), beside in places.items():
        for number, hop in enumerate(beside):
            relation = Relation(hop.source, hop.type, hop.target, 1.0, "", (hop.fact,))
            lane = LANE * (number - (len(beside) - 1) / 2)
            yield edge_of(relation, label(hop.type), outer=outer, lane=lane)


def _sides(hop: Hop, columns: Mapping[str, int]) -> tuple[tuple[str, bool], tuple[str, bool]]:
    """Return the upper side of its lower end, and the lower side of its upper end."""
    upper, lower = sorted((hop.source, hop.target), key=lambda name: columns[name])
    return (lower, False), (upper, True)


def _nodes(
    walks: Sequence[Sequence[str]],
    edges: Sequence[Edge],
    source: str,
    target: str,
    concept: Callable[[str], Concept],
) -> Iterator[Node]:
    """Yield the things of all routes, each with its place."""
    columns = _columns(walks)
    anchors = {there: here for walk in walks for here, there in pairwise(walk)}
    most = NAME if len(walks) > 1 else 2 * NAME
    widths = {}
    for name in columns:
        ends = name in (source, target)
        wide = node_width(concept(name).name, focus=ends)
        widths[name] = wide if ends else min(wide, most + NODE_AIR)
    points = _points(walks, columns, widths, edges)
    for name, column in columns.items():
        found, focus = concept(name), name in (source, target)
        yield Node(
            id=name,
            name=found.name,
            label=label_of(found, most=widths[name] - NODE_AIR + ROUNDING),
            kind=found.kind,
            role="focus" if focus else "concept",
            x=points[name].x,
            y=points[name].y,
            width=widths[name],
            height=TALL_FOCUS if focus else ROW,
            depth=column,
            anchor="" if focus else anchors[name],
            gloss=found.gloss,
        )


def _columns(walks: Sequence[Sequence[str]]) -> dict[str, int]:
    """Return for each thing how far down it stands: as late as any route has it."""
    columns: dict[str, int] = {}
    for walk in walks:
        for number, name in enumerate(walk):
            columns[name] = max(columns.get(name, 0), number)
    return columns


def _points(
    walks: Sequence[Sequence[str]],
    columns: Mapping[str, int],
    widths: Mapping[str, float],
    edges: Sequence[Edge],
) -> dict[str, Point]:
    """Return the places: a row for each step, a lane for each route."""
    lanes = _lanes(walks, columns)
    ends = {name for walk in walks for name in (walk[0], walk[-1])}
    wide = max((widths[name] for name in columns if name not in ends), default=NAME)
    step = ROW + STEP + max((abs(edge.lane) for edge in edges), default=0.0) * 2
    return {name: Point(lanes[name] * (wide + ACROSS), columns[name] * step) for name in columns}


def _lanes(walks: Sequence[Sequence[str]], columns: Mapping[str, int]) -> dict[str, float]:
    """Return the lane of each thing: the first route in the middle, then right, then left."""
    rows: dict[str, float] = {}
    taken: set[tuple[int, float]] = set()
    ends = {name for walk in walks for name in (walk[0], walk[-1])}
    direct = any(len(walk) == 2 for walk in walks)
    for number, walk in enumerate(walks):
        for name in walk:
            if name in rows:
                continue
            row = 0.0 if name in ends else _lane(number, direct=direct)
            while (columns[name], row) in taken:
                row += 1.0
            rows[name] = row
            taken.add((columns[name], row))
    return rows


def _lane(number: int, *, direct: bool) -> float:
    """Return the lane of a route; the middle is left to a direct one, whose edge runs there."""
    number += direct and not number
    return (number + 1) // 2 * (1.0 if number % 2 else -1.0)
