"""The picture of a path: where it starts on the left, where it leads on the right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from graph.records import RELATED_TO, Concept, Hop, Relation
from graph.views.map import TALL_FOCUS, edge_of, kinds_of, node_label, node_width, readable
from graph.views.pictures import SEAM, Count, Edge, Node, Picture
from graph.views.sheet import LABEL_END, LANE, ROW, Point

ROUTE = 64.0
"""From one route to the next, in pixels: room for a thing and for two relations side by side."""
APART = 34.0
"""Between two columns, besides the labels that stand there."""


def routes_picture(
    paths: Sequence[Sequence[Hop]],
    *,
    source: str,
    target: str,
    concept: Callable[[str], Concept],
    label: Callable[[str], str] = readable,
    pinned: Mapping[str, Point] | None = None,
) -> Picture:
    """Return the picture of up to a few routes; the first one runs level through the middle.

    `pinned` holds the places of things that the reader moved in this view.
    """
    walks = [_walk(path, source) for path in paths]
    edges = tuple(_edges(paths, _columns(walks), label))
    nodes = tuple(
        replace(node, x=pinned[node.id].x, y=pinned[node.id].y, pinned=True)
        if pinned and node.id in pinned
        else node
        for node in _nodes(walks, edges, source, target, concept)
    )
    numbers = Counter(edge.type for edge in edges)
    return Picture(
        view=route_view(source, target),
        focus=(source, target),
        nodes=nodes,
        edges=edges,
        types=tuple(
            Count(name, label(name), number, similar=name == RELATED_TO)
            for name, number in sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
        ),
        kinds=kinds_of(nodes),
        total=sum(node.role == "concept" for node in nodes),
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
    """Yield each step once, with its label where the fewest others stand, each on its own lane.

    Where that is all the same it stands on the right: labels on one side of a gap make it narrow.
    """
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
    """Return the left side of its right end, and the right side of its left end."""
    left, right = sorted((hop.source, hop.target), key=lambda name: columns[name])
    return (right, False), (left, True)


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
    widths = {
        name: node_width(concept(name).name, focus=name in (source, target)) for name in columns
    }
    points = _points(walks, columns, widths, _labels(edges, columns))
    for name, column in columns.items():
        found, focus = concept(name), name in (source, target)
        yield Node(
            id=name,
            name=found.name,
            label=node_label(found.name),
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
    """Return for each thing how far along it stands: as late as any route has it."""
    columns: dict[str, int] = {}
    for walk in walks:
        for number, name in enumerate(walk):
            columns[name] = max(columns.get(name, 0), number)
    return columns


def _labels(edges: Sequence[Edge], columns: Mapping[str, int]) -> dict[int, float]:
    """Return for each column the width of the longest labels between it and the next."""
    sides: dict[tuple[int, bool], float] = {}
    for edge in edges:
        other = edge.target if edge.outer == edge.source else edge.source
        at = columns[edge.outer]
        right = columns[other] > at
        key = (at if right else at - 1, right)
        sides[key] = max(sides.get(key, 0.0), edge.width + LABEL_END)
    gaps = {gap for gap, _ in sides}
    return {gap: sides.get((gap, True), 0.0) + sides.get((gap, False), 0.0) for gap in gaps}


def _points(
    walks: Sequence[Sequence[str]],
    columns: Mapping[str, int],
    widths: Mapping[str, float],
    labels: Mapping[int, float],
) -> dict[str, Point]:
    """Return the places: a column for each step, a row for each route."""
    rows = _rows(walks, columns)
    points: dict[str, Point] = {}
    left = 0.0
    for column in range(max(columns.values(), default=0) + 1):
        members = [name for name, found in columns.items() if found == column]
        wide = max((widths[name] for name in members), default=0.0)
        for name in members:
            points[name] = Point(left + wide / 2, rows[name] * ROUTE)
        left += wide + labels.get(column, 0.0) + APART
    return points


def _rows(walks: Sequence[Sequence[str]], columns: Mapping[str, int]) -> dict[str, float]:
    """Return the row of each thing: the first route in the middle, the next below, then above."""
    rows: dict[str, float] = {}
    taken: set[tuple[int, float]] = set()
    ends = {name for walk in walks for name in (walk[0], walk[-1])}
    direct = any(len(walk) == 2 for walk in walks)
    for number, walk in enumerate(walks):
        for name in walk:
            if name in rows:
                continue
            row = 0.0 if name in ends else _row(number, direct=direct)
            while (columns[name], row) in taken:
                row += 1.0
            rows[name] = row
            taken.add((columns[name], row))
    return rows


def _row(number: int, *, direct: bool) -> float:
    """Return the row of a route; the middle is left to a direct one, whose edge runs there."""
    number += direct and not number
    return (number + 1) // 2 * (1.0 if number % 2 else -1.0)
