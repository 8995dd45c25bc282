"""Where things stand: every thing has a row of its own, and nothing is left to chance."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.views.layout import ROW_WIDTH, TRUNK, arrange
from graph.views.sheet import LABEL_END, LANE, Box, Place, Point

GROUPS = st.lists(st.integers(1, 9), min_size=1, max_size=6)
WIDTHS = st.floats(40, 190)


def fan(sizes: list[int], *, width: float = 90.0, anchor: str = "hub") -> list[Box]:
    """Return boxes of several groups around one anchor."""
    return [
        Box(f"{anchor}{group}-{number}", anchor, f"{anchor}g{group}", width, 50.0, 1 + number % 3)
        for group, size in enumerate(sizes)
        for number in range(size)
    ]


def rows_meet(boxes: list[Box], places: dict[str, Place]) -> list[tuple[str, str]]:
    """Return the pairs of things that stand on one side and share some height."""
    return [
        (one.id, other.id)
        for one, other in combinations(boxes, 2)
        if places[one.id].side == places[other.id].side
        and abs(places[one.id].point.y - places[other.id].point.y) < (one.height + other.height) / 2
    ]


@given(GROUPS, GROUPS, WIDTHS)
@settings(max_examples=60, deadline=None)
def test_every_thing_has_a_row_of_its_own(one: list[int], two: list[int], width: float) -> None:
    boxes = [Box("hub"), *fan(one, width=width), *fan(two, width=width, anchor="hub0-0")]
    assert rows_meet(boxes, arrange([boxes])) == []


@given(GROUPS, WIDTHS)
@settings(max_examples=40, deadline=None)
def test_no_row_is_wider_than_the_room_beside_a_list(sizes: list[int], width: float) -> None:
    boxes = [Box("hub", width=120.0)]
    anchor = "hub"
    for _ in range(3):
        boxes += fan(sizes, width=width, anchor=anchor)
        anchor = boxes[-1].id
    places = arrange([boxes])
    widest = max(abs(place.point.x) + place.width / 2 for place in places.values())
    assert widest <= 60.0 + TRUNK + ROW_WIDTH + LABEL_END


@given(GROUPS, GROUPS)
@settings(max_examples=40, deadline=None)
def test_what_is_opened_later_finds_room_and_moves_nothing(
    first: list[int], second: list[int]
) -> None:
    boxes = [Box("hub"), *fan(first)]
    grown = [*boxes, *fan(second, anchor=boxes[-1].id)]
    before, after = arrange([boxes]), arrange([boxes, grown])
    assert rows_meet(grown, after) == []
    assert {box.id: after[box.id] for box in boxes} == before


@given(GROUPS, st.data())
@settings(max_examples=40, deadline=None)
def test_when_the_notes_change_what_stays_keeps_its_place(
    sizes: list[int], data: st.DataObject
) -> None:
    boxes = [Box("hub"), *fan(sizes)]
    before = arrange([boxes])
    at = data.draw(st.integers(1, len(boxes)))
    grown = [*boxes[:at], Box("new", "hub", "hubg0"), *boxes[at:]]
    after = arrange([grown], before=before)
    assert {name: after[name].point for name in before} == {
        name: place.point for name, place in before.items()
    }
    assert rows_meet(grown, after) == []


def test_what_hangs_on_another_thing_now_does_not_keep_its_place() -> None:
    boxes = [Box("hub"), Box("a", "hub", "g"), Box("b", "a", "h")]
    now = [Box("hub"), Box("a", "hub", "g"), Box("b", "hub", "g")]
    after = arrange([now], before=arrange([boxes]))
    assert after["b"].way == "fan"
    assert abs(after["b"].point.x) == abs(after["a"].point.x)


def test_the_thing_of_an_opened_fold_takes_its_row() -> None:
    hub, fold, new = Box("hub"), Box("fold", "hub", "g"), Box("new", "hub", "g")
    boxes = [hub, *fan([3]), fold]
    places = arrange([boxes, [hub, *fan([3]), new]])
    assert places["new"].point.y == arrange([boxes])["fold"].point.y


def test_the_same_boxes_always_get_the_same_places() -> None:
    boxes = [Box("hub"), *fan([4, 2, 7])]
    assert arrange([boxes]) == arrange([list(boxes)])


def test_the_focus_stands_in_the_middle() -> None:
    assert arrange([[Box("hub"), *fan([5, 5])]])["hub"].point == Point(0.0, 0.0)


def test_direct_neighbours_begin_nearer_than_what_hangs_on_them() -> None:
    places = arrange([[Box("hub"), *fan([3, 3]), *fan([2], anchor="hub0-1")]])
    assert places["hub00-0" if "hub00-0" in places else "hub0-10-0"].offset > max(
        place.offset for place in places.values() if place.anchor == "hub"
    )


def test_one_large_group_stands_on_both_sides() -> None:
    places = arrange([[Box("hub"), *(Box(f"n{at}", "hub", "g") for at in range(20))]])
    assert sum(place.side < 0 for place in places.values()) == 10


def test_a_thing_that_the_reader_placed_stays_there() -> None:
    placed = Point(17.0, 333.0)
    places = arrange([[Box("hub"), *fan([3])]], pinned={"hub0-1": placed})
    assert places["hub0-1"].point == placed


def test_all_edges_of_a_pair_end_on_the_thing() -> None:
    box = Box("a", "hub", "g", lanes=3)
    assert arrange([[Box("hub"), box]])["a"].tall >= 3 * LANE


def test_a_small_side_is_spread_out_and_a_large_one_is_not() -> None:
    def gap(number: int) -> float:
        places = arrange([[Box("hub"), *(Box(f"{at}", "hub", f"{at}") for at in range(number))]])
        right = sorted(place.point.y for place in places.values() if place.side > 0)
        return right[1] - right[0]

    assert gap(4) > gap(40)


def test_on_a_narrow_screen_all_rows_stand_below_one_another() -> None:
    places = arrange([[Box("hub"), *fan([4, 3]), *fan([2], anchor="hub0-0")]])
    rows = sorted((place.narrow.y, place.tall) for place in places.values())
    assert all(
        y + tall / 2 <= next_y - next_tall / 2 for (y, tall), (next_y, next_tall) in pairwise(rows)
    )
