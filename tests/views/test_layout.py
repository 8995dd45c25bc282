"""Where things stand: nothing overlaps, nothing moves, and nothing is left to chance."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.views.layout import arrange
from graph.views.sheet import Box, Kept, Point, Sheet

GROUPS = st.lists(st.integers(1, 9), min_size=1, max_size=6)
WIDTHS = st.floats(40, 190)


def fan(sizes: list[int], *, width: float = 90.0, anchor: str = "hub") -> list[Box]:
    """Return boxes of several groups around one anchor."""
    return [
        Box(f"{anchor}{group}-{number}", anchor, f"g{group}", width, 50.0, 1 + number % 2)
        for group, size in enumerate(sizes)
        for number in range(size)
    ]


def areas_meet(boxes: list[Box], points: dict[str, Point]) -> bool:
    """Say whether any two boxes with their labels overlap."""
    sheet = Sheet()
    for box in boxes:
        sheet.put(box, points[box.id])
    return any(one.meets(other) for one, other in combinations(sheet.areas.values(), 2))


@given(GROUPS, WIDTHS)
@settings(max_examples=60, deadline=None)
def test_nothing_around_the_focus_overlaps(sizes: list[int], width: float) -> None:
    boxes = [Box("hub", width=width), *fan(sizes, width=width)]
    assert not areas_meet(boxes, arrange(boxes))


@given(GROUPS, GROUPS)
@settings(max_examples=40, deadline=None)
def test_what_is_opened_later_finds_room_and_moves_nothing(
    first: list[int], second: list[int]
) -> None:
    boxes = [Box("hub"), *fan(first)]
    before = arrange(boxes)
    grown = [*boxes, *fan(second, anchor=boxes[-1].id)]
    after = arrange(grown, kept=Kept(seen=before))
    assert not areas_meet(grown, after)
    assert {box.id: after[box.id] for box in boxes} == before


@given(GROUPS, st.data())
@settings(max_examples=40, deadline=None)
def test_a_newcomer_at_any_place_in_the_list_moves_no_other(
    sizes: list[int], data: st.DataObject
) -> None:
    boxes = [Box("hub"), *fan(sizes)]
    before = arrange(boxes)
    at = data.draw(st.integers(1, len(boxes)))
    grown = [*boxes[:at], Box("new", "hub", "g0"), *boxes[at:]]
    after = arrange(grown, kept=Kept(seen=before))
    assert {name: after[name] for name in before} == before
    assert not areas_meet(grown, after)


def test_the_same_boxes_always_get_the_same_places() -> None:
    boxes = [Box("hub"), *fan([4, 2, 7])]
    assert arrange(boxes) == arrange(list(boxes))


def test_the_focus_stands_in_the_middle() -> None:
    assert arrange([Box("hub"), *fan([5, 5])])["hub"] == Point(0.0, 0.0)


def test_the_two_sides_are_about_as_tall() -> None:
    points = arrange([Box("hub"), *fan([6, 5, 4, 3])])
    right = sum(point.x > 0 for point in points.values())
    assert right == 9


def test_one_large_group_stands_on_both_sides() -> None:
    points = arrange([Box("hub"), *fan([20])])
    assert sum(point.x < 0 for point in points.values()) == 10


def test_a_thing_that_the_reader_placed_stays_there() -> None:
    placed = Point(17.0, 333.0)
    points = arrange([Box("hub"), *fan([3])], kept=Kept(pinned={"hub0-1": placed}))
    assert points["hub0-1"] == placed


def test_what_was_kept_in_other_company_yields_to_what_stands_there_now() -> None:
    boxes = [Box("hub"), *fan([3])]
    points = arrange(boxes)
    late = Box("late", "hub", "g0", 90.0, 50.0)
    kept = Kept(seen=points, found={("late", "hub"): points["hub0-1"]})
    after = arrange([*boxes, late], kept=kept)
    assert not areas_meet([*boxes, late], after)
    assert {name: after[name] for name in points} == points


def test_a_small_side_is_spread_out_and_a_large_one_is_not() -> None:
    def gap(number: int) -> float:
        right = sorted(p.y for p in arrange([Box("hub"), *fan([number])]).values() if p.x > 0)
        return right[1] - right[0]

    assert gap(4) > gap(40)


def test_what_is_opened_stands_farther_out_on_the_same_side() -> None:
    boxes = [Box("hub"), *fan([6, 6])]
    points = arrange([*boxes, *fan([2], anchor="hub1-0")])
    left = points["hub1-0"].x < 0
    outer = points["hub1-00-0"].x
    assert outer < points["hub1-0"].x if left else outer > points["hub1-0"].x


def test_two_things_in_the_focus_do_not_overlap() -> None:
    boxes = [Box("one"), Box("two")]
    assert not areas_meet(boxes, arrange(boxes))
