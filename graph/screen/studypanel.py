"""The place where one studies: a card, two answers, and how far one is."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from graph.answers.filtered import library_of
from graph.knowledge import Knowledge
from graph.question import Filters
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
MOST_GAPS = 20
"""Kept questions that are asked again, the newest: each takes as long as any question."""


def draw_study(view: View, notes: Knowledge) -> None:
    """Draw the card that is due, and what follows from the answer."""
    st.header(words.STUDY, anchor=False)
    with st.container(width=760):
        asked = answered_gaps(notes, notes.index.generation, tuple(notes.gaps()[-MOST_GAPS:]))
        topic, facts = _chosen(notes.index)
        reviews = Reviews(notes.settings.index / FILE)
        st.text(told(reviews.progress(facts, now()), len(notes.gaps()) - len(asked)))
        gap = reviews.next([*asked.values()], now()) if not topic else None
        fact = gap or reviews.next(facts, now())
        if fact is None:
            st.text(words.ALL_DONE)
            return
        question = next((one for one, answer in asked.items() if answer == gap), "")
        title = words.FROM_GAPS if question else words.WHICH_WORDS
        group = Group(title, (card_row(fact, question=question),), note=words.CLICK_TO_SHOW)
        draw_reading([group], view, did=did, key="study", name=words.STUDY)
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
    parts = [words.TO_STUDY.format(progress.due, progress.new, progress.learnt)]
    if number := progress.answers:
        right = progress.right
        parts.append(words.STUDIED.format(progress.today, right, number, right / number))
    if gaps:
        parts.append(words.OPEN_GAPS.format(gaps))
    return " · ".join(parts)


@lru_cache(maxsize=1)
def answered_gaps(notes: Knowledge, generation: int, questions: tuple[str, ...]) -> dict[str, Fact]:
    """Return which kept questions the notes answer surely by now, each with the line that does."""
    answers = {question: notes.ask(question) for question in questions}
    return {q: one.citations[0].fact for q, one in answers.items() if one.answered and one.sure}


def _chosen(index: Index) -> tuple[str, list[Fact]]:
    """Return the topic or the tag that is studied, and the lines that are of it."""
    topics = {one.name: frozenset(c.id for c in one.members) for one in topics_of(index).topics}
    library = library_of(index)
    tags = [f"#{tag}" for tag in sorted(library.tags)]
    chosen: str = st.selectbox(
        words.TOPIC_OR_TAG,
        ["", *topics, *tags],
        format_func=lambda name: name or words.ALL_TOPICS,
        key=TOPIC,
    )
    if chosen in tags:
        return chosen, askable(library.kept(Filters(tags=(chosen[1:],))))
    return chosen, askable(_facts(index), concepts=topics.get(chosen) if chosen else None)


@lru_cache(maxsize=1)
def _facts(index: Index) -> tuple[Fact, ...]:
    return tuple(askable(index.all_facts()))


def _answer(reviews: Reviews, fact: Fact, knew: bool) -> None:
    reviews.answer(fact, now(), knew=knew)
