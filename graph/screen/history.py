"""Where the page is: the view of this session, in step with the address of the browser."""

from __future__ import annotations

from typing import Any, cast

import streamlit as st

from graph.screen.address import address_of, view_of
from graph.screen.state import View

VIEW, ADDRESS, RECENT = "view", "address", "recent"
MOST_RECENT = 5


def current() -> View:
    """Return the view to show: the one of the address when the reader came by it, or went back."""
    address = st.query_params.to_dict()
    if st.session_state.get(ADDRESS) != address:
        st.session_state[ADDRESS] = address
        st.session_state[VIEW] = view_of(address)
    return cast("View", st.session_state[VIEW])


def go(view: View) -> None:
    """Show another view from now on, and write it into the address: "back" undoes it."""
    before = current()
    if view == before:
        return
    if view.question and view.question != before.question:
        _remember(view.question)
    address = address_of(view)
    st.session_state[VIEW], st.session_state[ADDRESS] = view, address
    st.query_params.from_dict(cast("dict[str, Any]", address))


def recent() -> list[str]:
    """Return the questions that were asked last in this session, the newest first."""
    return cast("list[str]", st.session_state.get(RECENT, []))


def _remember(question: str) -> None:
    kept = [asked for asked in recent() if asked != question]
    st.session_state[RECENT] = [question, *kept][:MOST_RECENT]
