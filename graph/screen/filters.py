"""Under the box: how the question was read, and what it is asked of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import PurePosixPath

import streamlit as st

from graph.knowledge import Knowledge
from graph.records import Intent
from graph.screen import history, words
from graph.screen.answercard import TITLES, asked_names
from graph.screen.exporting import draw_exports
from graph.screen.found import Found
from graph.screen.grouped import reading
from graph.screen.naming import draw_names
from graph.screen.state import INTENTS, View, reading_as
from graph.storage import Index

NOTHING_READ = "\u00a0"
"""Keeps the place of the names, so that the row looks the same without them."""


def draw_filters(found: Found, view: View, notes: Knowledge) -> None:
    """Draw the chip with the intention, the filters, and the menu of files."""
    index = notes.index
    with st.container(horizontal=True, vertical_alignment="center", key="filters", gap="small"):
        if view.question:
            _intention(found.answer.intent, view)
            _choice("within", words.ALL_NOTES, places_of(index), view.within)
            _choice(
                "relation",
                words.ANY_RELATION,
                types_around(found, index),
                view.relation,
                said=reading_of,
            )
        st.session_state["similar"] = view.similar
        st.toggle(words.CO_MENTIONS, key="similar", on_change=_similar)
        with st.container(key="readas", width="stretch"):
            names = asked_names(found.answer, index.by_id) if view.question else ""
            st.text(names or NOTHING_READ)
        if view.about and found.relatives is not None:
            draw_names(found.relatives.concept, notes)
        draw_exports(found, view, notes)


def _intention(intent: Intent, view: View) -> None:
    st.menu_button(
        chip(TITLES[intent], view),
        [other for other in INTENTS if other != intent],
        format_func=lambda other: TITLES[other],
        key="intent",
        help=words.HOW_READ,
        on_click=_read_as,
    )


def chip(title: str, view: View) -> str:
    """Return what the chip says: the intention, and whether the reader chose it."""
    return words.CHOSEN.format(title) if view.intent else title


@lru_cache(maxsize=1)
def places_of(index: Index) -> list[str]:
    """Return what a question can be kept to: folders first, then single notes."""
    paths = index.paths()
    folders = {f"{folder}/" for path in paths for folder in _folders(path)}
    return [*sorted(folders), *paths] if len(paths) > 1 else []


def types_around(found: Found, index: Index) -> list[str]:
    """Return the types of relations of the thing that was asked about, else of all notes."""
    if found.relatives is None:
        return types_of(index)
    own = {relation.type for relation in index.relations(found.relatives.concept.id)}
    return [name for name in types_of(index) if name in own]


def reading_of(relation: str) -> str:
    """Return how a relation is written, as on the list and on the map."""
    return reading(relation, backwards=False)


@lru_cache(maxsize=1)
def types_of(index: Index) -> list[str]:
    """Return the types of relations of all notes, the most frequent first."""
    return [*index.types()]


def _folders(path: str) -> list[str]:
    return [str(parent) for parent in PurePosixPath(path).parents if str(parent) != "."]


def _choice(
    name: str, everything: str, options: list[str], chosen: str, *, said: Callable[[str], str] = str
) -> None:
    if not options:
        return
    key = f"{name}-filter"
    known = ["", *options] if chosen in ("", *options) else ["", chosen, *options]
    st.session_state[key] = chosen
    st.selectbox(
        everything,
        known,
        format_func=lambda value: said(value) if value else everything,
        key=key,
        label_visibility="collapsed",
        width=168,
        on_change=_filter,
        args=(name, key),
    )


def _filter(name: str, key: str) -> None:
    view = replace(history.current(), fact="", node="", edge="")
    value = st.session_state[key]
    if name == "within":
        history.go(replace(view, within=value))
    else:
        history.go(replace(view, relation=value))


def _similar() -> None:
    history.go(replace(history.current(), similar=bool(st.session_state["similar"])))


def _read_as() -> None:
    chosen = st.session_state["intent"]
    if chosen in INTENTS:
        view = history.current()
        history.go(reading_as(view, chosen))
