"""What happens when the reader does something: each deed is one change of the view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from graph.screen import history
from graph.screen.keptviews import drop_view, view_from
from graph.screen.opened import knowledge
from graph.screen.state import View, asking, leaving_out, picking

BROWSED = "browsed"
"""The folder whose folders the notes page lists."""


def did(deed: Mapping[str, Any]) -> None:
    """Carry out what was done in a part of the page; what is not known is left alone."""
    what = str(deed.get("what", ""))
    value = str(deed.get("value", ""))
    if what == "keep":
        knowledge().keep_gap(value)
    elif what == "drop":
        knowledge().drop_gap(value)
    elif what == "enter":
        st.session_state[BROWSED] = value
    elif what == "forget":
        drop_view(value, knowledge().settings.index)
    else:
        history.go(changed(history.current(), what, value, deed))


def changed(view: View, what: str, value: str, deed: Mapping[str, Any]) -> View:
    """Return the view after a deed."""
    if what == "ask":
        return asking(view, value)
    if what == "about":
        return replace(asking(view, ""), about=value)
    if what == "visit":
        return view_from(value)
    if what == "leave":
        return leaving_out(view, value)
    if what == "note":
        return replace(view, note=value, fact=str(deed.get("fact", "")), edge="", node="")
    if what == "period":
        return replace(view, period=value, fact="", node="", edge="")
    if what == "line":
        return replace(view, fact=str(deed.get("fact", "")))
    if what == "pick":
        return picking(view, **{name: str(deed.get(name, "")) for name in ("fact", "node", "edge")})
    return view
