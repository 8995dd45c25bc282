"""The reader's hand on a concept's names: what a decision would change, the decision, undo."""

from __future__ import annotations

import tomllib
from collections.abc import Callable

import streamlit as st

from graph.building import OnProgress
from graph.errors import NoteloomError
from graph.knowledge import Knowledge
from graph.naming import KEYS, Decision, Preview, Verb
from graph.records import Concept
from graph.screen import words
from graph.screen.jobs import INDEXING
from graph.screen.trustline import counted

VERBS: dict[Verb, str] = {
    "rename": words.RENAME,
    "alias": words.ALSO_CALLED,
    "merge": words.MERGE,
    "split": words.SPLIT,
}
"""How the page asks for each decision."""
UNDONE: dict[Verb, str] = {
    "rename": words.RENAME_UNDONE,
    "alias": words.ALIAS_UNDONE,
    "merge": words.MERGE_UNDONE,
    "split": words.SPLIT_UNDONE,
}
"""What each decision is, once it was taken back."""
PREVIEWED = 4
"""Lines of a preview: they fit the menu."""
VERB, OTHER, SAID = "names-verb", "names-other", "names-said"


def draw_names(concept: Concept, notes: Knowledge) -> None:
    """Draw the decisions about a concept's names, with what each would change."""
    menu = st.popover(
        "Names",
        type="tertiary",
        key="names",
    )
    with menu:
        st.caption(words.NOTES_UNCHANGED)
        verb = st.selectbox(words.ACTION, list(VERBS), format_func=VERBS.__getitem__, key=VERB)
        other = st.text_input("Name", key=OTHER, label_visibility="collapsed", live=True)
        decision = decision_of(verb, concept.name, other.strip()) if other.strip() else None
        if decision:
            for line in previewed(decision, notes):
                st.text(line)
        # It stays as it is when there is nothing to do: who came to it by keys goes on from there.
        st.button(
            words.APPLY, type="primary", key="decide", on_click=_decide, args=(decision, notes)
        )
        st.button(words.UNDO, type="tertiary", on_click=_undo, args=(notes,))
        said = st.session_state.pop(SAID, "")
        if said:
            st.text(said)


def decision_of(verb: Verb, name: str, other: str) -> Decision:
    """Return the decision with its two names in the order that its verb takes."""
    return Decision(verb, other, name) if verb == "split" else Decision(verb, name, other)


def moves(preview: Preview) -> str:
    """Return what a decision would change: "41 facts, 9 relations move"."""
    facts, relations = len(preview.facts), preview.relations
    if not facts and not relations:
        return words.NO_LINE_NAMED
    return words.WILL_CHANGE.format(counted(facts, "fact"), counted(relations, "relation"))


def previewed(decision: Decision, notes: Knowledge) -> list[str]:
    """Return what a decision would change with the first lines, or why it cannot be taken."""
    try:
        preview = notes.preview(decision)
    except NoteloomError as error:
        return [str(error)]
    return [moves(preview), *lines_of(preview)]


def lines_of(preview: Preview) -> list[str]:
    """Return the first lines that a decision would change, each with its place."""
    shown = [f"{one.path}, line {one.line}: {one.plain}" for one in preview.facts[:PREVIEWED]]
    more = len(preview.facts) - len(shown)
    return [*shown, *([words.AND_MORE.format(more)] if more else [])]


def _decide(decision: Decision | None, notes: Knowledge) -> None:
    if decision is None:
        st.session_state[SAID] = words.TYPE_FIRST
        return

    def job(on_progress: OnProgress) -> str:
        notes.decide(decision, on_progress=on_progress)
        return words.KEPT_IN_FILE

    st.session_state[OTHER] = ""
    _run(job)


def _undo(notes: Knowledge) -> None:
    _run(lambda on_progress: undone(notes.undo(on_progress=on_progress)))


def undone(entry: str) -> str:
    """Return what a decision that was taken back said, from how it stood in the file."""
    for verb, told in UNDONE.items():
        for table in tomllib.loads(entry).get(verb, ()):
            first, second = (str(table.get(key, "?")) for key in KEYS[verb])
            return told.format(first, second)
    return f"Undone: {' '.join(entry.split())}"


def _run(job: Callable[[OnProgress], str]) -> None:
    """Decide while the reader waits: what the page draws next is already so."""
    while not INDEXING.run(job):
        INDEXING.wait()
    ended = INDEXING.wait()
    st.session_state[SAID] = ended.error or ended.said
