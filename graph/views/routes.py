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
APART = 46.0
"""Between two columns, besides the longest label that stands there."""


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
    edges = tuple(_edges(paths, label))
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


def _edges(paths: Sequence[Sequence[Hop]], label: Callable[[str], str]) -> Iterator[Edge]:
    """Yield each step once; steps between the same two things run side by side."""
    steps: dict[tuple[str, str, str], Hop] = {}
    for path in paths:
        for hop in path:
            steps.setdefault((hop.source, hop.type, hop.target), hop)
    lanes: dict[frozenset[str], list[Hop]] = {}
    for hop in steps.values():
        lanes.setdefault(frozenset((hop.source, hop.target)), []).append(hop)
    for beside in lanes.values():
        for number, hop in enumerate(beside):
            relation = Relation(hop.source, hop.type, hop.target, 1.0, "", (hop.fact,))
            lane = LANE * (number - (len(beside) - 1) / 2)
            yield edge_of(relation, label(hop.type), lane=lane)


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
    points = _points(walks, columns, widths, max((edge.width for edge in edges), default=0.0))
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


def _points(
    walks: Sequence[Sequence[str]],
    columns: Mapping[str, int],
    widths: Mapping[str, float],
    label: float,
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
        left += wide + label + LABEL_END + APART
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
