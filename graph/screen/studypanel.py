"""The place where one studies: a card, two answers, and how far one is."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from graph.knowledge import Knowledge
from graph.records import Fact
from graph.screen import words
from graph.screen.blocks import Group
from graph.screen.deeds import did
from graph.screen.drawn import draw_reading
from graph.screen.state import View
from graph.screen.study import FILE, Progress, Reviews, askable, card_row, now
from graph.screen.topics import topics_of
from graph.storage import Index

TOPIC = "study-topic"


def draw_study(view: View, notes: Knowledge) -> None:
    """Draw the card that is due, and what follows from the answer."""
    st.header("Study", anchor=False)
    with st.container(width=760):
        facts = _chosen(notes.index)
        reviews = Reviews(notes.settings.index / FILE)
        st.text(told(reviews.progress(facts, now()), len(notes.gaps())))
        fact = reviews.next(facts, now())
        if fact is None:
            st.text(words.ALL_DONE)
            return
        group = Group(words.WHICH_WORDS, (card_row(fact),), note=words.CLICK_TO_SHOW)
        draw_reading([group], view, did=did, key="study", name="Study")
        with st.container(horizontal=True):
            for label, knew in ((words.KNEW, True), (words.DID_NOT, False)):
                st.button(
                    label,
                    key=f"knew-{knew}",
                    type="primary" if knew else "secondary",
                    on_click=_answer,
                    args=(reviews, fact, knew),
                )


def told(progress: Progress, gaps: int) -> str:
    """Return how far one is, in words."""
    parts = [f"{progress.due} due", f"{progress.new} new", f"{progress.learnt} learnt"]
    if progress.answers:
        parts.append(f"{progress.right} of {progress.answers} answers known")
    if gaps:
        parts.append(f"{gaps} to look up in Gaps")
    return " · ".join(parts)


def _chosen(index: Index) -> list[Fact]:
    topics = {one.name: frozenset(c.id for c in one.members) for one in topics_of(index).topics}
    chosen = st.selectbox(
        "Topic", ["", *topics], format_func=lambda name: name or words.ALL_TOPICS, key=TOPIC
    )
    return askable(_facts(index), concepts=topics.get(chosen) if chosen else None)


@lru_cache(maxsize=1)
def _facts(index: Index) -> tuple[Fact, ...]:
    return tuple(askable(index.all_facts()))


def _answer(reviews: Reviews, fact: Fact, knew: bool) -> None:
    reviews.answer(fact, now(), knew=knew)
