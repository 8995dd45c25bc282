"""A page with nothing but the map, for the tests: the address says which case it shows."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path

import streamlit as st

from graph.screen.mapcomponent import MapEvents, MapState, render_map
from graph.views.map import picture
from graph.views.pictures import view_of
from graph.views.places import Places
from graph.views.sheet import Kept
from tests.browser.pages import town

st.set_page_config(layout="wide")
CASES = {
    "busy": town.busy,
    "hostile": town.hostile,
    "star": lambda: town.star(int(st.query_params.get("n", "5"))),
}
case = CASES[st.query_params.get("case", "busy")]()
places = Places(Path(os.environ["PLACES"]))
memory = st.session_state
focus = memory.setdefault("focus", st.query_params.get("focus") or case.busiest(1)[0])
view = view_of([focus])


def happened(events: MapEvents) -> None:
    """Do what the reader asked for, as a page would."""
    memory["last"] = asdict(events)
    if events.state:
        memory["state"] = events.state
    if events.node or events.edge or events.cleared:
        memory["selected"] = events.node or events.edge
    if events.focus:
        memory["focus"], memory["state"], memory["selected"] = events.focus, MapState(), ""
    places.pin(view, events.placed)


state = memory.get("state", MapState())
drawn = picture(
    [focus],
    concept=case.concept,
    relations_of=case.relations_of,
    depth=int(st.query_params.get("depth", "1")),
    opened=state.opened,
    similar="similar" in st.query_params,
    kept=Kept(places.pinned(view)),
)
width = int(st.query_params.get("width", "0"))
with st.container(width=width or "stretch"):
    render_map(
        drawn, key="map", state=state, selected=memory.get("selected", ""), on_event=happened
    )
memory["runs"] = memory.get("runs", 0) + 1
st.button("Run again")
st.text(f"runs {memory['runs']}")
st.code(json.dumps(memory.get("last", {}), default=str))
