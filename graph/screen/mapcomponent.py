"""The map as a Streamlit component: a picture goes to the browser, what the reader does comes back.

Streamlit is given one line of script as text, the one public way for a package whose import name
is not its distribution's; it loads the built script. Streamlit turns the line into a blob address,
so a content-security policy needs `blob:` among its script sources.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from typing import Any

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from graph.screen import words
from graph.screen.scripts import loader_of, map_file, map_style, part_script
from graph.views.pictures import SEAM, Picture
from graph.views.sheet import Point

HEIGHT = 560
"""Pixels of the drawing: two fans of eighteen rows at full size."""
FARTHEST = 100_000.0
"""No thing can be dragged farther than this from the focus, in pixels at zoom 1."""
AS_TEXT = "/* the map */\n"
"""Streamlit takes a string of one line, as a small style sheet is, for the path of a file."""


@dataclass(frozen=True, slots=True)
class MapState:
    """What the reader did with a picture; the page keeps it and gives it back."""

    hidden: tuple[str, ...] = ()
    """Ids of nodes taken out of sight."""
    opened: tuple[str, ...] = ()
    """Ids of concepts opened in place and of folds unfolded, in that order."""
    off: tuple[str, ...] = ()
    """Relation types, and kinds as `kind:service`, that the legend leaves out."""


@dataclass(frozen=True, slots=True)
class MapEvents:
    """What the reader has just done on the map; all empty on any other run of the page."""

    node: str = ""
    """Selected; `none` is told by `cleared`."""
    edge: str = ""
    """Selected: `source|type|target`."""
    cleared: bool = False
    """The selection was given up."""
    reset: bool = False
    """Asked for the layout that a fresh page would have."""
    focus: str = ""
    """Asked to stand in the middle of a new picture."""
    state: MapState | None = None
    """The whole state after a change: hidden, opened or filtered, undone or done again."""
    placed: dict[str, Point | None] = field(default_factory=dict)
    """Nodes that were pinned, and without a point those that no longer are, for `Places.pin`."""

    def __bool__(self) -> bool:
        """Say whether anything was done."""
        return self != MapEvents()


def render_map(
    picture: Picture,
    *,
    key: str,
    state: MapState | None = None,
    selected: str = "",
    lit: Collection[str] = (),
    height: int = HEIGHT,
    title: str = "",
    on_event: Callable[[MapEvents], None] | None = None,
) -> MapEvents:
    """Draw the picture and return what was just done on it.

    `selected` is the id of a node or an edge, `lit` holds ids of nodes and edges to show brightly.
    `on_event` is called before the page runs again, so that this run draws the outcome already.
    Without the built script a notice stands in place of the map.
    """
    script, style = part_script("map"), map_file("css")
    if not script or not style:
        st.info(words.NO_MAP, icon=":material/hub:")
        return MapEvents()

    def on_progress() -> None:
        if on_event:
            on_event(events_of(st.session_state.get(key, {}), picture))

    result = _component(script, style)(
        key=key,
        data={
            **_drawing(picture, state or MapState(), selected, lit),
            "key": key,
            "height": height,
            "title": title,
        },
        on_deed_change=on_progress,
        on_state_change=on_progress,
        on_placed_change=on_progress,
    )
    return events_of({name: result.get(name) for name in ("deed", "state", "placed")}, picture)


def _drawing(
    picture: Picture, state: MapState, selected: str, lit: Collection[str]
) -> dict[str, Any]:
    """Return what the browser draws."""
    return {
        "picture": {**asdict(replace(picture, places={})), "caption": picture.caption},
        "state": asdict(state),
        "selected": drawn_as(selected, picture),
        "lit": sorted({drawn_as(one, picture) for one in lit}),
    }


def drawn_as(name: str, picture: Picture) -> str:
    """Return the id under which the picture draws an edge: what is similar has no direction."""
    edges = {edge.id for edge in picture.edges}
    backwards = SEAM.join(reversed(name.split(SEAM)))
    return backwards if name not in edges and backwards in edges else name


def events_of(values: Mapping[str, Any], picture: Picture) -> MapEvents:
    """Read what the browser sent; what does not belong to the picture is left out."""
    nodes = {node.id for node in picture.nodes}
    edges = {edge.id for edge in picture.edges}
    deed = values.get("deed")
    deed = deed if isinstance(deed, dict) else {}
    return MapEvents(
        node=_known(deed.get("node"), nodes),
        edge=_known(deed.get("edge"), edges),
        cleared=deed.get("cleared") is True,
        reset=deed.get("reset") is True,
        focus=_known(deed.get("focus"), nodes),
        state=_state(values.get("state"), picture),
        placed=_points(values.get("placed"), nodes),
    )


def _known(value: object, ids: Collection[str]) -> str:
    return value if isinstance(value, str) and value in ids else ""


def _state(value: object, picture: Picture) -> MapState | None:
    """Read a state; an opened thing may be gone from the picture, but not one unknown to it."""
    if not isinstance(value, dict):
        return None
    nodes = {node.id for node in picture.nodes}
    filters = {count.name for count in picture.types}
    filters |= {f"kind:{count.name}" for count in picture.kinds}
    return MapState(
        hidden=_all_known(value.get("hidden"), nodes),
        opened=tuple(one for one in _texts(value.get("opened"))),
        off=_all_known(value.get("off"), filters),
    )


def _all_known(value: object, ids: Collection[str]) -> tuple[str, ...]:
    return tuple(one for one in _texts(value) if one in ids)


def _texts(value: object) -> list[str]:
    members = value if isinstance(value, list) else []
    return list(dict.fromkeys(one for one in members if isinstance(one, str)))


def _points(value: object, nodes: Collection[str]) -> dict[str, Point | None]:
    """Read where nodes were put."""
    places = value if isinstance(value, dict) else {}
    return {
        node: None if place is None else Point(float(place[0]), float(place[1]))
        for node, place in places.items()
        if node in nodes and (place is None or _is_place(place))
    }


def _is_place(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(part, int | float) and abs(part) < FARTHEST for part in value)
    )


@lru_cache(maxsize=1)
def _component(script: str, style: str) -> ComponentRenderer:
    """Register the component once for each build of its script."""
    style = AS_TEXT + map_style(style)
    return st.components.v2.component("noteloom.map", js=loader_of(script), css=style)
