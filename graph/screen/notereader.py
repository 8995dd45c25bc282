"""A whole note beside the list: its text, its outline, its links, opened at the cited line."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

import streamlit as st

from graph.knowledge import Knowledge
from graph.records import Fact
from graph.screen import history, words
from graph.screen.deeds import did
from graph.screen.drawn import draw_note
from graph.screen.jobs import known_folders
from graph.screen.state import View
from graph.storage import Index

LONGEST = 20_000
"""Lines of a note that are shown; a longer one is no note to read in a browser."""
RELATED = 6
LOOKED_AT = 20
"""Things of a note whose other notes are looked at: those that it names most."""
COMMON = 200
"""Facts of a thing that half of all notes name: it relates no two of them."""
EDITORS = {
    "none": words.NO_EDITOR,
    "vscode": "VS Code",
    "obsidian": "Obsidian",
    "file": words.DEFAULT_PROGRAM,
}
FILE = "screen.json"
"""Beside the index: what the reader has set."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a note, for its outline."""

    level: int
    title: str
    line: int


def draw_open_note(view: View, notes: Knowledge) -> None:
    """Draw the note of a view, with the way back to the map."""
    st.button(words.CLOSE_NOTE, key="close-note", type="tertiary", on_click=_close)
    fact = notes.index.fact(view.fact) if view.fact else None
    if view.note not in notes.index.paths():
        st.text(words.NO_NOTE.format(view.note))
        return
    draw_note(note_data(view.note, fact, notes), did=did)


def note_data(path: str, fact: Fact | None, notes: Knowledge) -> dict[str, Any]:
    """Return a note as the browser reads it."""
    lines = notes.index.lines(path, 1, LONGEST)
    cited = fact if fact is not None and fact.path == path else None
    editor = chosen_editor(notes)
    links = linked(lines, notes.index.paths())
    return {
        "path": path,
        "lines": [[number, text] for number, text in lines],
        "cited": [cited.line, cited.end_line] if cited else [],
        "outline": [[one.level, one.title, one.line] for one in outline_of(lines)],
        "links": links,
        "related_title": words.RELATED_NOTES,
        "related": [list(one) for one in related_notes(path, links.values(), notes.index)],
        "editor": address_in(editor, path, cited.line if cited else 1, known_folders(notes)),
        "editor_name": EDITORS[editor],
        "copy": f"{cited.plain} ({path}, line {cited.line})" if cited else "",
    }


def outline_of(lines: list[tuple[int, str]]) -> list[Heading]:
    """Return the headings of a note; a mark inside a block of code is none."""
    found: list[Heading] = []
    code = False
    for number, text in lines:
        if text.lstrip().startswith(("```", "~~~")):
            code = not code
        level = len(text) - len(text.lstrip("#"))
        if not code and 0 < level <= 6 and text[level : level + 1] == " ":
            found.append(Heading(level, text[level:].strip(" #"), number))
    return found


def linked(lines: list[tuple[int, str]], paths: list[str]) -> dict[str, str]:
    """Return the note that each link between double brackets leads to."""
    stems = {PurePosixPath(path).stem.casefold(): path for path in reversed(paths)}
    names = {
        part.split("]]")[0].split("|")[0].split("#")[0].strip()
        for _, text in lines
        for part in text.split("[[")[1:]
    }
    return {
        name: stems[stem]
        for name in names
        if (stem := PurePosixPath(name).name.casefold().removesuffix(".md")) in stems
    }


def related_notes(path: str, linked: Collection[str], index: Index) -> list[tuple[str, str]]:
    """Return other notes with their reasons: links first, then what both write about."""
    facts = index.facts_of(path)
    subjects = Counter(fact.subject for fact in facts if fact.subject)
    reasons: dict[str, list[str]] = defaultdict(list)
    for other in linked:
        reasons[other].append(words.LINKED_HERE)
    for subject, _ in subjects.most_common(1):
        stated = [
            r for r in index.relations(subject) if r.type == "links_to" and r.target == subject
        ]
        for fact in index.facts(r.facts[0] for r in stated if r.facts):
            reasons[fact.path].append(words.LINKS_HERE)
    shared = _sharing(path, Counter(m.concept for fact in facts for m in fact.mentions), index)
    for other, names in shared:
        reasons[other].append(words.BOTH_NAME.format(", ".join(names[: RELATED // 2])))
    reasons.pop(path, None)
    return [(other, "; ".join(dict.fromkeys(said))) for other, said in reasons.items()][:RELATED]


def _sharing(path: str, named: Counter[str], index: Index) -> list[tuple[str, list[str]]]:
    """Return the notes that share most with a note, and what: what few notes name counts most."""
    sizes = index.sizes()
    scores: dict[str, float] = defaultdict(float)
    names: dict[str, list[str]] = defaultdict(list)
    for concept_id, _ in named.most_common(LOOKED_AT):
        concept = index.concept(concept_id)
        if concept is None or sizes.get(concept_id, (0, 0))[0] > COMMON:
            continue
        others = {fact.path for fact in index.naming(concept_id)} - {path}
        for other in sorted(others):
            scores[other] += 1 / len(others)
            names[other].append(concept.name)
    order = sorted(scores, key=lambda other: (-scores[other], other))
    return [(other, names[other]) for other in order[:RELATED]]


def address_in(editor: str, path: str, line: int, folders: list[Path]) -> str:
    """Return the address that opens a note in an editor; nothing where its file is not found."""
    files = (folder / path if folder.is_dir() else folder for folder in folders)
    file = next((one for one in files if one.is_file() and str(one).endswith(path)), None)
    if file is None or editor == "none":
        return ""
    whole = quote(str(file.resolve()))
    if editor == "vscode":
        return f"vscode://file{whole}:{line}"
    return (
        f"obsidian://open?path={quote(str(file.resolve()), safe='')}"
        if editor == "obsidian"
        else f"file://{whole}"
    )


def chosen_editor(notes: Knowledge) -> str:
    """Return the editor that the reader has chosen."""
    try:
        read = json.loads((notes.settings.index / FILE).read_text(encoding="utf-8"))
        return read["editor"] if read["editor"] in EDITORS else "none"
    except (OSError, ValueError, KeyError, TypeError):
        return "none"


def draw_editor_setting(notes: Knowledge) -> None:
    """Draw the choice of the editor in which notes are opened."""
    st.session_state["editor"] = chosen_editor(notes)
    st.selectbox(
        words.OPEN_NOTES_IN,
        list(EDITORS),
        format_func=EDITORS.__getitem__,
        key="editor",
        width=240,
        on_change=_choose,
        args=(notes,),
    )


def _choose(notes: Knowledge) -> None:
    chosen = {"editor": st.session_state["editor"]}
    (notes.settings.index / FILE).write_text(json.dumps(chosen), encoding="utf-8")


def _close() -> None:
    history.go(replace(history.current(), note=""))
