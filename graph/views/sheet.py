"""What is placed on a sheet, and the place that it gets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

ROW = 22.0
"""Height of a thing: a line of 12 px with air above and below."""
LANE = 19.0
"""Height of one edge label; edges that run side by side need one lane each."""
LABEL_END = 19.0
"""What an arrow and the air on both sides of a label take besides its text."""
Way = Literal["fan", "elbow", "gutter"]
"""How an edge reaches a thing: from the middle, from the thing above it, or around the outside."""


@dataclass(frozen=True, slots=True)
class Point:
    """The middle of a thing."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Box:
    """What is to be placed: how large it is and what it belongs to."""

    id: str
    anchor: str = ""
    """The thing that it hangs on; empty for the focus."""
    group: str = ""
    """Boxes of one group stand together."""
    width: float = 80.0
    """That it takes with its whole name; it may be given less."""
    label: float = 0.0
    """Width of the longest label among the edges of its group to the anchor."""
    lanes: int = 1
    """How many edges it has to the anchor."""
    tall: float = ROW

    @property
    def height(self) -> float:
        """Return its height, on which all its edges end with room for their labels."""
        return max(self.tall, self.lanes * LANE)

    @property
    def lead(self) -> float:
        """Return what the label takes on the side of the anchor."""
        return self.label + LABEL_END


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing stands, and how wide it is there."""

    point: Point
    narrow: Point
    """On a narrow screen, where all rows stand in one column below the focus."""
    width: float
    side: int
    """-1 left, 1 right, 0 in the middle."""
    way: Way = "fan"
    offset: float = 0.0
    """From the trunk to its inner end."""
    labelled: bool = True
    """Whether its row has room for the label of its edge, which is otherwise shown on demand."""
    anchor: str = ""
    group: str = ""
    tall: float = ROW


@dataclass(frozen=True, slots=True)
class Kept:
    """What the layout has to leave where it is."""

    pinned: Mapping[str, Point] = field(default_factory=dict)
    """Where the reader put things."""
    before: Mapping[str, Place] = field(default_factory=dict)
    """In the picture on the screen, when the notes change under it."""
