"""The reader's hand on a concept's names: what a decision would change, the decision, undo."""

from __future__ import annotations

import tomllib
from collections.abc import Callable

import streamlit as st

from graph.building import OnProgress
from graph.concepts.keys import key_of
from graph.errors import NoteloomError
from graph.knowledge import Knowledge
from graph.naming import KEYS, Decision, Preview, Verb
from graph.records import Concept
from graph.screen import words
from graph.screen.jobs import INDEXING
from graph.screen.plain import plain
from graph.screen.trustline import counted
from graph.storage import Index

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
OFFERED = 4
"""Names that are offered while one types."""
VERB, OTHER, SAID = "names-verb", "names-other", "names-said"


def draw_names(concept: Concept, notes: Knowledge) -> None:
    """Draw the decisions about a concept's names, with what each would change."""
    menu = st.popover(
        words.NAMES,
        type="tertiary",
        key="names",
    )
    with menu:
        st.caption(words.NOTES_UNCHANGED)
        verb = st.selectbox(words.ACTION, list(VERBS), format_func=VERBS.__getitem__, key=VERB)
        other = st.text_input(words.NAME, key=OTHER, label_visibility="collapsed", live=True)
        decision = decision_of(verb, concept.name, other.strip()) if other.strip() else None
        if decision:
            _complete(verb, other.strip(), concept, notes)
            for line in previewed(decision, notes):
                st.text(line)
            _offer_merge(verb, other.strip(), concept, notes)
        # It stays as it is when there is nothing to do: who came to it by keys goes on from there.
        st.button(
            words.APPLY, type="primary", key="decide", on_click=_decide, args=(decision, notes)
        )
        st.button(words.UNDO, type="tertiary", on_click=_undo, args=(notes,))
        said = st.session_state.pop(SAID, "")
        if said:
            st.text(said)


def _complete(verb: Verb, typed: str, concept: Concept, notes: Knowledge) -> None:
    """Offer the names that what is typed begins; a new name is nothing that the notes have."""
    if verb == "rename":
        return
    known = [one.name for one, _ in notes.suggest(typed, most=OFFERED) if one.id != concept.id]
    if any(name.casefold() == typed.casefold() for name in known):
        return
    with st.container(horizontal=True, gap="small", key="names-offers"):
        for name in known:
            st.button(plain(name), key=f"offer-{name}", on_click=_take, args=(name,))


def _take(name: str) -> None:
    st.session_state[OTHER] = name


def _offer_merge(verb: Verb, typed: str, concept: Concept, notes: Knowledge) -> None:
    """Offer to merge where another name that is given is another thing of the notes already."""
    other = another_called(typed, concept, notes.index) if verb in ("alias", "rename") else None
    if other is None:
        return
    st.text(words.IS_ANOTHER.format(typed, other.name))
    merge = Decision("merge", other.name, concept.name)
    for line in previewed(merge, notes)[: 1 + OFFERED]:
        st.text(line)
    st.button(
        plain(words.MERGE_INTO.format(other.name, concept.name)),
        key="merge-instead",
        on_click=_decide,
        args=(merge, notes),
    )


def another_called(name: str, concept: Concept, index: Index) -> Concept | None:
    """Return the other thing of the notes that goes under a name, if there is one."""
    key = key_of(name)
    for meant in index.named([key]).get(key, ()):
        other = index.concept(meant.concept)
        if other is not None and other.id != concept.id and index.naming(other.id):
            return other
    return None


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
    return words.UNDONE.format(" ".join(entry.split()))


def _run(job: Callable[[OnProgress], str]) -> None:
    """Decide while the reader waits: what the page draws next is already so."""
    while not INDEXING.run(job):
        INDEXING.wait()
    ended = INDEXING.wait()
    st.session_state[SAID] = ended.error or ended.said
