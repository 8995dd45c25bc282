import math
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import routes
from graph.routes import HUB_COST, LEAST_STEP, MOST_HOPS, WEAK_COST, cheapest_routes

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
        found = cheapest_routes(ties, "a", "h", most=3, without=without)
    assert [_cost(ties, route) for route in found] == pytest.approx(wanted)
    assert len({tuple(route) for route in found}) == len(found)


def test_a_route_starts_at_its_source_and_ends_at_its_target() -> None:
    ties = _ties({("a", "b"): 1.0, ("b", "c"): 1.0, ("b", "d"): 1.0, ("b", "e"): 1.0})
    assert cheapest_routes(ties, "a", "c", most=1) == [["a", "b", "c"]]
    assert cheapest_routes(ties, "c", "a", most=1) == [["c", "b", "a"]]


@pytest.mark.parametrize("ends", [("a", "a"), ("a", "nowhere"), ("a", "h")])
def test_there_may_be_no_route(ends: tuple[str, str]) -> None:
    assert cheapest_routes(_ties({("a", "b"): 1.0}), *ends, most=3) == []
