"""The notes: choose a folder, drop files, load the sample; what was read, and what was left out."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import streamlit as st

from graph.errors import BadInput
from graph.knowledge import Knowledge
from graph.notes.formats import READERS
from graph.notes.unread import unread_lines
from graph.records import Fact
from graph.screen import words
from graph.screen.blocks import Block, Group, Row
from graph.screen.deeds import BROWSED, did
from graph.screen.drawn import draw_reading
from graph.screen.folders import folder_blocks, listing
from graph.screen.jobs import INDEXING, known_folders
from graph.screen.notereader import draw_editor_setting, draw_open_note
from graph.screen.opened import dropped_folder
from graph.screen.plain import plain
from graph.screen.state import View
from graph.screen.trustline import counted
from graph.settings import DEFAULT_NOTES
from graph.storage import Index

LOOK_EVERY = 0.5
"""Seconds between two looks at a build: a bar that stands still looks broken."""
MOST_ALIKE = 1_000
"""Dropped files of one name."""
FOLDER = "folder"


def draw_welcome(notes: Knowledge, *, trouble: str = "") -> None:
    """Draw what to do where there is no index yet, or one that cannot be read."""
    with st.container(width=760):
        st.title(words.WELCOME_TITLE, anchor=False)
        st.markdown(words.WELCOME)
        if trouble:
            st.text(trouble)
            st.button(words.REBUILD, type="primary", on_click=_build, args=(notes, (), True))
        elif DEFAULT_NOTES.is_dir():
            st.button(
                words.TRY_SAMPLE,
                type="primary",
                on_click=_build,
                args=(notes, (DEFAULT_NOTES,), False),
            )
        draw_progress(waiting=True)
        _sources(notes, title=words.INDEX_A_FOLDER)


def draw_notes(view: View, notes: Knowledge) -> None:
    """Draw the notes that are read, and how to read others."""
    st.header(words.NOTES, anchor=False)
    draw_progress(waiting=False)
    left, right = st.columns(2, gap="large")
    with left:
        _read_now(view, notes)
    with right:
        _sources(notes, title=words.INDEX_ANOTHER)


def _read_now(view: View, notes: Knowledge) -> None:
    st.subheader(words.INDEXED_NOTES, anchor=False)
    for folder in known_folders(notes):
        st.text(str(folder))
    with st.container(horizontal=True):
        st.button(words.REINDEX, on_click=_build, args=(notes, (), False))
        st.button(words.REBUILD_ALL, type="tertiary", on_click=_build, args=(notes, (), True))
    for line in unread_lines(notes.stats().unread):
        st.text(line)
    if view.note:
        draw_open_note(view, notes)
    draw_editor_setting(notes)
    draw_reading(file_blocks(notes.index), view, did=did, key="files", name=words.FILES)


@lru_cache(maxsize=1)
def file_blocks(index: Index) -> list[Block]:
    """Return every file with its state: those that were skipped first, with the reason."""
    skipped = tuple(Row(key=s.path, name=s.path, crumb=s.reason) for s in index.skipped())
    read = tuple(_file(path, index.facts_of(path)) for path in index.paths())
    groups: list[Block] = []
    if skipped:
        groups.append(Group(words.SKIPPED, skipped, count=len(skipped)))
    return [*groups, Group(words.INDEXED, read, count=len(read), shown=12)]


def _file(path: str, facts: Sequence[Fact]) -> Row:
    first = facts[0].id if facts else ""
    return Row(key=path, name=path, label=counted(len(facts), "fact"), fact=first)


def _sources(notes: Knowledge, *, title: str) -> None:
    st.subheader(title, anchor=False)
    here = listing(st.session_state.get(BROWSED, ""), Path.home())
    draw_reading(folder_blocks(here), View(), did=did, key="folders", name=words.FOLDERS)
    st.button(
        plain(words.INDEX_IN.format(here.folder.name or here.folder)),
        key="read-browsed",
        on_click=_build,
        args=(notes, (here.folder,), False),
    )
    with (
        st.form("choose", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        typed = st.text_input(words.TYPE_PATH, key=FOLDER, placeholder="/home/me/notes")
        if st.form_submit_button(words.INDEX_THIS):
            _chosen(notes, typed)
    st.subheader(words.DROP_FILES, anchor=False)
    endings = sorted(ending.removeprefix(".") for ending in READERS)
    files = st.file_uploader(
        words.NOTES_TO_ADD, type=endings, accept_multiple_files=True, label_visibility="collapsed"
    )
    if files and st.button(words.INDEX_DROPPED, type="primary"):
        saved = [keep_dropped(one.name, one.getvalue()) for one in files]
        INDEXING.start(notes, [*known_folders(notes), saved[0].parent])
        st.rerun()


def keep_dropped(name: str, content: bytes) -> Path:
    """Write a dropped file into the folder for them and return where; its name keeps no path.

    Another file of that name stays: the new one gets a number.
    """
    safe = Path(Path(name.replace("\\", "/")).name.lstrip(".") or "note.txt")
    folder = dropped_folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    names = (safe.name, *(f"{safe.stem} {number}{safe.suffix}" for number in range(2, MOST_ALIKE)))
    for file in (folder / name for name in names):
        with suppress(FileExistsError), file.open("xb") as new:
            new.write(content)
            return file
        if file.is_file() and file.read_bytes() == content:
            return file
    raise BadInput(words.ALIKE.format(MOST_ALIKE, safe))


def _chosen(notes: Knowledge, typed: str) -> None:
    folder = Path(typed).expanduser()
    if not typed.strip() or not folder.exists():
        st.text(words.NO_FOLDER.format(typed))
        return
    INDEXING.start(notes, [folder])
    st.rerun()


def _build(notes: Knowledge, paths: Sequence[Path], fresh: bool) -> None:
    INDEXING.start(notes, paths, fresh=fresh)


def draw_progress(*, waiting: bool) -> None:
    """Draw how far the build is; only while one runs does it look again by itself."""
    running = INDEXING.progress.running
    st.fragment(_bar, run_every=LOOK_EVERY if running else None)(running)
    if waiting and INDEXING.progress.error:
        st.text(INDEXING.progress.error)


def _bar(was_running: bool) -> None:
    progress = INDEXING.progress
    if progress.running:
        st.progress(progress.share)
        st.text(progress.told)
    elif was_running:
        st.rerun()
