"""Where each thing of a picture stands: rows on both sides of the focus, and no chance at all.

Names and types of relations are words, and words are read sideways. So every thing has a row of its
own: direct neighbours begin in line beside the focus, and what hangs on one of them stands in the
rows below it, indented, as in an outline. The label of an edge stands in the row of its outer end.
Two labels therefore cannot meet, no edge runs behind a thing that it does not touch, and the width
of a picture is bounded: it always fits beside the list with every label readable.

The places follow from the picture alone: the same notes and the same view give the same places on
any machine, whatever was looked at before. A picture grows in steps, each of which leaves the
earlier ones where they are: first what was read in a line, then what is only similar, then each
thing that was opened. What comes later takes the row of its fold or goes below.

Lengths are pixels at zoom 1; x grows to the right, y grows downward, and the focus is at (0, 0).
Every thing has a second place, for a narrow screen: one column of rows below the focus.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, groupby

from graph.views.sheet import LABEL_END, ROW, Box, Place, Point, Way

ROW_GAP = 6.0
"""Between two rows, so that outlines and the light around a selected thing stay apart."""
GROUP_GAP = 8.0
"""More room between two relations, which shows them as groups."""
TALL_SIDE = 330.0
"""A side with few rows is spread over this height: what a map beside a list has, on a laptop."""
WIDEST_GAP = 22.0
"""Rows farther apart than this are no column any more."""
TRUNK = 46.0
"""Room in which the edges of a fan part, before their labels begin."""
INDENT = 22.0
"""How much farther out a thing begins than the one that it hangs on."""
ROW_WIDTH = 300.0
"""Of the longest row beside the trunk: two of them fit beside a list at the smallest zoom."""
LEAST_NAME = 92.0
"""A node is not cut below this width to make room for the label of its edge."""
LARGE_GROUP = 8
"""A group with more rows than this stands on both sides where it is much of the picture."""
LARGE_SHARE = 0.35
HAIR = 0.01
"""Half of a height is that half, whatever the rounding."""


@dataclass(slots=True)
class Branch:
    """A thing with what hangs on it, in the order of their rows."""

    boxes: list[Box]

    @property
    def root(self) -> Box:
        """Return the thing that all others hang on."""
        return self.boxes[0]

    @property
    def height(self) -> float:
        """Return the height of its rows with the gap after each."""
        return sum(box.height + ROW_GAP for box in self.boxes)


@dataclass(slots=True)
class Sheet:
    """The places given out so far; grows while one picture is arranged."""

    places: dict[str, Place] = field(default_factory=dict)
    boxes: dict[str, Box] = field(default_factory=dict)
    free: dict[tuple[str, str], Place] = field(default_factory=dict)
    """Rows of folds that were opened, by anchor and group."""
    parents: set[str] = field(default_factory=set)
    """Things on which others hang."""
    narrow_foot: float = 0.0

    def foot(self, side: int) -> float:
        """Return how far down one side reaches."""
        rows = (
            place.point.y + self.boxes[name].height / 2
            for name, place in self.places.items()
            if place.side == side
        )
        return max(rows, default=-ROW)

    def drop(self, left: Iterable[str]) -> None:
        """Take away things, and remember the row of each for one of its group."""
        for name in left:
            box = self.boxes.pop(name)
            self.free[box.anchor, box.group] = self.places.pop(name)


def arrange(
    steps: Sequence[Sequence[Box]],
    *,
    pinned: Mapping[str, Point] | None = None,
    before: Mapping[str, Place] | None = None,
) -> dict[str, Place]:
    """Return the place of every box of the last step.

    Each step holds the boxes of one picture, an anchor before what hangs on it; the next step adds
    to it and moves nothing. `before` holds places to start from, of an earlier state of the notes;
    `pinned` those where the reader put a thing.
    """
    sheet = Sheet()
    for step in steps:
        wanted = {box.id for box in step}
        sheet.parents = {box.anchor for box in step}
        sheet.drop([name for name in sheet.places if name not in wanted])
        if before and not sheet.places:
            _put_back(step, before, sheet)
        _grow([box for box in step if box.id not in sheet.places], sheet)
    places = {box.id: sheet.places[box.id] for box in steps[-1]}
    return {
        name: replace(place, point=pinned[name]) if pinned and name in pinned else place
        for name, place in places.items()
    }


def _put_back(boxes: Sequence[Box], before: Mapping[str, Place], sheet: Sheet) -> None:
    """Keep the place of what still hangs on the same thing in the same way."""
    for box in boxes:
        place = before.get(box.id)
        stays = not box.anchor or (box.anchor in sheet.places and place)
        if place and stays and place.anchor == box.anchor and place.tall == box.height:
            _put(box, replace(place, width=min(box.width, place.width)), sheet)


def _grow(boxes: Sequence[Box], sheet: Sheet) -> None:
    """Place one step: the focus in the middle, its fan on both sides, the rest below."""
    first = not sheet.places
    _stack([box for box in boxes if not box.anchor], sheet)
    rest = [box for box in boxes if box.anchor]
    kept = [box for box in rest if not _takes_row(box, sheet)]
    branches = _branches(kept)
    fan = [one for one in branches if not sheet.boxes[one.root.anchor].anchor]
    for side, groups in zip((1, -1), _sides(fan, sheet), strict=True):
        rows = list(_rows(groups, spread=first))
        top = -_extent(rows) / 2 if first else sheet.foot(side) + ROW_GAP + GROUP_GAP
        for box, y in rows:
            _set(box, Point(0.0, top + y), side, "fan", sheet)
    for branch in branches:
        if sheet.boxes[branch.root.anchor].anchor and branch.root.id not in sheet.places:
            _below(branch, sheet)


def _stack(boxes: Iterable[Box], sheet: Sheet) -> None:
    """Place what hangs on nothing: the focus in the middle, others below it."""
    for number, box in enumerate(boxes):
        y = number * (box.height + ROW_GAP)
        _put(box, Place(Point(0.0, y), Point(box.width / 2, y), box.width, 0), sheet)


def _takes_row(box: Box, sheet: Sheet) -> bool:
    """Place a box in the row of the fold that held it; say whether there was one."""
    place = sheet.free.get((box.anchor, box.group))
    if place is None or box.height > place.tall or box.anchor not in sheet.places:
        return False
    del sheet.free[box.anchor, box.group]
    inner = _inner(place)
    width = min(box.width, max(LEAST_NAME, ROW_WIDTH - place.offset))
    point = Point(place.side * (inner + width / 2), place.point.y)
    left = place.narrow.x - place.width / 2
    narrow = Point(left + width / 2, place.narrow.y)
    _put(box, replace(place, point=point, narrow=narrow, width=width), sheet)
    return True


def _inner(place: Place) -> float:
    return place.side * place.point.x - place.width / 2


def _branches(boxes: Sequence[Box]) -> list[Branch]:
    """Return the things whose anchor stands already, each with what hangs on it."""
    new = {box.id for box in boxes}
    hanging: dict[str, list[Box]] = {}
    for box in boxes:
        hanging.setdefault(box.anchor, []).append(box)

    def walk(box: Box) -> Iterator[Box]:
        yield box
        for child in hanging.get(box.id, ()):
            yield from walk(child)

    return [Branch(list(walk(box))) for box in boxes if box.anchor not in new]


def _sides(
    branches: Sequence[Branch], sheet: Sheet
) -> tuple[list[list[Branch]], list[list[Branch]]]:
    """Share the groups out so that both sides are about as tall; the right one is filled first."""
    groups = [list(members) for _, members in groupby(branches, key=lambda one: one.root.group)]
    sides: tuple[list[list[Branch]], list[list[Branch]]] = ([], [])
    tall = [max(sheet.foot(1), 0.0), max(sheet.foot(-1), 0.0)]
    for group in sorted(_split(groups), key=lambda one: (-_height(one), one[0].root.id)):
        mates = [p.side for p in sheet.places.values() if p.group == group[0].root.group]
        side = (mates[0] < 0) if mates else int(tall[0] > tall[1])
        sides[side].append(group)
        tall[side] += _height(group)
    order = {one.root.id: number for number, one in enumerate(branches)}
    for groups_of_side in sides:
        groups_of_side.sort(key=lambda group: order[group[0].root.id])
    return sides


def _split(groups: Sequence[list[Branch]]) -> Iterator[list[Branch]]:
    """Halve, by height, a group that is much of the picture."""
    total = sum(map(_height, groups))
    for group in groups:
        tall = _height(group)
        rows = sum(len(branch.boxes) for branch in group)
        if rows > LARGE_GROUP and tall > LARGE_SHARE * total and len(group) > 1:
            half, used = 0, 0.0
            while used < (tall - GROUP_GAP) / 2 - HAIR:
                used += group[half].height
                half += 1
            yield group[:half]
            if group[half:]:
                yield group[half:]
        else:
            yield group


def _height(group: Sequence[Branch]) -> float:
    """Return the height of a group with the gap after it."""
    return sum(branch.height for branch in group) + GROUP_GAP


def _rows(groups: Sequence[Sequence[Branch]], *, spread: bool) -> Iterator[tuple[Box, float]]:
    """Yield each box with its y below the top of the first; a few rows are spread out."""
    rows = [[box for branch in group for box in branch.boxes] for group in groups]
    number = sum(map(len, rows))
    tall = sum(box.height for box in chain.from_iterable(rows)) + GROUP_GAP * (len(rows) - 1)
    gap = ROW_GAP
    if spread and number > 1:
        gap = min(max((TALL_SIDE - tall) / (number - 1), ROW_GAP), WIDEST_GAP)
    y = 0.0
    for group in rows:
        for box in group:
            yield box, y + box.height / 2
            y += box.height + gap
        y += GROUP_GAP


def _extent(rows: Sequence[tuple[Box, float]]) -> float:
    """Return from where the first row begins to where the last one ends."""
    return rows[-1][1] + rows[-1][0].height / 2 if rows else 0.0


def _below(branch: Branch, sheet: Sheet) -> None:
    """Place what hangs on a thing that stands already below all rows of its side."""
    side = sheet.places[branch.root.anchor].side
    for box in branch.boxes:
        y = sheet.foot(side) + ROW_GAP + box.height / 2
        way: Way = "gutter" if box is branch.root else "elbow"
        _set(box, Point(0.0, y), side, way, sheet)


def _set(box: Box, at: Point, side: int, way: Way, sheet: Sheet) -> None:
    """Give a box the row at a height, as far out as its anchor and its label ask for."""
    anchor = sheet.places[box.anchor]
    elbow = way == "elbow" or bool(anchor.anchor and way == "fan")
    start = anchor.offset + INDENT if elbow else INDENT if way == "gutter" else 0.0
    further = INDENT + LABEL_END if way != "gutter" and box.id in sheet.parents else 0.0
    room = ROW_WIDTH - start - box.lead - further
    labelled = (way == "fan" and not elbow) or room >= min(box.width, LEAST_NAME)
    lead = box.lead if labelled else LABEL_END
    offset = start if way == "gutter" else start + lead
    taken = start + lead
    width = min(box.width, max(LEAST_NAME, ROW_WIDTH - taken))
    focus = next(iter(sheet.places.values()))
    near = focus.width / 2 + TRUNK
    x = side * (near + offset + width / 2)
    step = sheet.narrow_foot + ROW_GAP + box.height / 2
    narrow = Point(INDENT + offset + width / 2, step)
    made = Place(Point(x, at.y), narrow, width, side, "elbow" if elbow else way, offset, labelled)
    _put(box, made, sheet)


def _put(box: Box, place: Place, sheet: Sheet) -> None:
    """Note the place of a box, with what is needed to keep it."""
    done = replace(place, anchor=box.anchor, group=box.group, tall=box.height)
    sheet.places[box.id], sheet.boxes[box.id] = done, box
    sheet.narrow_foot = max(sheet.narrow_foot, place.narrow.y + box.height / 2)
