"""The picture beside the list: the same set, drawn at places that stay."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from graph.records import RELATED_TO, Concept, Relation, Routes
from graph.screen import history, words
from graph.screen.found import Found, names_of, shown_of
from graph.screen.grouped import reading, shown_relations
from graph.screen.mapcomponent import MapEvents, MapState, render_map
from graph.screen.opened import knowledge
from graph.screen.state import DEEPEST, View, asking, picking
from graph.screen.trustline import counted
from graph.storage import Index
from graph.views.compared import compared_picture, compared_view
from graph.views.map import picture
from graph.views.pictures import SEAM, Picture, edge_id, ends_of, view_of
from graph.views.places import FILE, Places
from graph.views.routes import route_view, routes_picture
from graph.views.sheet import Kept, Place

MAP = "map"
DRAWN = "drawn"
HEIGHT = 470
"""Pixels: with the box above and the foot below it fits a laptop's screen."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The picture that this session sees."""

    key: str
    """Its focus, depth and whether it holds what is only similar."""
    generation: int
    start: Mapping[str, Place]
    """The places that it started from; empty where the notes have not changed meanwhile."""
    places: Mapping[str, Place]


def focus_of(found: Found) -> tuple[str, ...]:
    """Return what stands in the middle of the picture; nothing where there is nothing to draw."""
    if found.routes is not None:
        return (found.routes.source.id,) if found.routes.paths else ()
    if found.compared is not None:
        return found.compared
    if found.relatives is not None and found.relatives.relations and found.answer.answered:
        return (found.relatives.concept.id,)
    return ()


def draw_map(shown: Picture, found: Found, view: View, index: Index) -> None:
    """Draw a picture, with its depth and a way to close it; the steps of routes are lit."""
    _tools(view, with_depth=found.routes is None and found.compared is None)
    steps = (hop for path in (found.routes.paths if found.routes else ()) for hop in path)
    names = names_of(index)
    name = " and ".join(names.get(one, one) for one in shown.focus)
    render_map(
        shown,
        key=MAP,
        state=MapState(hidden=view.hidden, opened=view.opened, off=view.off),
        selected=view.edge or view.node,
        lit=[edge_id(hop) for hop in steps],
        height=HEIGHT,
        title=words.MAP_OF.format(name, shown.caption),
        on_event=lambda events: heard(events, shown),
    )


def picture_of(found: Found, view: View, index: Index) -> Picture:
    """Return the picture of what was found."""
    places = Places(index.folder / FILE)
    if found.routes is not None:
        return _path_of(found.routes, places, index)
    if found.compared is not None:
        return _comparison_of(found.compared, view, places, index)
    focus = view_of(focus_of(found))
    key = SEAM.join((focus, str(view.depth), str(view.similar)))
    kept = Kept(places.pinned(focus), before_change(key, index))
    drawn = picture_around(found, view, index, kept=kept)
    note_drawn(key, index, drawn)
    return drawn


def picture_around(found: Found, view: View, index: Index, *, kept: Kept | None = None) -> Picture:
    """Return the picture around what was asked about."""
    return picture(
        focus_of(found),
        concept=concepts_in(index),
        relations_of=_relations_of(found, view, index),
        depth=view.depth,
        opened=view.opened,
        similar=view.similar or all(one.type == RELATED_TO for one in shown_of(found, view)),
        kept=kept,
        label=lambda kind: reading(kind, backwards=False),
    )


def before_change(key: str, index: Index) -> Mapping[str, Place]:
    """Return the places to start from, where the notes changed while this picture was shown."""
    drawn: Drawn | None = st.session_state.get(DRAWN)
    if drawn is None or drawn.key != key:
        return {}
    return drawn.start if drawn.generation == index.generation else drawn.places


def note_drawn(key: str, index: Index, shown: Picture) -> None:
    """Note what this session sees, in case the notes change under it."""
    start = before_change(key, index)
    st.session_state[DRAWN] = Drawn(key, index.generation, start, shown.places)


def lay_out_again() -> None:
    """Forget where things stood before the notes changed."""
    st.session_state.pop(DRAWN, None)


def _path_of(routes: Routes, places: Places, index: Index) -> Picture:
    """Return the picture of routes, from left to right."""
    ends = routes.source.id, routes.target.id
    return routes_picture(
        routes.paths,
        source=ends[0],
        target=ends[1],
        concept=concepts_in(index),
        label=lambda kind: reading(kind, backwards=False),
        pinned=places.pinned(route_view(*ends)),
    )


def _comparison_of(sides: tuple[str, str], view: View, places: Places, index: Index) -> Picture:
    """Return the picture of two things and of what they share."""
    return compared_picture(
        *sides,
        concept=concepts_in(index),
        relations_of=lambda one: shown_relations(index.relations(one), similar=view.similar),
        label=lambda kind: reading(kind, backwards=False),
        pinned=places.pinned(compared_view(*sides)),
    )


def concepts_in(index: Index) -> Callable[[str], Concept]:
    """Return what finds a concept by its id."""
    return lambda concept_id: index.concept(concept_id) or Concept(concept_id, concept_id)


def heard(events: MapEvents, shown: Picture) -> None:
    """Change the view as the reader asked on the map."""
    view = history.current()
    let_go = events.placed and not any(events.placed.values())
    if events.reset or let_go:
        lay_out_again()
    if events.placed:
        Places(knowledge().index.folder / FILE).pin(shown.view, events.placed)
    history.go(after(events, view, knowledge().index, focus=shown.focus))


def after(events: MapEvents, view: View, index: Index, *, focus: Sequence[str]) -> View:
    """Return the view after what was done on the map."""
    if events.focus:
        concept = index.concept(events.focus)
        return asking(view, f"what relates to {concept.name}?") if concept else view
    if events.cleared:
        view = picking(view)
    elif events.edge:
        source, _, target = ends_of(events.edge)
        view = picking(view, edge=events.edge, node=target if source in view.node else source)
    elif events.node:
        view = picking(view, node=events.node, fact=line_between(events.node, focus, index))
    if events.state is not None:
        done = events.state
        view = replace(view, hidden=done.hidden, opened=done.opened, off=done.off)
    return view


def line_between(node: str, focus: Sequence[str], index: Index) -> str:
    """Return the id of the line that says most surely how a thing relates to the focus."""
    between = [r for r in index.relations(node) if {r.source, r.target} & set(focus) - {node}]
    between.sort(key=lambda one: (one.type == RELATED_TO, -one.confidence))
    return between[0].facts[0] if between else ""


def _relations_of(found: Found, view: View, index: Index) -> Callable[[str], Sequence[Relation]]:
    def of(concept_id: str) -> Sequence[Relation]:
        if found.relatives is not None and concept_id == found.relatives.concept.id:
            return shown_relations(found.relatives.relations, similar=view.similar)
        return shown_relations(index.relations(concept_id), similar=view.similar)

    return of


def _tools(view: View, *, with_depth: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="map-tools", gap="small"):
        if with_depth:
            st.session_state["depth"] = view.depth
            st.segmented_control(
                words.DEPTH,
                range(1, DEEPEST + 1),
                format_func=lambda depth: counted(depth, "hop"),
                key="depth",
                required=True,
                label_visibility="collapsed",
                on_change=_deepen,
            )
        st.space("stretch")
        st.button(words.CLOSE_MAP, type="tertiary", key="close-map", on_click=_close)


def _deepen() -> None:
    history.go(replace(history.current(), depth=int(st.session_state["depth"])))


def _close() -> None:
    history.go(replace(history.current(), picture=False))
