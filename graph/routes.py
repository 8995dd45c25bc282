"""The cheapest short routes between two concepts, by best-first search.

Looks at few concepts however large the graph is: those near the quieter end are known with what is
left to go from them, and the search from the other end follows the cheapest sum (A*; Hart, Nilsson
and Raphael, 1968). Of the ways on from a concept only the cheapest waits, and brings the next one
when it is taken, so that a hub with thousands of ties costs one look at an array.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import islice, pairwise
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from graph.network import Ties
from graph.records import Hop, Relation

if TYPE_CHECKING:
    from graph.network import Numbers, Strengths

MOST_HOPS = 4
"""A route of more steps explains nothing to a reader."""
HUB_COST = 0.35
"""What each doubling of a concept's neighbours adds to a step through it: 'AWS' is far."""
WEAK_COST = 3.0
"""What a step costs at most for being weakly tied: a rule's word goes before a mere mention."""
WEAK_SCALE = 0.5
"""What a step costs for a tie of strength 1; half as strong, twice as much."""
LEAST_STEP = 1.0
"""What every step costs."""
MOST_LOOKED_AT = 200_000
"""Ties looked at around the quieter end, some milliseconds; with more, one step around it must
do."""
MOST_PARTS = 20_000
"""Beginnings of routes that are tried: the end of patience between two concepts full of ties."""
MEETING_HOPS = MOST_HOPS + 2

Between: TypeAlias = Callable[[str, str], list[Relation]]
"""Returns the relations of two concepts, the strongest first."""


def paths(
    ties: Ties,
    between: Between,
    source: str,
    target: str,
    *,
    most: int = 3,
    without: Collection[str] = (),
) -> list[tuple[Hop, ...]]:
    """Return up to `most` short routes between two concepts, the cheapest first.

    A step costs more through concepts with many neighbours and over weak ties.
    """
    found = cheapest_routes(ties, source, target, most=most, without=without)
    return [tuple(hop(between, one, other) for one, other in pairwise(route)) for route in found]


def hop(between: Between, one: str, other: str) -> Hop:
    """Return the strongest relation of two neighbours as a step, the way it was written."""
    relation = between(one, other)[0]
    return Hop(relation.source, relation.type, relation.target, relation.facts[0])


def cheapest_routes(
    ties: Ties, source: str, target: str, *, most: int, without: Collection[str] = ()
) -> list[list[str]]:
    """Return up to `most` routes of at most MOST_HOPS steps, the cheapest first, both ends in."""
    one, other = ties.numbers.get(source), ties.numbers.get(target)
    if one is None or other is None or one == other:
        return []
    turned = _crowd(ties, one) < _crowd(ties, other)
    start, end = (other, one) if turned else (one, other)
    closed = [ties.numbers[name] for name in without if name in ties.numbers]
    search = _Search(ties, start, end, closed)
    found = ([ties.names[number] for number in route] for route in search.routes())
    return [route[::-1] if turned else route for route in islice(found, most)]


def meeting_points(ties: Ties, source: str, target: str, *, most: int = 3) -> list[str]:
    """Return the concepts nearest to both ends where no short route joins them."""
    ends = [ties.numbers.get(name) for name in (source, target)]
    if ends[0] is None or ends[1] is None:
        return []
    near, far = (_steps_from(ties, end) for end in ends if end is not None)
    shared = np.flatnonzero((near > 0) & (far > 0))
    order = np.lexsort((shared, ties.degrees()[shared], near[shared] + far[shared]))
    return [ties.names[number] for number in shared[order][:most].tolist()]


def _steps_from(ties: Ties, end: int) -> Numbers:
    """Return how many steps each concept is away, -1 where it is too many."""
    steps, edge = np.full(len(ties), -1, np.int64), np.array([end])
    steps[end] = 0
    for step in range(1, MEETING_HOPS + 1):
        edge = np.unique(ties.others[ties.places_of(edge)])
        edge = edge[steps[edge] < 0]
        steps[edge] = step
    return steps


def _crowd(ties: Ties, number: int) -> int:
    """Return how many ties there are within two steps."""
    others = ties.of(number)
    return int((ties.starts[others + 1] - ties.starts[others]).sum())


