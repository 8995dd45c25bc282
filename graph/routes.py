"""The cheapest short routes between two concepts, by best-first search.

Looks at few concepts however large the graph is: those near the quieter end are known with what is
left to go from them, and the search from the other end follows the cheapest sum (A*; Hart, Nilsson
and Raphael, 1968).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import islice

import networkx as nx

MOST_HOPS = 4
"""A route of more steps explains nothing to a reader."""
HUB_COST = 0.35
"""What each doubling of a concept's neighbours adds to a step through it: 'AWS' is far."""
WEAK_COST = 3.0
"""What a step costs at most for being weakly tied: a rule's word goes before a mere mention."""
LEAST_STEP = 1.0
"""What every step costs."""
MOST_LOOKED_AT = 20_000
"""Ties looked at around the quieter end; where it has more, one step around it must do."""
MOST_PARTS = 100_000
"""Beginnings of routes that are tried: the end of patience between two concepts full of ties."""


def cheapest_routes(
    ties: nx.Graph[str], source: str, target: str, *, most: int, without: Collection[str] = ()
) -> list[list[str]]:
    """Return up to `most` routes of at most MOST_HOPS steps, the cheapest first, both ends in."""
    if source not in ties or target not in ties or source == target:
        return []
    turned = _crowd(ties, source) < _crowd(ties, target)
    start, end = (target, source) if turned else (source, target)
    search = _Search(ties, start, end, frozenset(without) - {source, target})
    routes = islice(search.routes(), most)
    return [list(reversed(route)) if turned else list(route) for route in routes]


def _crowd(ties: nx.Graph[str], concept: str) -> int:
    """Return how many ties there are within two steps."""
    return sum(len(ties[other]) for other in ties[concept])


@dataclass(slots=True)
class _Search:
    ties: nx.Graph[str]
    start: str
    end: str
    closed: frozenset[str]

    def routes(self) -> Iterator[tuple[str, ...]]:
        """Yield routes from start to end, the cheapest first; equal ones by name."""
        left, reach, beyond = self._around_the_end()
        waiting: list[tuple[float, float, tuple[str, ...]]] = [(0.0, 0.0, (self.start,))]
        for _ in range(MOST_PARTS):
            if not waiting:
                return
            _, spent, route = heappop(waiting)
            if route[-1] == self.end:
                yield route
                continue
            may_go = MOST_HOPS - len(route)
            for other in self._onward(route, left, far=may_go > reach):
                cost = spent + self._step(route[-1], other)
                hops, rest = left.get(other, (reach + 1, math.inf))
                if hops <= may_go:
                    if may_go > reach:  # it may also go a longer way, and more cheaply
                        rest = min(rest, beyond + self._crossing(other))
                    heappush(waiting, (cost + rest, cost, (*route, other)))

    def _onward(
        self, route: tuple[str, ...], left: dict[str, tuple[int, float]], *, far: bool
    ) -> Iterator[str]:
        """Yield where a route may go on; not `far`: only to where the end is known to be near."""
        here = self.ties[route[-1]]
        fewer, other = (left, here) if not far and len(left) < len(here) else (here, left)
        for concept in fewer:
            if (far or concept in other) and concept not in route and concept not in self.closed:
                yield concept

    def _around_the_end(self) -> tuple[dict[str, tuple[int, float]], int, float]:
        """Return what is near the end, how near that is, and the least cost from farther off.

        What is near has the fewest steps to the end, and the least cost within so many steps.
        """
        found = {self.end: (0, 0.0)}
        reach = 2 if _crowd(self.ties, self.end) <= MOST_LOOKED_AT else 1
        edge, least = [self.end], 0.0
        for hops in range(1, reach + 1):
            costs: dict[str, float] = {}
            for here in edge:
                for other in self.ties[here]:
                    cost = found[here][1] + self._step(other, here)
                    costs[other] = min(cost, costs.get(other, math.inf))
            for other, cost in costs.items():
                before = found.get(other, (hops, math.inf))
                found[other] = (before[0], min(cost, before[1]))
            costs.pop(self.end, None)
            least = min(costs.values(), default=math.inf)
            edge = [c for c in costs if c not in self.closed and c != self.start]
        return found, reach, LEAST_STEP + least

    def _step(self, one: str, other: str) -> float:
        """Return what a step costs: more beside hubs and over weak ties."""
        weak = min(WEAK_COST, 0.5 / float(self.ties[one][other]["weight"]))
        return LEAST_STEP + self._crossing(one) + self._crossing(other) + weak

    def _crossing(self, concept: str) -> float:
        """Return what stepping on a concept costs, and again what stepping off it costs."""
        if concept in (self.start, self.end):
            return 0.0
        return HUB_COST * math.log2(1 + len(self.ties[concept]))
