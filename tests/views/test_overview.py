"""Everything at once: groups that open, and never more than can be read."""

from __future__ import annotations

from collections.abc import Sequence

from graph.records import Concept, Relation
from graph.views.overview import WHOLE, overview_picture
from graph.views.pictures import Picture

GROUPS = [[f"{letter}{number:02}" for number in range(9)] for letter in "abc"]


def draw(
    *opened: str, groups: Sequence[Sequence[str]] = GROUPS, relations: Sequence[Relation] = ()
) -> Picture:
    """Return the overview of groups with these relations."""

    def relations_of(name: str) -> list[Relation]:
        return [one for one in relations if name in (one.source, one.target)]

    return overview_picture(
        groups,
        concept=lambda name: Concept(name, name.upper(), kind="tool"),
        relations_of=relations_of,
        opened=opened,
    )


def test_every_group_is_one_thing_named_for_its_biggest() -> None:
    names = {node.id: node.name for node in draw().nodes if node.role == "group"}
    assert names == {
        WHOLE + f"{letter}00": f"{letter.upper()}00, {letter.upper()}01" for letter in "abc"
    }


def test_a_group_opens_in_place_and_folds_what_is_too_much() -> None:
    before, after = draw(), draw(WHOLE + "a00")
    assert before.points.items() <= after.points.items()
    assert [node.id for node in after.nodes if node.role == "concept"] == GROUPS[0][:6]
    assert [node.more for node in after.nodes if node.role == "fold"] == [3]


def test_the_ties_between_groups_are_counted() -> None:
    relations = [Relation("a01", "uses", "b01", 1.0, "r", ("f",)),
                 Relation("b02", "uses", "a02", 1.0, "r", ("f",)),
                 Relation("a03", "uses", "a04", 1.0, "r", ("f",))]  # fmt: skip
    (tie,) = [edge for edge in draw(relations=relations).edges if edge.weight]
    assert (tie.label, tie.weight) == ("2 relations", 2)


def test_many_groups_are_still_a_picture_that_can_be_read() -> None:
    groups = [[f"g{number}-{member}" for member in range(4)] for number in range(90)]
    drawn = draw(*(WHOLE + members[0] for members in groups), groups=groups)
    assert len(drawn.nodes) <= 120


def test_no_topic_is_an_empty_picture() -> None:
    assert draw(groups=[]).nodes == ()


def test_a_topic_of_which_more_is_written_is_taller() -> None:
    tall = {node.id: node.height for node in draw(groups=[GROUPS[0], GROUPS[1][:3]]).nodes}
    assert tall[WHOLE + "a00"] > tall[WHOLE + "b00"]
