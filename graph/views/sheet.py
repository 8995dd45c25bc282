"""A sheet to place things on: points, boxes with room for their labels, and what is still free."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Spot = tuple[str, str]
"""A thing and what it hangs on: hanging elsewhere, it stands elsewhere."""
ROW = 24.0
"""Height of a thing: a line of 12 px with air above and below."""
ROW_GAP = 10.0
"""Between two rows, so that outlines and the light around a selected thing stay apart."""
LANE = 16.0
"""Height of one edge label; edges that run side by side need one lane each."""
LABEL_END = 19.0
"""What an arrow and the air on both sides of a label take besides its text."""
HAIR = 0.01
"""Two rows that touch do not meet, whatever the rounding."""


@dataclass(frozen=True, slots=True)
class Point:
    """The middle of a thing."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Kept:
    """Where things stood before; asked in this order."""

    pinned: Mapping[str, Point] = field(default_factory=dict)
    """Where the reader put them."""
    seen: Mapping[str, Point] = field(default_factory=dict)
    """In the picture that the reader sees now, which the next one must not move."""
    found: Mapping[Spot, Point] = field(default_factory=dict)
    """In earlier pictures."""

    def firm(self, name: str) -> Point | None:
        """Return the place from which nothing moves a thing."""
        return self.pinned.get(name) or self.seen.get(name)


@dataclass(frozen=True, slots=True)
class Box:
    """What is to be placed: how large it is and what it belongs to."""

    id: str
    anchor: str = ""
    """The thing that it hangs on; empty for the focus."""
    group: str = ""
    """Boxes of one group stand together."""
    width: float = 80.0
    label: float = 0.0
    """Width of the longest label among its edges to the anchor."""
    lanes: int = 1
    """How many edges it has to the anchor."""
    tall: float = ROW
    """Its own height."""

    @property
    def height(self) -> float:
        """Return the height of its row, with room for the labels of all its edges."""
        return max(self.tall, self.lanes * LANE)

    @property
    def lead(self) -> float:
        """Return what the label takes on the side of the anchor."""
        return self.label + LABEL_END if self.anchor else 0.0


@dataclass(frozen=True, slots=True)
class Area:
    """The rectangle that a placed box and its label fill."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Area) -> bool:
        """Say whether the two share more than a border."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(slots=True)
class Sheet:
    """The places given out so far; grows while one picture is arranged."""

    points: dict[str, Point] = field(default_factory=dict)
    boxes: dict[str, Box] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)

    def put(self, box: Box, point: Point) -> None:
        """Give `box` its place."""
        self.areas[box.id] = self.area(box, point)
        self.points[box.id] = point
        self.boxes[box.id] = box

    def side_of(self, box: Box, point: Point | None = None) -> int:
        """Return on which side of its anchor the box stands: -1 left, 1 right."""
        anchor = self.points.get(box.anchor, Point(0.0, 0.0))
        return -1 if (point or self.points[box.id]).x < anchor.x else 1

    def column_end(self, anchor: str, *, side: int) -> float:
        """Return the x at which the column ends in which the anchor stands with its like."""
        holder = self.boxes[anchor]
        column = [
            box
            for box in self.boxes.values()
            if box.id == anchor or (holder.anchor and box.anchor == holder.anchor)
        ]
        ends = [self.points[box.id].x + side * box.width / 2 for box in column]
        return side * max(side * end for end in ends)

    def area(self, box: Box, point: Point) -> Area:
        """Return what `box` fills at `point`: itself, its label, and the level way to them.

        No other thing may stand on that way: the edge would seem to come from there.
        """
        half, tall = box.width / 2 + ROW_GAP / 2, box.height / 2 + ROW_GAP / 2 - HAIR
        side = self.side_of(box, point)
        near, far = point.x - side * (half + box.lead), point.x + side * half
        if box.anchor in self.boxes and self.boxes[box.anchor].anchor:
            way = self.column_end(box.anchor, side=side) + side * ROW_GAP
            near = side * min(side * near, side * way)
        return Area(min(near, far), point.y - tall, max(near, far), point.y + tall)

    def clear(self, box: Box, point: Point) -> bool:
        """Say whether a box that stood at `point` would cover no other one or its label."""
        wanted = self._bare(box, point)
        return not any(
            wanted.meets(self._bare(other, self.points[name])) for name, other in self.boxes.items()
        )

    def _bare(self, box: Box, point: Point) -> Area:
        """Return what `box` and its label fill, without any air."""
        side, tall = self.side_of(box, point), box.height / 2
        ends = (point.x - side * (box.width / 2 + box.lead), point.x + side * box.width / 2)
        return Area(min(ends), point.y - tall, max(ends), point.y + tall)

    def free(self, wanted: Area) -> bool:
        """Say whether nothing stands there."""
        return not any(wanted.meets(taken) for taken in self.areas.values())
