"""The graph of concepts and relations, in networkx: nodes are concept ids, edges are relations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from operator import attrgetter

import networkx as nx

from graph.records import Concept, Relation


class Network:
    """Concepts as nodes and relations as edges, ready for the algorithms of `walk`.

    `graph` is a MultiDiGraph whose edges are keyed by relation type and carry `relation`;
    `ties` is the plain undirected graph of the same pairs with `weight` in (0, ...) as strength.
    """

    def __init__(self, concepts: Iterable[Concept], relations: Iterable[Relation]) -> None:
        self.concepts: Mapping[str, Concept] = {concept.id: concept for concept in concepts}
        self.graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        self.graph.add_nodes_from(self.concepts)
        for relation in relations:
            self.graph.add_edge(
                relation.source, relation.target, key=relation.type, relation=relation
            )

    def between(self, one: str, other: str) -> list[Relation]:
        """Return the relations of two concepts, either way, the most confident first."""
        found: list[Relation] = []
        for source, target in ((one, other), (other, one)):
            for data in (self.graph.get_edge_data(source, target) or {}).values():
                found.append(data["relation"])
        return sorted(found, key=attrgetter("rank"))

    @cached_property
    def ties(self) -> nx.Graph[str]:
        """The undirected graph of all related pairs; an edge's `weight` says how strongly."""
        ties: nx.Graph[str] = nx.Graph()
        ties.add_nodes_from(sorted(self.graph))
        for relation in sorted(
            (d["relation"] for *_, d in self.graph.edges(data=True)), key=_by_pair
        ):
            if relation.source == relation.target:
                continue
            weight = relation.strength
            if ties.has_edge(relation.source, relation.target):
                weight += ties[relation.source][relation.target]["weight"]
            ties.add_edge(relation.source, relation.target, weight=weight)
        return ties


def _by_pair(relation: Relation) -> tuple[str, str, str]:
    return (relation.source, relation.target, relation.type)
