"""The answer or a concept's card in the reading column, with the map beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

import streamlit as st

from graph.knowledge import Knowledge
from graph.screen import history
from graph.screen.conceptcard import concept_blocks
from graph.screen.deeds import did
from graph.screen.drawn import draw_reading
from graph.screen.found import Found, blocks_of, find, names_of
from graph.screen.mapview import draw_map, focus_of
from graph.screen.state import View
from graph.storage import Index

FOUND = "found"
READING_AND_MAP = (11, 10)
"""The list reads alone, so it has the larger half."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What decides an answer: another index or another of these words, another answer."""

    index: Index
    view: View


def found_for(view: View, notes: Knowledge) -> Found:
    """Return what was found for a view; the same question is answered once."""
    asked = Asked(
        notes.index,
        View(
            question=view.question,
            intent=view.intent,
            within=view.within,
            relation=view.relation,
            without=view.without,
        ),
    )
    kept = st.session_state.get(FOUND)
    if kept is None or kept[0] != asked:
        kept = asked, find(view, notes)
        st.session_state[FOUND] = kept
    return cast("Found", kept[1])


def draw_answer(view: View, notes: Knowledge) -> None:
    """Draw the answer to the question of a view."""
    found = found_for(view, notes)
    blocks = blocks_of(found, view, notes)
    if not view.picture or not focus_of(found):
        with st.container(width=860):
            draw_reading(blocks, view, did=did)
            if focus_of(found):
                st.button("Show the map", key="show-map", on_click=_open)
        return
    left, right = st.columns(READING_AND_MAP, gap="large")
    with left:
        draw_reading(blocks, view, did=did)
    with right, st.container(key="picture"):
        draw_map(found, view, notes)


def draw_concept(view: View, notes: Knowledge) -> None:
    """Draw the card of the concept of a view."""
    card = notes.show(view.about)
    blocks = concept_blocks(card, names_of(notes.index), similar=view.similar)
    with st.container(width=860):
        draw_reading(blocks, view, did=did, name=f"Card of {card.concept.name}")


def _open() -> None:
    history.go(replace(history.current(), picture=True))
