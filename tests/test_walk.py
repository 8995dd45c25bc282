import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import walk
from graph.network import Network
from graph.records import RELATED_TO, Concept, Relation


def network(*pairs: tuple[str, str, str]) -> Network:
    ids = dict.fromkeys(end for source, _, target in pairs for end in (source, target))
    relations = [Relation(s, kind, t, 0.8, "rule", (f"{s}-{t}",)) for s, kind, t in pairs]
    return Network([Concept(name, name.upper()) for name in ids], relations)


def test_a_path_reads_each_step_the_way_it_was_written():
    (route,) = walk.paths(
        network(("cdn", "reads_from", "s3"), ("kms", "manages", "s3")), "cdn", "kms"
    )
    assert [(hop.source, hop.type, hop.target) for hop in route] == [
        ("cdn", "reads_from", "s3"),
        ("kms", "manages", "s3"),
    ]


def test_a_path_goes_around_a_hub():
    spokes = [("aws", "uses", f"thing-{n}") for n in range(30)]
    joined = [("a", "uses", "aws"), ("b", "uses", "aws"), ("a", "uses", "c"), ("c", "uses", "b")]
    first = walk.paths(network(*spokes, *joined), "a", "b")[0]
    assert [hop.target for hop in first] == ["c", "b"]


def test_a_rule_is_walked_before_a_mere_mention():
    found = walk.paths(
        network(("a", RELATED_TO, "b"), ("a", "uses", "c"), ("c", "uses", "b")), "a", "b", most=2
    )
    assert [len(route) for route in found] == [2, 1] or found[0][0].type == RELATED_TO


def test_a_concept_left_out_is_not_passed_through():
    net = network(("a", "uses", "b"), ("b", "uses", "c"), ("a", "uses", "d"), ("d", "uses", "c"))
    assert all(
        hop.target != "b" for route in walk.paths(net, "a", "c", without=["b"]) for hop in route
    )


@pytest.mark.parametrize("ends", [("a", "a"), ("a", "nowhere"), ("a", "island")])
def test_no_path_is_an_empty_list(ends: tuple[str, str]):
    assert walk.paths(network(("a", "uses", "b"), ("island", "uses", "sea")), *ends) == []


def test_what_is_nearest_to_both_ends_is_a_meeting_point():
    chain = [(f"n{n}", "uses", f"n{n + 1}") for n in range(6)]
    assert walk.meeting_points(network(*chain), "n0", "n6")[0] in {"n1", "n2", "n3", "n4", "n5"}


def test_ranks_fall_with_distance_from_the_seed():
    scores = walk.ranks(
        network(("a", "uses", "b"), ("b", "uses", "c"), ("c", "uses", "d")), {"a": 1.0}
    )
    assert scores["b"] > scores["c"] > scores["d"]


pairs = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.just("uses"), st.sampled_from("abcdef")), max_size=15
)


@given(pairs)
def test_every_route_joins_its_ends_by_relations_that_exist(pairs: list[tuple[str, str, str]]):
    net = network(*pairs)
    for route in walk.paths(net, "a", "f"):
        here = "a"
        for hop in route:
            assert {here} < {hop.source, hop.target}
            assert net.graph.has_edge(hop.source, hop.target, key=hop.type)
            here = hop.target if hop.source == here else hop.source
        assert here == "f"


@given(pairs)
def test_the_same_relations_in_any_order_give_the_same_groups(pairs: list[tuple[str, str, str]]):
    assert walk.communities(network(*sorted(pairs))) == walk.communities(network(*sorted(pairs)))
