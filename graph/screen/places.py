"""The places beside the answer: the start, the index of things, cards to learn by, the gaps."""

from __future__ import annotations

import streamlit as st

from graph.knowledge import Knowledge
from graph.screen import history, words
from graph.screen.blocks import AnswerCard, Block, Choice, Group, Piece, Row
from graph.screen.deeds import did
from graph.screen.drawn import draw_reading
from graph.screen.explore import TIE, kind_groups, topic_groups
from graph.screen.found import names_of
from graph.screen.keptviews import kept_views
from graph.screen.narrow import behind_a_button
from graph.screen.overviewmap import draw_overview
from graph.screen.reader import READING_AND_MAP
from graph.screen.startpage import biggest_blocks, start_blocks
from graph.screen.state import View
from graph.screen.timeline import draw_time
from graph.screen.topics import topics_of

TABS = {"": words.KINDS, "topics": words.TOPICS, "time": words.TIMELINE}
"""The orders of Explore, by what the address calls them."""


def draw_start(view: View, notes: Knowledge) -> None:
    """Draw what to ask, where nothing was asked yet."""
    index = notes.index
    kept = kept_views(notes.settings.index)
    asked = start_blocks(index, names_of(index), history.recent(), kept)
    _two_columns(asked, biggest_blocks(index), view)


def draw_explore(view: View, notes: Knowledge) -> None:
    """Draw the index of all things."""
    st.header(words.EXPLORE, anchor=False)
    tab = view.tab if view.tab in TABS else ""
    tab = tab or ("topics" if view.opened or view.hidden else "")
    st.session_state["tab"] = tab
    st.segmented_control(
        words.VIEW_BY,
        list(TABS),
        format_func=TABS.__getitem__,
        key="tab",
        required=True,
        label_visibility="collapsed",
        on_change=_turn_to,
    )
    if tab == "time":
        draw_time(view, notes.index)
        return
    if not tab:
        groups = kind_groups(notes.index)
        _two_columns(groups[::2], groups[1::2], view)
        return
    left, right = st.columns(READING_AND_MAP, gap="medium")
    with left:
        found = topics_of(notes.index)
        opened = next((one for one in reversed(view.opened) if found.named(one)), "")
        tie = view.edge if TIE in view.edge else ""
        groups = topic_groups(found, notes.index, opened=opened, tie=tie)
        draw_reading(groups, view, did=did, key="first", name=words.TOPICS)
    with right:
        behind_a_button(lambda: draw_overview(view, notes.index))


def _turn_to() -> None:
    history.go(View(place="explore", tab=st.session_state["tab"]))


def draw_gaps(view: View, notes: Knowledge) -> None:
    """Draw the questions that were kept because the notes do not answer them."""
    st.header(words.GAPS, anchor=False)
    with st.container(width=760):
        draw_reading(gap_blocks(notes.gaps()), view, did=did, key="gaps", name=words.GAPS)


def gap_blocks(questions: list[str]) -> list[Block]:
    """Return the list of gaps."""
    if not questions:
        text = words.NO_GAPS
        return [AnswerCard(kicker=words.TO_LEARN, headline=(Piece(text),))]
    rows = tuple(
        Row(key=text, name=text, question=text, deeds=(Choice(words.DONE, "drop", text),))
        for text in reversed(questions)
    )
    return [Group(words.TO_LEARN, rows, count=len(rows), shown=50)]


def _two_columns(first: list[Block], second: list[Block], view: View) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        draw_reading(first, view, did=did, key="first", name=words.THINGS)
    if second:
        with right:
            draw_reading(second, view, did=did, key="second", name=words.MORE_THINGS)