@dataclass(frozen=True, slots=True)
class _Near:
    """What is known of the way from each concept to the end."""

    hops: Numbers
    """The fewest steps, `reach` + 1 where that is more."""
    rest: Strengths
    """The least cost within `reach` steps."""
    reach: int
    beyond: float
    """The least cost from farther off."""


@dataclass(slots=True)
class _Onward:
    """The ways on from where a route is, the cheapest first."""

    route: tuple[int, ...]
    others: list[int]
    costs: list[float]
    totals: list[float]
    place: int = 0


class _Search:
    def __init__(self, ties: Ties, start: int, end: int, closed: Collection[int]) -> None:
        self.ties, self.start, self.end = ties, start, end
        self.crossing = HUB_COST * np.log2(1 + ties.degrees())
        """What stepping on a concept costs, and again what stepping off it costs."""
        self.crossing[[start, end]] = 0.0
        self.closed = np.zeros(len(ties), bool)
        self.closed[[one for one in closed if one not in (start, end)]] = True

    def routes(self) -> Iterator[tuple[int, ...]]:
        """Yield routes from start to end, the cheapest first; equal ones by name."""
        near = self._around_the_end()
        waiting: list[tuple[float, float, tuple[int, ...], _Onward]] = []
        _wait(waiting, self._onward((self.start,), 0.0, near))
        for _ in range(MOST_PARTS):
            if not waiting:
                return
            _, spent, route, beside = heappop(waiting)
            _wait(waiting, beside)
            if route[-1] == self.end:
                yield route
            elif len(route) <= MOST_HOPS:
                _wait(waiting, self._onward(route, spent, near))

    def _onward(self, route: tuple[int, ...], spent: float, near: _Near) -> _Onward:
        """Return where a route may go on."""
        ties, may_go = self.ties, MOST_HOPS - len(route)
        places = ties.places(route[-1])
        others = ties.others[places]
        costs = spent + self._steps(route[-1], others, places)
        rest = near.rest[others]
        if may_go > near.reach:  # it may also go a longer way, and more cheaply
            rest = np.minimum(rest, near.beyond + self.crossing[others])
        totals = costs + rest
        may = (near.hops[others] <= may_go) & ~self.closed[others] & np.isfinite(totals)
        may &= ~np.isin(others, route)
        others, costs, totals = others[may], costs[may], totals[may]
        order = np.lexsort((others, costs, totals))
        return _Onward(route, others[order].tolist(), costs[order].tolist(), totals[order].tolist())

    def _around_the_end(self) -> _Near:
        """Return what is near the end: the fewest steps to it, and the least cost within them."""
        ties, end, count = self.ties, self.end, len(self.ties)
        reach = 2 if _crowd(ties, end) <= MOST_LOOKED_AT else 1
        hops, rest = np.full(count, reach + 1), np.full(count, np.inf)
        hops[end], rest[end] = 0, 0.0
        edge, least = np.array([end]), 0.0
        for step in range(1, reach + 1):
            places = ties.places_of(edge)
            here = np.repeat(edge, ties.starts[edge + 1] - ties.starts[edge])
            others = ties.others[places]
            costs = np.full(count, np.inf)
            np.minimum.at(costs, others, rest[here] + self._steps(here, others, places))
            costs[end] = np.inf
            edge = np.unique(others[others != end])
            hops[edge] = np.minimum(hops[edge], step)
            rest = np.minimum(rest, costs)
            least = float(costs[edge].min(initial=np.inf))
            edge = edge[~self.closed[edge] & (edge != self.start)]
        return _Near(hops, rest, reach, LEAST_STEP + least)

    def _steps(self, here: int | Numbers, others: Numbers, places: slice | Numbers) -> Strengths:
        """Return what steps cost: more beside hubs and over weak ties."""
        weak = np.minimum(WEAK_COST, WEAK_SCALE / self.ties.strengths[places])
        costs: Strengths = LEAST_STEP + self.crossing[here] + self.crossing[others] + weak
        return costs


def _wait(waiting: list[tuple[float, float, tuple[int, ...], _Onward]], ways: _Onward) -> None:
    """Let the next of several ways on wait for its turn."""
    at, ways.place = ways.place, ways.place + 1
    if at < len(ways.others):
        route = (*ways.route, ways.others[at])
        heappush(waiting, (ways.totals[at], ways.costs[at], route, ways))
