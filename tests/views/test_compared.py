"""The picture of a comparison."""

from __future__ import annotations

from graph.records import Concept, Relation
from graph.views.compared import MOST_SHARED, compared_picture
from graph.views.pictures import Picture


def relation(source: str, kind: str, target: str) -> Relation:
    return Relation(source, kind, target, 0.9, "r", ("f",))


def drawn(*relations: Relation) -> Picture:
    return compared_picture(
        "a",
        "b",
        concept=lambda name: Concept(name, name.title()),
        relations_of=lambda one: [r for r in relations if one in (r.source, r.target)],
    )


def test_only_what_both_relate_to_stands_between_them():
    picture = drawn(
        relation("a", "uses", "k"), relation("b", "uses", "k"), relation("a", "is", "x")
    )
    assert {node.id for node in picture.nodes} == {"a", "b", "k"}
    left, right, shared = (picture.points[name] for name in ("a", "b", "k"))
    assert left.x < shared.x < right.x
    assert picture.caption == "1 thing shared"


def test_the_line_between_the_two_stays_free_for_their_own_relations():
    both = [relation(side, "uses", f"k{n}") for side in "ab" for n in range(5)]
    picture = drawn(relation("a", "feeds", "b"), *both)
    rows = [node for node in picture.nodes if node.role == "concept"]
    assert all(abs(node.y) > node.height / 2 for node in rows)
    assert "feeds" in {edge.type for edge in picture.edges}


def test_what_there_is_no_room_for_is_counted():
    both = [relation(side, "uses", f"k{n:02}") for side in "ab" for n in range(MOST_SHARED + 3)]
    assert drawn(*both).caption == f"{MOST_SHARED} of {MOST_SHARED + 3} things shared"
