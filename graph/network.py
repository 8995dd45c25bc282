"""The graph of related concepts, packed into arrays: neighbours and communities; see `routes`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    import networkx as nx
    from numpy.typing import NDArray

    Numbers: TypeAlias = NDArray[np.int64]
    Strengths: TypeAlias = NDArray[np.float64]

COMMUNITY_SEED = 7
"""Louvain draws at random; the same notes must give the same groups."""
WHOLE = 2**24
"""A power of two, so that dividing by it is exact, of which the square still fits a float."""


class Ties:
    """The undirected graph of related concepts, by number; numbers follow the order of names.

    The neighbours of concept `n` are `others[starts[n]:starts[n + 1]]`, in order, and `strengths`
    at the same places says how strongly each is tied: the sum over their relations.
    """

    def __init__(self, pairs: Iterable[tuple[str, str, float]]) -> None:
        """Take the ends and the strength of every relation; a concept's tie to itself is none."""
        numbers, ends, strengths = _numbered(pairs)
        self.names: list[str] = sorted(numbers)
        renamed = np.empty(len(numbers), np.int64)
        renamed[[numbers[name] for name in self.names]] = np.arange(len(numbers))
        self.numbers = {name: number for number, name in enumerate(self.names)}
        one, other = renamed[ends].T
        apart = one != other
        low, high = np.minimum(one, other)[apart], np.maximum(one, other)[apart]
        keys, place = np.unique(low * len(numbers) + high, return_inverse=True)
        low, high = np.divmod(keys, max(1, len(numbers)))
        sums = np.bincount(place, strengths[apart], len(keys))
        first, second = np.concatenate([low, high]), np.concatenate([high, low])
        order = np.lexsort((second, first))
        self.others: Numbers = second[order]
        self.strengths: Strengths = np.concatenate([sums, sums])[order]
        counts = np.bincount(first, minlength=len(numbers))
        self.starts: Numbers = np.concatenate([[0], np.cumsum(counts)])

    def __len__(self) -> int:
        """Return how many concepts have a relation."""
        return len(self.names)

    def degree(self, name: str) -> int:
        """Return to how many others a concept is tied."""
        number = self.numbers.get(name)
        return 0 if number is None else len(self.of(number))

    def degrees(self) -> Numbers:
        """Return to how many others each concept is tied."""
        return np.diff(self.starts)

    def of(self, number: int) -> Numbers:
        """Return the neighbours of a concept."""
        return self.others[self.places(number)]

    def places(self, number: int) -> slice:
        """Return where the ties of a concept stand."""
        return slice(int(self.starts[number]), int(self.starts[number + 1]))

    def places_of(self, numbers: Numbers) -> Numbers:
        """Return where the ties of several concepts stand, one after the other."""
        counts = self.starts[numbers + 1] - self.starts[numbers]
        shift = self.starts[numbers] - (np.cumsum(counts) - counts)
        places: Numbers = np.arange(int(counts.sum())) + np.repeat(shift, counts)
        return places


def _numbered(
    pairs: Iterable[tuple[str, str, float]],
) -> tuple[dict[str, int], Numbers, Strengths]:
    """Return the number of each name, the ends (n, 2) of the pairs, and their strengths."""
    numbers: dict[str, int] = {}
    ends: list[int] = []
    strengths: list[float] = []
    for one, other, strength in pairs:
        ends.append(numbers.setdefault(one, len(numbers)))
        ends.append(numbers.setdefault(other, len(numbers)))
        strengths.append(strength)
    return numbers, np.array(ends, np.int64).reshape(-1, 2), np.array(strengths, np.float64)


def communities(ties: Ties) -> list[list[str]]:
    """Return groups of concepts that hang together, the largest first (Blondel et al., 2008)."""
    from networkx.algorithms.community import louvain_communities

    groups = louvain_communities(_in_whole_numbers(ties), weight="weight", seed=COMMUNITY_SEED)
    return sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))


def _in_whole_numbers(ties: Ties) -> nx.Graph[str]:
    """Return the same ties with whole weights that add up to `WHOLE`.

    Louvain moves a concept while that gains anything, and what rounding seems to gain by a move it
    may gain by the move back: about one of 20,000 small graphs kept it busy for ever. With these
    weights each number that it compares is exact.
    """
    import networkx as nx

    here = np.repeat(np.arange(len(ties)), np.diff(ties.starts))
    once = here < ties.others
    ends = zip(here[once].tolist(), ties.others[once].tolist(), strict=True)
    summed = np.cumsum(ties.strengths[once])
    whole = np.rint(WHOLE * (summed / summed[-1:])).astype(np.int64)
    weights = np.diff(whole, prepend=0).tolist()
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(ties.names)
    graph.add_weighted_edges_from(
        (ties.names[one], ties.names[other], weight)
        for (one, other), weight in zip(ends, weights, strict=True)
    )
    return graph
