"""Where the page is: the view of this session, in step with the address of the browser."""

from __future__ import annotations

from typing import Any, cast

import streamlit as st

from graph.screen.address import address_of, view_of
from graph.screen.state import View

VIEW, ADDRESS, RECENT, UNDONE, DONE = "view", "address", "recent", "undone", "done"
MOST_RECENT = 5
MOST_UNDO = 100
"""Steps that can be taken back; more than anybody remembers."""


def current() -> View:
    """Return the view to show: the one of the address when the reader came by it, or went back."""
    address = st.query_params.to_dict()
    if st.session_state.get(ADDRESS) != address:
        st.session_state[ADDRESS] = address
        st.session_state[VIEW] = view_of(address)
    return cast("View", st.session_state[VIEW])


def go(view: View) -> None:
    """Show another view from now on, and write it into the address."""
    before = current()
    if view == before:
        return
    if _same_question(before, view):
        st.session_state[DONE] = [*_steps(DONE), before][-MOST_UNDO:]
    else:
        st.session_state[DONE] = []
    st.session_state[UNDONE] = []
    if view.question and view.question != before.question:
        _remember(view.question)
    _show(view)


def undo() -> None:
    """Show the view before the last change of this question."""
    _step(DONE, UNDONE)


def redo() -> None:
    """Show again the view that was undone."""
    _step(UNDONE, DONE)


def can_undo() -> bool:
    """Say whether there is a step to take back."""
    return bool(_steps(DONE))


def can_redo() -> bool:
    """Say whether there is a step that was taken back."""
    return bool(_steps(UNDONE))


def recent() -> list[str]:
    """Return the questions that were asked last in this session, the newest first."""
    return cast("list[str]", st.session_state.get(RECENT, []))


def _step(source: str, target: str) -> None:
    steps = _steps(source)
    if steps:
        st.session_state[target] = [*_steps(target), current()]
        st.session_state[source] = steps[:-1]
        _show(steps[-1])


def _show(view: View) -> None:
    address = address_of(view)
    st.session_state[VIEW], st.session_state[ADDRESS] = view, address
    st.query_params.from_dict(cast("dict[str, Any]", address))


def _steps(name: str) -> list[View]:
    return cast("list[View]", st.session_state.get(name, []))


def _same_question(one: View, other: View) -> bool:
    return (one.place, one.question, one.about) == (other.place, other.question, other.about)


def _remember(question: str) -> None:
    kept = [asked for asked in recent() if asked != question]
    st.session_state[RECENT] = [question, *kept][:MOST_RECENT]
