"""Communities: groups of concepts that hang together."""

from __future__ import annotations

import networkx as nx

from graph.network import Network

COMMUNITY_SEED = 7
"""Louvain draws at random; the same notes must give the same groups."""
WHOLE = 2**24
"""A power of two, so that dividing by it is exact, of which the square still fits a float."""


def communities(network: Network) -> list[list[str]]:
    """Return groups of concepts that hang together, the largest first (Blondel et al., 2008)."""
    ties = _in_whole_numbers(network.ties)
    groups = nx.community.louvain_communities(ties, weight="weight", seed=COMMUNITY_SEED)
    return sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))


def _in_whole_numbers(ties: nx.Graph[str]) -> nx.Graph[str]:
    """Return the same ties with whole weights that add up to `WHOLE`.

    Louvain moves a concept while that gains anything, and what rounding seems to gain by a move it
    may gain by the move back: about one of 20,000 small graphs kept it busy for ever. With these
    weights each number that it compares is exact.
    """
    total, before, summed = ties.size(weight="weight"), 0, 0.0
    whole: nx.Graph[str] = nx.Graph()
    whole.add_nodes_from(ties)
    for one, other in ties.edges:
        summed += ties[one][other]["weight"]
        now = min(round(WHOLE * summed / total), WHOLE)
        whole.add_edge(one, other, weight=now - before)
        before = now
    return whole
