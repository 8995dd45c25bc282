"""The picture beside the list: the same set, with places that stay."""

from __future__ import annotations

from graph.knowledge import Knowledge
from graph.screen.found import Found
from graph.screen.state import View


def map_is_there(found: Found) -> bool:
    """Say whether there is something to draw."""
    return False


def draw_map(found: Found, view: View, notes: Knowledge) -> None:
    """Draw the map."""
