"""Everything at once: groups that open, and never more than can be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.records import Concept, Relation
from graph.views.overview import WHOLE, overview_picture
from graph.views.pictures import Picture

GROUPS = [[f"{letter}{number:02}" for number in range(9)] for letter in "abc"]


def draw(
    *opened: str,
    groups: Sequence[Sequence[str]] = GROUPS,
    relations: Sequence[Relation] = (),
    ties: Mapping[tuple[str, str], int] | None = None,
) -> Picture:
    """Return the overview of groups with these relations."""

    def relations_of(name: str) -> list[Relation]:
        return [one for one in relations if name in (one.source, one.target)]

    return overview_picture(
        groups,
        names=[f"Topic {members[0]}" for members in groups],
        ties=ties or {},
        concept=lambda name: Concept(name, name.upper(), kind="tool"),
        relations_of=relations_of,
        opened=opened,
    )


def test_every_group_is_one_thing_that_a_search_finds_by_its_members() -> None:
    topics = [node for node in draw().nodes if node.role == "group"]
    assert [node.name for node in topics] == ["Topic a00", "Topic b00", "Topic c00"]
    assert topics[0].finds[:2] == ("A00", "A01")


def test_a_group_opens_in_place_and_folds_what_is_too_much() -> None:
    before, after = draw(), draw(WHOLE + "a00")
    assert before.points.items() <= after.points.items()
    assert [node.id for node in after.nodes if node.role == "concept"] == GROUPS[0][:6]
    assert [node.more for node in after.nodes if node.role == "fold"] == [3]


def test_the_relations_between_two_topics_are_one_edge_with_their_number() -> None:
    (tie,) = [e for e in draw(ties={(WHOLE + "a00", WHOLE + "b00"): 2}).edges if e.weight]
    assert (tie.label, tie.weight) == ("2 relations", 2)


def test_a_thing_that_more_others_touch_is_taller() -> None:
    relations = [Relation("a01", "uses", f"x{at}", 1.0, "r", ("f",)) for at in range(9)]
    tall = {node.id: node.height for node in draw(WHOLE + "a00", relations=relations).nodes}
    assert tall["a01"] > tall["a02"]


def test_members_have_the_topic_of_the_group_that_they_hang_on() -> None:
    topics = {node.id: node.topic for node in draw(WHOLE + "b00").nodes}
    assert topics["b01"] == topics[WHOLE + "b00"] != topics[WHOLE + "a00"]


def test_many_groups_are_still_a_picture_that_can_be_read() -> None:
    groups = [[f"g{number}-{member}" for member in range(4)] for number in range(90)]
    drawn = draw(*(WHOLE + members[0] for members in groups), groups=groups)
    assert len(drawn.nodes) <= 120


def test_no_topic_is_an_empty_picture() -> None:
    assert draw(groups=[]).nodes == ()


def test_a_topic_of_which_more_is_written_is_taller() -> None:
    tall = {node.id: node.height for node in draw(groups=[GROUPS[0], GROUPS[1][:3]]).nodes}
    assert tall[WHOLE + "a00"] > tall[WHOLE + "b00"]
