"""The page's own parts in the browser: the box, the reading column and the source strip.

Streamlit's elements read text as Markdown; these draw it as text, and know the keyboard. Each part
is one Components v2 component without an iframe.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import streamlit as st

from graph.screen import words
from graph.screen.blocks import Block, drawable
from graph.screen.scripts import loader_of, part_script
from graph.screen.source import Source, drawable_source
from graph.screen.state import View

Part = Literal["box", "reading", "source", "note", "bars"]
Did = Callable[[Mapping[str, Any]], None]
"""Called with what the reader did in a part."""
SUGGESTIONS = "/noteloom/suggest"
"""Where the box asks for names while one types."""


def draw_box(text: str, *, did: Did) -> None:
    """Draw the box with the question in it."""
    data = {"text": text, "placeholder": words.BOX, "address": SUGGESTIONS}
    _draw("box", "box", data, did)


def draw_reading(
    blocks: Sequence[Block], view: View, *, did: Did, key: str = "reading", name: str = "Answer"
) -> None:
    """Draw blocks as one column; the picked row is marked."""
    data = {
        "blocks": drawable(blocks),
        "picked": {"fact": view.fact, "node": view.node, "edge": view.edge},
        "of": f"{view.place} {view.question} {view.about}",
        "name": name,
    }
    _draw("reading", key, data, did)


def draw_source(source: Source, *, did: Did) -> None:
    """Draw the source strip."""
    _draw("source", "source", {"source": drawable_source(source)}, did)


def draw_note(data: Mapping[str, Any], *, did: Did) -> None:
    """Draw a whole note."""
    _draw("note", "note", data, did)


def draw_bars(bars: Sequence[tuple[str, str, int]], period: str, *, did: Did) -> None:
    """Draw how many facts there are at each time; those of the period are lit."""
    told = {"title": words.FACTS_BY_TIME, "all": words.ALL_TIME}
    _draw("bars", "bars", {"bars": bars, "period": period, **told}, did)


def _draw(part: Part, key: str, data: Mapping[str, Any], did: Did) -> None:
    def heard() -> None:
        deed = st.session_state[key].get("did")
        if isinstance(deed, Mapping):
            did(deed)

    _component(part)(key=key, data=dict(data), on_did_change=heard)


@cache
def _component(part: Part) -> Callable[..., Any]:
    style = (files("graph.screen") / "parts" / f"{part}.css").read_text(encoding="utf-8")
    return st.components.v2.component(
        f"noteloom.{part}",
        html=f'<div id="{part}"></div>',
        css=style,
        js=loader_of(part_script(part)),
    )
