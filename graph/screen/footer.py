"""The foot of the page: the source strip of what is picked, and the trust line."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from graph.errors import NoteloomError
from graph.knowledge import Knowledge
from graph.records import Fact, Relation
from graph.screen import history, words
from graph.screen.deeds import did
from graph.screen.drawn import draw_source
from graph.screen.found import names_of
from graph.screen.jobs import INDEXING
from graph.screen.opened import knowledge
from graph.screen.source import BESIDE, line_above, source_of
from graph.screen.state import View
from graph.screen.trustline import trust_parts
from graph.storage import Index
from graph.views.pictures import ends_of

LOOK_EVERY = 1.5
"""Seconds between two looks at the index: a change on disk is to be seen within five."""


def draw_footer(view: View, notes: Knowledge, generation: int) -> None:
    """Draw the strip of what is picked, and what the page, drawn of a generation, rests on."""
    with st.bottom:
        _source(view, notes)
        with st.container(key="trust"):
            _trust(generation)


def picked_of(view: View, index: Index) -> tuple[Fact | None, Relation | None]:
    """Return the line and the relation that are picked; what the index does not know is nothing."""
    source, kind, target = ends_of(view.edge)
    relation = (
        next((r for r in index.relations(source) if (r.type, r.target) == (kind, target)), None)
        if source
        else None
    )
    wanted = view.fact or (relation.facts[0] if relation else "")
    return (index.fact(wanted) if wanted else None), relation


def _source(view: View, notes: Knowledge) -> None:
    index = notes.index
    fact, relation = picked_of(view, index)
    if fact is None or view.note == fact.path:  # the open note shows the line itself
        return
    strip = source_of(
        fact,
        notes.around(fact, before=BESIDE, after=BESIDE),
        relation=relation,
        names=names_of(index),
        others=index.facts(relation.facts) if relation else (),
        above=_parent(fact, relation, notes) if relation else None,
    )
    draw_source(strip, did=did)


def _parent(fact: Fact, relation: Relation, notes: Knowledge) -> tuple[int, str] | None:
    """Return the heading or the bullet above a line that names the other end of a relation."""
    named = {mention.concept for mention in fact.mentions}
    missing = [end for end in (relation.source, relation.target) if end not in named]
    concepts = [concept for end in missing if (concept := notes.index.concept(end))]
    names = [name for one in concepts for name in (one.name, *one.aliases)]
    before = notes.index.lines(fact.path, 1, fact.line)
    return line_above(fact, before, names) if names else None


@st.fragment(run_every=LOOK_EVERY)
def _trust(generation: int) -> None:
    left_behind = history.is_left_behind()
    try:
        report, now = knowledge().stats(), knowledge().index.generation
    except NoteloomError:
        return
    if now != generation or left_behind:
        st.rerun()
    line = trust_parts(report, datetime.now(UTC))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        kept = () if report.skipped else (words.SKIPPED_NUMBER.format(0),)
        st.text(" · ".join((*line, *kept, words.LOCAL)), width="content")
        # A place of its own: what comes and goes before the line would show it twice meanwhile.
        with st.container(horizontal=True, vertical_alignment="center", width="content"):
            _building()
        if report.skipped:
            with st.popover(words.SKIPPED_NUMBER.format(len(report.skipped)), type="tertiary"):
                for one in report.skipped:
                    st.text(f"{one.path}: {one.reason}")


def _building() -> None:
    """Draw how far a build is, or why one ended."""
    progress = INDEXING.progress
    if progress.running:
        st.progress(progress.share, width=160)
        st.text(progress.told, width="content")
    elif progress.error:
        st.text(progress.error, width="content")
