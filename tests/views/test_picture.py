"""What a picture shows: what is around a concept, folded before it becomes a hairball."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.records import RELATED_TO, Concept, Relation
from graph.views.map import label_of, node_width, picture
from graph.views.neighbourhood import DEEPER
from graph.views.pictures import Picture, edge_id
from graph.views.sheet import LANE, Kept


def relation(source: str, kind: str, target: str, facts: int = 1) -> Relation:
    """Return a relation with so many facts."""
    return Relation(source, kind, target, 0.9, "r", tuple(f"f{n}" for n in range(facts)))


def draw(relations: Sequence[Relation], *focus: str, **how: object) -> Picture:
    """Return the picture of `focus` in a world of these relations."""

    def relations_of(name: str) -> list[Relation]:
        return [one for one in relations if name in (one.source, one.target)]

    return picture(
        focus,
        concept=lambda name: Concept(name, name.title(), kind="tool"),
        relations_of=relations_of,
        **how,  # type: ignore[arg-type]
    )


def star(number: int, kind: str = "uses") -> list[Relation]:
    """Return a hub with so many neighbours by one relation."""
    return [relation("hub", kind, f"n{at:03}") for at in range(number)]


def names(drawn: Picture) -> set[str]:
    """Return the ids of the concepts that are drawn."""
    return {node.id for node in drawn.nodes if node.role != "fold"}


def test_a_concept_alone_is_a_picture_of_one() -> None:
    drawn = draw([], "hub")
    assert names(drawn) == {"hub"}
    assert drawn.caption == "0 things"


def test_a_name_that_must_be_cut_gives_way_to_the_short_one_that_it_holds() -> None:
    light = Concept("l", "Grand Northern Lighthouse", aliases=("Lighthouse", "The Needle"))
    assert label_of(light, most=80) == "Lighthouse"
    assert label_of(light, most=200) == light.name


def test_a_short_name_takes_the_room_of_a_short_name() -> None:
    long = Concept("n", "Grand Northern Lighthouse over the Harbour", aliases=("Lighthouse",))
    drawn = picture(["hub"], concept=lambda _: long, relations_of=lambda _: star(1))
    (node,) = [one for one in drawn.nodes if one.depth]
    assert node.label == "Lighthouse"
    assert node.width == node_width("Lighthouse", focus=False)


def test_six_of_one_kind_are_all_shown() -> None:
    assert draw(star(6), "hub").caption == "6 things"


@pytest.mark.parametrize(("number", "folded"), [(7, 2), (8, 2), (18, 12)])
def test_more_than_six_of_one_kind_are_folded(number: int, folded: int) -> None:
    drawn = draw(star(number), "hub")
    (fold,) = [node for node in drawn.nodes if node.role == "fold"]
    assert fold.name == f"{folded} more…"
    assert drawn.caption == f"{number - folded} of {number} things"


def test_a_fold_that_is_opened_shows_all_and_moves_nothing() -> None:
    before = draw(star(18), "hub")
    (fold,) = [node.id for node in before.nodes if node.role == "fold"]
    after = draw(star(18), "hub", opened=[fold])
    assert after.caption == "18 things"
    assert before.points.items() - after.points.items() == {(fold, before.points[fold])}


def test_at_most_forty_things_stand_around_a_concept() -> None:
    relations = [one for kind in range(30) for one in star(5, f"t{kind}")]
    relations = [relation(one.source, one.type, f"{one.target}{one.type}") for one in relations]
    assert len(draw(relations, "hub").nodes) <= 41


def test_two_and_three_hops_show_no_more_than_can_be_read_at_once() -> None:
    relations = star(6)
    relations += [relation(f"n{a:03}", "has", f"m{a}-{b}") for a in range(6) for b in range(20)]
    assert len(draw(relations, "hub", depth=2).nodes) <= DEEPER


def test_no_picture_has_more_than_a_hundred_and_twenty_things() -> None:
    relations = star(20)
    relations += [relation(f"n{a:03}", "has", f"m{a}-{b}") for a in range(20) for b in range(20)]
    drawn = draw(relations, "hub", depth=3, opened=["fold|hub|uses|out", "n001", "n002"])
    assert len(drawn.nodes) <= 120
    assert drawn.caption == f"{drawn.shown} of {drawn.total} things"


def test_what_is_at_depth_one_is_at_depth_two_as_a_direct_neighbour() -> None:
    relations = [*star(5), *(relation(f"n00{a}", "has", f"m{a}") for a in range(5))]
    near, far = draw(relations, "hub"), draw(relations, "hub", depth=2)
    direct = {node.id for node in far.nodes if node.anchor == "hub"}
    assert direct == {node.id for node in near.nodes if node.anchor == "hub"}
    assert {f"m{a}" for a in range(5)} <= names(far)


def test_a_thing_that_is_opened_shows_its_neighbours_in_place() -> None:
    relations = [*star(3), relation("n001", "has", "far")]
    before = draw(relations, "hub")
    after = draw(relations, "hub", opened=["n001"])
    assert names(after) - names(before) == {"far"}
    assert before.points.items() <= after.points.items()


def test_a_thing_tells_how_many_neighbours_are_not_shown() -> None:
    drawn = draw([*star(2), relation("n001", "has", "a"), relation("b", "has", "n001")], "hub")
    assert {node.id: node.more for node in drawn.nodes}["n001"] == 2


def test_what_is_only_similar_is_left_out_unless_asked_for() -> None:
    relations = [*star(2), relation("hub", RELATED_TO, "near")]
    assert "near" not in names(draw(relations, "hub"))
    (edge,) = [one for one in draw(relations, "hub", similar=True).edges if one.similar]
    assert edge.label == "is mentioned with"


def test_what_is_only_similar_changes_nothing_else() -> None:
    relations = star(30)
    relations += [relation("hub", RELATED_TO, f"s{a}") for a in range(30)]
    without, with_it = draw(relations, "hub"), draw(relations, "hub", similar=True)
    assert without.points.items() <= with_it.points.items()


def test_two_relations_of_one_pair_are_two_edges_side_by_side() -> None:
    drawn = draw([relation("hub", "uses", "a"), relation("a", "feeds", "hub")], "hub")
    assert [edge.lane for edge in drawn.edges] == [-LANE / 2, LANE / 2]
    assert {(edge.source, edge.target) for edge in drawn.edges} == {("hub", "a"), ("a", "hub")}


def test_a_relation_among_the_neighbours_crosses_the_picture() -> None:
    drawn = draw([*star(2), relation("n000", "feeds", "n001")], "hub")
    (crossing,) = [edge for edge in drawn.edges if edge.crossing]
    assert crossing.id == "n000|feeds|n001"


def test_the_legend_counts_the_folded_too() -> None:
    drawn = draw([*star(18), relation("a", "feeds", "hub")], "hub")
    assert [(count.name, count.number) for count in drawn.types] == [("uses", 18), ("feeds", 1)]


def test_the_legend_names_a_relation_whole_that_an_edge_cuts() -> None:
    drawn = draw([relation("hub", "is_a_good_place_to_see", "a")], "hub")
    assert drawn.edges[0].label.endswith("…")
    assert drawn.types[0].label == "is a good place to see"


def test_every_edge_is_a_row_of_the_text_twin() -> None:
    drawn = draw(star(3), "hub")
    assert [(line.source, line.label, line.target) for line in drawn.lines()] == [
        ("Hub", "uses", f"N00{a}") for a in range(3)
    ]


def test_an_edge_bears_the_facts_that_say_so() -> None:
    (edge,) = draw([relation("hub", "uses", "a", facts=3)], "hub").edges
    assert edge.facts == ("f0", "f1", "f2")


ENDS = st.sampled_from("abcdefghij")
WORLD = st.lists(st.builds(relation, ENDS, st.sampled_from(["uses", "has", RELATED_TO]), ENDS))


@given(WORLD, st.lists(ENDS, max_size=3), st.integers(1, 3), st.booleans())
@settings(max_examples=80, deadline=None)
def test_every_edge_joins_two_nodes_and_every_node_hangs_on_one(
    world: list[Relation], opened: list[str], depth: int, similar: bool
) -> None:
    drawn = draw(
        list({edge_id(one): one for one in world}.values()),
        "a",
        depth=depth,
        opened=opened,
        similar=similar,
    )
    ids = {node.id for node in drawn.nodes}
    assert len(ids) == len(drawn.nodes)
    assert all(edge.source in ids and edge.target in ids for edge in drawn.edges)
    assert all(node.anchor in ids or node.role == "focus" for node in drawn.nodes)
    assert len({edge.id for edge in drawn.edges} | ids) == len(drawn.edges) + len(ids)


@given(WORLD)
@settings(max_examples=40, deadline=None)
def test_the_order_of_the_relations_changes_nothing(world: list[Relation]) -> None:
    world = list({edge_id(one): one for one in world}.values())
    assert draw(world, "a") == draw(world[::-1], "a")


def test_a_picture_that_holds_earlier_places_says_so_and_a_fresh_one_does_not() -> None:
    before = draw(star(5), "hub")
    held = draw(star(6), "hub", kept=Kept(before=before.places))
    assert held.held
    assert {name: held.points[name] for name in before.points} == before.points
    assert not draw(star(6), "hub").held


def test_a_folded_neighbour_of_the_focus_never_stands_in_the_second_ring() -> None:
    drawn = draw([*star(18), relation("n000", "has", "n017")], "hub", depth=2)
    assert "n017" not in names(drawn)
