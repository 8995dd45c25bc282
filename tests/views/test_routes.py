"""The picture of a path reads from left to right, and the routes keep apart."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from graph.records import Concept, Hop
from graph.views.pictures import Picture
from graph.views.routes import routes_picture
from graph.views.sheet import LANE


def hop(source: str, target: str, kind: str = "uses") -> Hop:
    """Return one step."""
    return Hop(source, kind, target, "f")


def draw(*paths: tuple[Hop, ...]) -> Picture:
    """Return the picture of routes from a to z."""
    return routes_picture(
        paths, source="a", target="z", concept=lambda name: Concept(name, name, kind="tool")
    )


def test_a_path_runs_from_top_to_bottom_whatever_way_its_steps_were_written() -> None:
    points = draw((hop("b", "a"), hop("b", "c"), hop("z", "c"))).points
    assert points["a"].y < points["b"].y < points["c"].y < points["z"].y


def test_the_shortest_route_runs_through_the_middle() -> None:
    drawn = draw((hop("a", "b"), hop("b", "z")), (hop("a", "c"), hop("c", "z")))
    assert {drawn.points[name].x for name in "abz"} == {0.0}
    assert drawn.points["c"].x != 0.0


def test_the_middle_is_left_to_a_direct_route() -> None:
    points = draw((hop("a", "z"),), (hop("a", "b"), hop("b", "z"))).points
    assert points["b"].x != points["a"].x == points["z"].x


def test_no_two_things_stand_at_one_place() -> None:
    routes = [
        (hop("a", name), hop(name, other), hop(other, "z")) for name, other in ("bc", "cb", "de")
    ]
    points = draw(*routes).points
    assert all(one != other for one, other in combinations(points.values(), 2))


def test_two_relations_of_one_step_run_side_by_side() -> None:
    drawn = draw((hop("a", "z"),), (hop("a", "z", "feeds"),))
    assert sorted(edge.lane for edge in drawn.edges) == [-LANE / 2, LANE / 2]


def test_labels_that_meet_at_one_side_of_a_thing_have_a_lane_each() -> None:
    routes = [(hop("a", name), hop(name, "z")) for name in "bcd"]
    drawn = draw(*routes)
    stands = [(edge.outer, drawn.points[edge.outer].y, edge.lane) for edge in drawn.edges]
    assert {name for name, *_ in stands} == set("bcd")
    direct = draw((hop("a", "b"), hop("b", "z")), (hop("a", "b", "feeds"), hop("b", "z", "feeds")))
    lanes = Counter((edge.outer, edge.source, edge.lane) for edge in direct.edges)
    assert set(lanes.values()) == {1}


def test_both_ends_are_in_the_focus() -> None:
    drawn = draw((hop("a", "b"), hop("b", "z")))
    assert [node.id for node in drawn.nodes if node.role == "focus"] == ["a", "z"]
    assert drawn.caption == "1 path, 1 thing between"
