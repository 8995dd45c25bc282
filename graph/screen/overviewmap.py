"""The picture of everything, beside the list of groups: each group opens in place."""

from __future__ import annotations

from graph.records import Concept
from graph.screen.grouped import reading
from graph.screen.mapcomponent import MapState, render_map
from graph.screen.mapview import before_change, heard, note_drawn
from graph.screen.state import View
from graph.screen.topics import topics_of
from graph.storage import Index
from graph.views.overview import WHOLE, overview_picture
from graph.views.pictures import Picture
from graph.views.places import FILE, Places
from graph.views.sheet import Kept

KEY = "overview"


def draw_overview(view: View, index: Index) -> None:
    """Draw the groups around the notes; what the reader does on the map is kept in the view."""
    shown = overview_of(view, index)
    render_map(
        shown,
        key=KEY,
        state=MapState(hidden=view.hidden, opened=view.opened, off=view.off),
        selected=view.edge or view.node,
        title="Map of all notes",
        on_event=lambda events: heard(events, shown),
    )


def overview_of(view: View, index: Index) -> Picture:
    """Return the picture of the groups."""
    pinned = Places(index.folder / FILE).pinned(WHOLE)
    sizes, found = index.sizes(), topics_of(index)
    drawn = overview_picture(
        [[concept.id for concept in topic.members] for topic in found.topics],
        names=[topic.name for topic in found.topics],
        concept=lambda name: index.concept(name) or Concept(name, name),
        relations_of=index.relations,
        ties={pair: len(held) for pair, held in found.relations.items() if pair[0] != pair[1]},
        facts_of=lambda members: sum(sizes.get(one, (0, 0))[0] for one in members),
        opened=view.opened,
        kept=Kept(pinned, before_change(WHOLE, index)),
        label=lambda kind: reading(kind, backwards=False),
    )
    note_drawn(WHOLE, index, drawn)
    return drawn
