"""On a narrow screen the list comes first; the map is behind a button."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from graph.screen import words

WANTED = "map-on-a-phone"


def behind_a_button(draw: Callable[[], None]) -> None:
    """Draw a map; on a narrow screen the style sheet shows only a button until it is wanted."""
    wanted = bool(st.session_state.get(WANTED))
    st.button(words.HIDE_MAP if wanted else words.SHOW_MAP, key="narrow-map", on_click=_turn)
    with st.container(key="picture-wanted" if wanted else "picture"):
        draw()


def _turn() -> None:
    st.session_state[WANTED] = not st.session_state.get(WANTED)
