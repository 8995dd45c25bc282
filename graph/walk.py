"""Walks in the network: ranks from a few seeds, communities, neighbours."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

import networkx as nx

from graph.network import Network
from graph.records import Relation

DAMPING = 0.5
"""Low: in fact graphs what is two steps away is seldom meant (HippoRAG 2 uses the same value)."""
COMMUNITY_SEED = 7
"""Louvain draws at random; the same notes must give the same groups."""
WHOLE = 2**24
"""A power of two, so that dividing by it is exact, of which the square still fits a float."""


def ranks(network: Network, seeds: Mapping[str, float]) -> dict[str, float]:
    """Return personalised PageRank from weighted seeds, divided by the root of each concept's ties.

    The division keeps hubs from winning everywhere, since plain PageRank follows degree.
    Personalised form: Haveliwala, 2003, 'Topic-sensitive PageRank'.
    """
    known = {concept: weight for concept, weight in seeds.items() if concept in network.ties}
    if not known:
        return {}
    near = nearby(network, known, hops=3)
    scores = nx.pagerank(near, alpha=DAMPING, personalization=known, weight="weight", tol=1e-8)
    return {c: score / math.sqrt(max(network.ties.degree(c), 1)) for c, score in scores.items()}


def nearby(network: Network, seeds: Iterable[str], *, hops: int) -> nx.Graph[str]:
    """Return the ties among the concepts within some hops of the seeds."""
    frontier = {seed for seed in seeds if seed in network.ties}
    seen = set(frontier)
    for _ in range(hops):
        frontier = {n for concept in frontier for n in network.ties[concept]} - seen
        seen |= frontier
    return network.ties.subgraph(seen)


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


def neighbours(network: Network, concept_id: str) -> dict[str, list[Relation]]:
    """Return the concepts one step away, each with the relations that lead there."""
    found: dict[str, list[Relation]] = {}
    for relation in network.of(concept_id):
        other = relation.target if relation.source == concept_id else relation.source
        found.setdefault(other, []).append(relation)
    return found
