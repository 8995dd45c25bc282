"""Where each thing of a picture stands: two fans of rows around the focus, and no chance at all.

Every view, that is every focus, has a layout of its own. One layout for all concepts would be
stable too, but forty neighbours of one concept lie all over it, behind things that are not shown;
a person cannot read that. So places belong to a view, are kept (see `places`), and a kept place
is never changed here: what is new goes where there is room.

Rows, because names and the types of relations are words, and words are read sideways: a fan of
rows holds forty things with a label on each edge where a ring of the same size has room for
fifteen. The label of an edge stands on a level stretch that is reserved beside its outer end, so
two labels cannot meet, and no edge of the fan runs through the label of another.

Lengths are pixels at zoom 1; x grows to the right, y grows downward, and the focus is at (0, 0).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count, groupby
from math import ceil

from graph.views.sheet import ROW, ROW_GAP, Box, Kept, Point, Sheet

GROUP_GAP = 10.0
"""More room between two relations, which shows them as groups."""
TALL_SIDE = 310.0
"""A side with few rows is spread over this height: what a map beside a list has, on a laptop."""
WIDEST_GAP = 22.0
"""Rows farther apart than this are no column any more."""
TRUNK = 32.0
"""Room in which the edges of a fan part, before their labels begin."""
TRUNK_PER_ROW = 1.6
"""A taller fan needs a wider trunk, or its outer edges turn too sharply."""
ARC = 2.5
"""How far the middle of a fan stands out, by row: the eye reads the rows as belonging to it."""
MOST_ARC = 26.0
COLUMN = 24.0
"""Labels of things placed one by one begin at multiples of this, so that they line up."""
STEP = (ROW + ROW_GAP) / 2
"""Free rows are looked for at every half row."""
LARGE_GROUP = 8
"""A group with more rows than this stands on both sides where it would be most of the picture."""
LARGE_SHARE = 0.6


def arrange(boxes: Sequence[Box], *, kept: Kept | None = None) -> dict[str, Point]:
    """Return the middle of every box: kept ones where they were, new ones where there is room.

    `boxes` come in the order of placing, an anchor before what hangs on it. The same boxes and
    the same kept places always give the same points.
    """
    sheet = Sheet()
    if kept:
        _put_back(boxes, kept, sheet)
    for anchor, members in groupby(boxes, key=lambda box: box.anchor):
        fresh = [box for box in members if box.id not in sheet.points]
        if not anchor:
            _stack(fresh, sheet)
        elif _is_bare(anchor, sheet):
            _fan(anchor, fresh, sheet)
        else:
            _add(anchor, fresh, sheet)
    return {box.id: sheet.points[box.id] for box in boxes}


def _put_back(boxes: Sequence[Box], kept: Kept, sheet: Sheet) -> None:
    """Put things where they were; what was only seen in other company yields to what is there."""
    for box in boxes:
        if point := kept.firm(box.id):
            sheet.put(box, point)
    for box in boxes:
        point = kept.found.get((box.id, box.anchor))
        if point and box.id not in sheet.points and sheet.clear(box, point):
            sheet.put(box, point)


def _is_bare(anchor: str, sheet: Sheet) -> bool:
    """Say whether this is the first fan of the sheet."""
    return not sheet.boxes[anchor].anchor and all(not box.anchor for box in sheet.boxes.values())


def _stack(boxes: Iterable[Box], sheet: Sheet) -> None:
    """Place what hangs on nothing: the focus in the middle, others below it."""
    for box in boxes:
        y = 0.0
        while not sheet.free(sheet.area(box, Point(0.0, y))):
            y += ROW + ROW_GAP
        sheet.put(box, Point(0.0, y))


def _fan(anchor: str, boxes: Sequence[Box], sheet: Sheet) -> None:
    """Place the first neighbours of the focus, half of them on each side, group by group."""
    for side, groups in zip((1, -1), _sides(boxes), strict=True):
        rows = list(_rows(groups))
        if rows:
            _bend(rows, side=side, middle=sheet.boxes[anchor], sheet=sheet)


def _sides(boxes: Sequence[Box]) -> tuple[list[list[Box]], list[list[Box]]]:
    """Share the groups out so that both sides are about as tall; the right one is filled first."""
    groups = [list(members) for _, members in groupby(boxes, key=lambda box: box.group)]
    sides: tuple[list[list[Box]], list[list[Box]]] = ([], [])
    tall = [0.0, 0.0]
    for group in sorted(_split(groups), key=lambda group: (-_height(group), group[0].id)):
        side = 0 if tall[0] <= tall[1] else 1
        sides[side].append(group)
        tall[side] += _height(group)
    order = {box.id: number for number, box in enumerate(boxes)}
    for groups_of_side in sides:
        groups_of_side.sort(key=lambda group: order[group[0].id])
    return sides


def _split(groups: Sequence[list[Box]]) -> Iterator[list[Box]]:
    """Halve a group that is most of the picture."""
    total = sum(len(group) for group in groups)
    for group in groups:
        if len(group) > LARGE_GROUP and len(group) > LARGE_SHARE * total:
            half = (len(group) + 1) // 2
            yield group[:half]
            yield group[half:]
        else:
            yield group


def _height(group: Sequence[Box]) -> float:
    """Return the height of a group with the gap after it."""
    return sum(box.height + ROW_GAP for box in group) + GROUP_GAP


def _rows(groups: Sequence[Sequence[Box]]) -> Iterator[tuple[Box, float]]:
    """Yield each box with its y, the whole centred on 0; a few rows are spread out."""
    rows = sum(len(group) for group in groups)
    tall = sum(_height(group) for group in groups) - GROUP_GAP
    more = max(0.0, min(WIDEST_GAP - ROW_GAP, (TALL_SIDE - tall) / max(rows, 1)))
    y = -(tall + more * rows) / 2
    for group in groups:
        for box in group:
            step = box.height + ROW_GAP + more
            yield box, y + step / 2
            y += step
        y += GROUP_GAP


def _bend(rows: Sequence[tuple[Box, float]], *, side: int, middle: Box, sheet: Sheet) -> None:
    """Place the rows of one side along an arc that is widest beside the focus."""
    centre = sheet.points[middle.id]
    half = max(abs(y) for _, y in rows) or 1.0
    lead = max(box.lead for box, _ in rows)
    near = middle.width / 2 + TRUNK + TRUNK_PER_ROW * len(rows) + lead
    bulge = min(MOST_ARC, ARC * len(rows))
    for box, y in rows:
        inner = near + bulge * (1 - (y / half) ** 2 if len(rows) > 1 else 0)
        sheet.put(box, Point(centre.x + side * (inner + box.width / 2), centre.y + y))


def _add(anchor: str, boxes: Sequence[Box], sheet: Sheet) -> None:
    """Place boxes one by one, each as near as there is room to the row where it belongs."""
    mates = [other for other in sheet.boxes.values() if other.anchor == anchor]
    step = ROW + ROW_GAP
    first = sheet.points[anchor].y - step * (len(boxes) - 1) / 2
    for number, box in enumerate(boxes):
        own = [sheet.points[other.id].y for other in mates if other.group == box.group]
        side = _outward(box, mates, sheet)
        if own:
            wanted = sum(own) / len(own)
        elif sheet.boxes[anchor].anchor:
            wanted = first + step * number
        else:
            wanted = _foot(anchor, side, sheet) + step
        sheet.put(box, _nearest_room(box, wanted, sheet, side=side))


def _outward(box: Box, mates: Sequence[Box], sheet: Sheet) -> int:
    """Return the side on which a new box goes: away from the focus, beside its own group."""
    holder = sheet.boxes[box.anchor]
    if holder.anchor:
        return sheet.side_of(holder)
    own = [other for other in mates if other.group == box.group]
    lean = float(sum(sheet.side_of(other) for other in own))
    if not lean:
        lean = _foot(box.anchor, -1, sheet) - _foot(box.anchor, 1, sheet)
    return -1 if lean < 0 else 1


def _foot(anchor: str, side: int, sheet: Sheet) -> float:
    """Return how far down the things reach that stand on one side of the focus."""
    column = [sheet.points[box.id].y for box in _column(anchor, side, sheet)]
    return max(column, default=sheet.points[anchor].y - ROW - ROW_GAP)


def _column(anchor: str, side: int, sheet: Sheet) -> list[Box]:
    """Return what hangs on a thing, on one side of it."""
    hanging = (box for box in sheet.boxes.values() if box.anchor == anchor)
    return [box for box in hanging if sheet.side_of(box) == side]


def _inner_edge(box: Box, sheet: Sheet, *, side: int) -> float:
    """Return how far out a new box begins: in line with the fan, or in the column after it."""
    near = side * sheet.column_end(box.anchor, side=side) + TRUNK
    aligned = ceil(near / COLUMN) * COLUMN + box.lead
    if sheet.boxes[box.anchor].anchor:
        return aligned
    fan = _column(box.anchor, side, sheet)
    return max(near + box.lead, _least_inner(fan, sheet)) if fan else aligned


def _least_inner(boxes: Sequence[Box], sheet: Sheet) -> float:
    return min(abs(sheet.points[box.id].x) - box.width / 2 for box in boxes)


def _nearest_room(box: Box, wanted: float, sheet: Sheet, *, side: int) -> Point:
    """Return the free place nearest to the row `wanted`, in the column where the box belongs."""
    x = side * (_inner_edge(box, sheet, side=side) + box.width / 2)
    for number in count():
        y = wanted + STEP * ((number + 1) // 2) * (1 if number % 2 else -1)
        if sheet.free(sheet.area(box, Point(x, y))):
            return Point(x, y)
    raise AssertionError("a column has no end")
