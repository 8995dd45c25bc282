"""The answer or a concept's card in the reading column, with the map beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

import streamlit as st

from graph.knowledge import Knowledge
from graph.screen import history, words
from graph.screen.blocks import Block
from graph.screen.conceptcard import concept_blocks
from graph.screen.deeds import did
from graph.screen.drawn import draw_reading
from graph.screen.filters import draw_filters
from graph.screen.found import Found, blocks_of, find, names_of, shown_of
from graph.screen.grouped import twin_groups
from graph.screen.mapview import draw_map, focus_of, picture_of
from graph.screen.narrow import behind_a_button
from graph.screen.notereader import draw_open_note
from graph.screen.state import View

FOUND = "found"
WITHOUT_MAP = 860
"""Pixels: longer lines are hard to read."""
READING_AND_MAP, COMPARED = (5, 7), (1, 1)
"""A line of some sixty letters reads well; a map is wide, and its names are small beside it. Two
columns of a comparison need more."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What decides an answer: another index or another of these words, another answer."""

    generation: int
    view: View


def found_for(view: View, notes: Knowledge) -> Found:
    """Return what was found for a view; the same question is answered once."""
    asked = Asked(
        notes.index.generation,
        View(
            question=view.question,
            intent=view.intent,
            within=view.within,
            relation=view.relation,
            without=view.without,
            about=view.about,
        ),
    )
    kept = st.session_state.get(FOUND)
    if kept is None or kept[0] != asked:
        kept = asked, find(view, notes)
        st.session_state[FOUND] = kept
    return cast("Found", kept[1])


def draw_answer(view: View, notes: Knowledge) -> None:
    """Draw the answer to the question of a view."""
    above = st.container(key="above")
    found = found_for(view, notes)
    _side_by_side(blocks_of(found, view, notes), found, view, notes, name=words.ANSWER)
    with above:  # drawn last: the answer is what one waits for
        draw_filters(found, view, notes)


def draw_concept(view: View, notes: Knowledge) -> None:
    """Draw the card of the concept of a view."""
    above = st.container(key="above")
    card = notes.show(view.about)
    found = found_for(view, notes)
    blocks = concept_blocks(card, names_of(notes.index), shown_of(found, view))
    _side_by_side(blocks, found, view, notes, name=words.CARD_OF.format(card.concept.name))
    with above:
        draw_filters(found, view, notes)


def _side_by_side(
    blocks: Sequence[Block], found: Found, view: View, notes: Knowledge, *, name: str
) -> None:
    has_map = bool(focus_of(found))
    if view.note:
        left, right = st.columns(READING_AND_MAP, gap="medium")
        with left:
            draw_reading(blocks, view, did=did, name=name)
        with right:
            draw_open_note(view, notes)
        return
    shown = picture_of(found, view, notes.index) if has_map and view.picture else None
    if shown is None or (found.compared and not shown.shown):  # two things alone are no map
        with st.container(width=WITHOUT_MAP):
            draw_reading(blocks, view, did=did, name=name)
            if has_map and not view.picture:
                st.button(words.SHOW_MAP, key="show-map", on_click=_open)
        return
    more = twin_groups(shown, notes.index, names_of(notes.index)) if found.relatives else []
    left, right = st.columns(COMPARED if found.compared else READING_AND_MAP, gap="medium")
    with left:
        draw_reading([*blocks, *more], view, did=did, name=name)
    with right:
        behind_a_button(lambda: draw_map(shown, found, view, notes.index))


def _open() -> None:
    history.go(replace(history.current(), picture=True))
