import math
from itertools import pairwise
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import routes
from graph.network import Ties
from graph.records import RELATED_TO, Hop, Relation
from graph.routes import (
    HUB_COST,
    LEAST_STEP,
    MOST_HOPS,
    WEAK_COST,
    cheapest_routes,
    meeting_points,
    paths,
)

edges = st.dictionaries(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")).filter(
        lambda pair: pair[0] < pair[1]
    ),
    st.sampled_from([0.1, 0.5, 0.9, 2.7]),
    max_size=24,
)


def _ties(weights: dict[tuple[str, str], float]) -> nx.Graph:
    ties = nx.Graph()
    ties.add_nodes_from("abcdefgh")
    ties.add_weighted_edges_from((one, other, weight) for (one, other), weight in weights.items())
    return ties


def _packed(ties: nx.Graph) -> Ties:
    return Ties((one, other, data["weight"]) for one, other, data in ties.edges(data=True))


def _cost(ties: nx.Graph, route: list[str]) -> float:
    inner = [math.log2(1 + ties.degree(concept)) for concept in route[1:-1]]
    weak = sum(min(WEAK_COST, 0.5 / ties[a][b]["weight"]) for a, b in pairwise(route))
    return LEAST_STEP * (len(route) - 1) + HUB_COST * 2 * sum(inner) + weak


@pytest.mark.parametrize("looked_at", [0, 20_000])
@given(weights=edges, without=st.sets(st.sampled_from("bcd"), max_size=2))
def test_the_routes_are_the_cheapest_of_all(
    looked_at: int, weights: dict[tuple[str, str], float], without: set[str]
) -> None:
    ties = _ties(weights)
    open_ties = ties.subgraph(set(ties) - without)
    every = nx.all_simple_paths(open_ties, "a", "h", cutoff=MOST_HOPS)
    wanted = sorted(_cost(ties, route) for route in every)[:3]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(routes, "MOST_LOOKED_AT", looked_at)
        found = cheapest_routes(_packed(ties), "a", "h", most=3, without=without)
    assert [_cost(ties, route) for route in found] == pytest.approx(wanted)
    assert len({tuple(route) for route in found}) == len(found)


def test_a_route_starts_at_its_source_and_ends_at_its_target() -> None:
    ties = _ties({("a", "b"): 1.0, ("b", "c"): 1.0, ("b", "d"): 1.0, ("b", "e"): 1.0})
    assert cheapest_routes(_packed(ties), "a", "c", most=1) == [["a", "b", "c"]]
    assert cheapest_routes(_packed(ties), "c", "a", most=1) == [["c", "b", "a"]]


@pytest.mark.parametrize("ends", [("a", "a"), ("a", "nowhere"), ("a", "h")])
def test_there_may_be_no_route(ends: tuple[str, str]) -> None:
    assert cheapest_routes(_packed(_ties({("a", "b"): 1.0})), *ends, most=3) == []


def related(*pairs: tuple[str, str, str]) -> list[Relation]:
    return [Relation(s, kind, t, 0.8, "rule", (f"{s}-{t}",)) for s, kind, t in pairs]


def _tied(relations: list[Relation]) -> Ties:
    return Ties((one.source, one.target, one.strength) for one in relations)


def _paths(relations: list[Relation], *ends: str, **options: Any) -> list[tuple[Hop, ...]]:
    def between(*both: str) -> list[Relation]:
        return [one for one in relations if {one.source, one.target} == set(both)]

    return paths(_tied(relations), between, *ends, **options)


def test_a_path_reads_each_step_the_way_it_was_written():
    (route,) = _paths(related(("cdn", "reads_from", "s3"), ("kms", "manages", "s3")), "cdn", "kms")
    assert [(hop.source, hop.type, hop.target) for hop in route] == [
        ("cdn", "reads_from", "s3"),
        ("kms", "manages", "s3"),
    ]


def test_a_path_goes_around_a_hub():
    spokes = [("aws", "uses", f"thing-{n}") for n in range(30)]
    joined = [("a", "uses", "aws"), ("b", "uses", "aws"), ("a", "uses", "c"), ("c", "uses", "b")]
    first = _paths(related(*spokes, *joined), "a", "b")[0]
    assert [hop.target for hop in first] == ["c", "b"]


def test_a_rule_is_walked_before_a_mere_mention():
    found = _paths(
        related(("a", RELATED_TO, "b"), ("a", "uses", "c"), ("c", "uses", "b")), "a", "b", most=2
    )
    assert [len(route) for route in found] == [2, 1] or found[0][0].type == RELATED_TO


def test_a_concept_left_out_is_not_passed_through():
    net = related(("a", "uses", "b"), ("b", "uses", "c"), ("a", "uses", "d"), ("d", "uses", "c"))
    assert all(hop.target != "b" for route in _paths(net, "a", "c", without=["b"]) for hop in route)


@pytest.mark.parametrize("ends", [("a", "a"), ("a", "nowhere"), ("a", "island")])
def test_no_path_is_an_empty_list(ends: tuple[str, str]):
    assert _paths(related(("a", "uses", "b"), ("island", "uses", "sea")), *ends) == []


def test_what_is_nearest_to_both_ends_is_a_meeting_point():
    chain = [(f"n{n}", "uses", f"n{n + 1}") for n in range(6)]
    assert meeting_points(_tied(related(*chain)), "n0", "n6")[0] in {"n1", "n2", "n3", "n4", "n5"}


pairs = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.just("uses"), st.sampled_from("abcdef")), max_size=15
)


@given(pairs)
def test_every_route_joins_its_ends_by_relations_that_exist(pairs: list[tuple[str, str, str]]):
    net = related(*pairs)
    for route in _paths(net, "a", "f"):
        here = "a"
        for hop in route:
            assert {here} < {hop.source, hop.target}
            assert (hop.source, hop.type, hop.target) in pairs
            here = hop.target if hop.source == here else hop.source
        assert here == "f"
