"""The page itself: from the view to what is drawn, top to bottom."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from importlib.resources import files

import streamlit as st

from graph.errors import (
    BadInput,
    DiskFailed,
    DiskFull,
    IndexBroken,
    IndexBusy,
    IndexFormat,
    IndexIncomplete,
    IndexMissing,
    UnknownConcept,
)
from graph.knowledge import Knowledge
from graph.screen import history, words
from graph.screen.conceptcard import unknown_card
from graph.screen.deeds import did
from graph.screen.drawn import draw_box, draw_reading
from graph.screen.firstwords import first_blocks
from graph.screen.footer import draw_footer
from graph.screen.jobs import INDEXING
from graph.screen.notespanel import draw_notes, draw_progress, draw_welcome
from graph.screen.opened import knowledge
from graph.screen.places import draw_explore, draw_gaps, draw_start
from graph.screen.reader import draw_answer, draw_concept
from graph.screen.state import Place, View
from graph.screen.studypanel import draw_study

LINKS: tuple[tuple[Place, str], ...] = (
    ("explore", words.EXPLORE),
    ("study", words.STUDY),
    ("gaps", words.GAPS),
    ("notes", words.NOTES),
)
# The style of the link to the place that is open. No bare string here: Streamlit would draw it.
HERE = ".st-key-to-{place} button p {{ box-shadow: 0 2px 0 currentColor; font-weight: 600; }}"
# Menus are drawn outside the app's element, where nothing else says which look it has.
SCHEME = ":root {{ color-scheme: {look}; }}"
TROUBLES = (IndexBroken, IndexFormat, IndexIncomplete, IndexBusy, DiskFull, DiskFailed)


def draw_page() -> None:
    """Draw the whole page for the view of this session."""
    st.set_page_config(page_title="Noteloom", layout="wide", menu_items={"About": words.ABOUT})
    look = (files("graph.screen") / "parts" / "look.css").read_text(encoding="utf-8")
    view = history.arrive()
    scheme = SCHEME.format(look=st.context.theme.type or "light")
    st.html(f"<style>{look}{scheme}{HERE.format(place=view.place)}</style>")
    notes = knowledge()
    _head()
    try:
        # Read first: what is built while the page is drawn is newer, and draws it again.
        generation = notes.index.generation
        draw_box(view.question, did=did)
        _body(view, notes)
        draw_footer(view, notes, generation)
    except TROUBLES as error:
        draw_welcome(notes, trouble=str(error))
    except IndexMissing:
        if INDEXING.progress.running:
            _draw_first(view)
        else:
            draw_welcome(notes)
    except sqlite3.DatabaseError as error:
        draw_welcome(notes, trouble=words.UNREADABLE.format(error))
    history.drawn()


def _head() -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="head", gap="small"):
        st.button("Noteloom", type="tertiary", key="name", on_click=_visit, args=("ask",))
        st.space("stretch")
        for place, title in LINKS:
            st.button(title, type="tertiary", key=f"to-{place}", on_click=_visit, args=(place,))


def _draw_first(view: View) -> None:
    """Draw the box while the first index is built: lines are found by their words meanwhile."""
    draw_box(view.question, did=did)
    draw_progress(waiting=True)
    if view.question:
        blocks = first_blocks(view.question, INDEXING.folders)
        draw_reading(blocks, view, did=did, name=words.WITH_YOUR_WORDS)


def _body(view: View, notes: Knowledge) -> None:
    try:
        _draw_place(view, notes)
    except UnknownConcept as error:
        draw_reading([unknown_card(error.name, error.nearest)], view, did=did, name=words.UNKNOWN)
    except BadInput as error:
        st.text(str(error))
        if view.within or view.relation:
            st.button(words.CLEAR_FILTERS, type="primary", on_click=_clear_filters)


def _clear_filters() -> None:
    history.go(replace(history.current(), within="", relation=""))


def _draw_place(view: View, notes: Knowledge) -> None:
    if view.place == "explore":
        draw_explore(view, notes)
    elif view.place == "study":
        draw_study(view, notes)
    elif view.place == "gaps":
        draw_gaps(view, notes)
    elif view.place == "notes":
        draw_notes(view, notes)
    elif view.about:
        draw_concept(view, notes)
    elif view.question:
        draw_answer(view, notes)
    else:
        draw_start(view, notes)


def _visit(place: Place) -> None:
    history.go(replace(View(), place=place))


draw_page()
