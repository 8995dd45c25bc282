"""Where the page is: the view of this session, in step with the address of the browser.

The browser tells its address with every run that it asks for, also with the small ones that a timer
starts. Such a run may begin before an address that was just written has reached the browser, and
then tells the one before it: that is no step back.
"""

from __future__ import annotations

from time import monotonic
from typing import Any, cast

import streamlit as st

from graph.screen.address import address_of, view_of
from graph.screen.state import View

VIEW, ADDRESS, RECENT = "view", "address", "recent"
WRITTEN = "written"
"""Set while the page has not been drawn since an address was written."""
BEFORE = "before"
"""The addresses that were written over, until the browser tells the newest one."""
DRAWING = "drawing"
AT = "written-at"
LATE = 1.0
"""Seconds after which the browser has surely heard of an address; nobody goes back faster."""
MOST_RECENT = 5


def arrive() -> View:
    """Return the view to draw: that of the address when the reader came by it, or went back."""
    told, state = st.query_params.to_dict(), st.session_state
    state[DRAWING] = True
    if VIEW not in state:
        _take(told)
    elif state.pop(WRITTEN, False):
        pass
    elif told == state[ADDRESS]:
        state[BEFORE] = []
    elif told not in state[BEFORE] or monotonic() - state[AT] > LATE:
        _take(told)
    return current()


def current() -> View:
    """Return the view of this session."""
    if VIEW not in st.session_state:
        _take(st.query_params.to_dict())
    return cast("View", st.session_state[VIEW])


def drawn() -> None:
    """Note that the page was drawn to its end."""
    st.session_state[DRAWING] = False


def is_left_behind() -> bool:
    """Note, between two drawings, which address the browser has; say whether it went elsewhere.

    A step back, or an address that was typed, can be lost when the page is just being drawn for
    another reason: the browser is then where the page is not.
    """
    told, state = st.query_params.to_dict(), st.session_state
    if state.get(DRAWING) or ADDRESS not in state:
        return False
    if told == state[ADDRESS]:
        state[BEFORE] = []
    return told != state[ADDRESS] and told not in state[BEFORE]


def go(view: View) -> None:
    """Show another view from now on, and write it into the address: "back" undoes it."""
    before = current()
    if view == before:
        return
    if view.question and view.question != before.question:
        _remember(view.question)
    state, address = st.session_state, address_of(view)
    state[BEFORE], state[AT] = [*state[BEFORE], state[ADDRESS]], monotonic()
    state[VIEW], state[ADDRESS], state[WRITTEN] = view, address, True
    st.query_params.from_dict(cast("dict[str, Any]", address))


def recent() -> list[str]:
    """Return the questions that were asked last in this session, the newest first."""
    return cast("list[str]", st.session_state.get(RECENT, []))


def _take(address: dict[str, str]) -> None:
    st.session_state[VIEW], st.session_state[ADDRESS] = view_of(address), address
    st.session_state[BEFORE] = []


def _remember(question: str) -> None:
    kept = [asked for asked in recent() if asked != question]
    st.session_state[RECENT] = [question, *kept][:MOST_RECENT]
