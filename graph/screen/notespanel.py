"""The notes: choose a folder, drop files, load the sample; what was read, and what was left out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from graph.knowledge import Knowledge
from graph.notes import READERS
from graph.screen.jobs import INDEXING, known_folders
from graph.screen.opened import dropped_folder
from graph.screen.plain import plain
from graph.settings import DEFAULT_NOTES

LOOK_EVERY = 0.5
"""Seconds between two looks at a build: a bar that stands still looks broken."""
MOST_FOLDERS = 200
FOLDER = "folder"


def draw_welcome(notes: Knowledge, *, trouble: str = "") -> None:
    """Draw what to do where there is no index yet, or one that cannot be read."""
    with st.container(width=760):
        st.title("What do your notes say?", anchor=False)
        st.markdown(
            "Point Noteloom at a folder of text or Markdown notes. It reads them on this machine, "
            "answers questions with the line that says so, and draws how things relate."
        )
        if trouble:
            st.text(trouble)
            st.button("Build it again", type="primary", on_click=_build, args=(notes, (), True))
        elif DEFAULT_NOTES.is_dir():
            st.button(
                "Try it with the sample notes",
                type="primary",
                on_click=_build,
                args=(notes, (DEFAULT_NOTES,), False),
            )
        _progress(waiting=True)
        _sources(notes)


def draw_notes(notes: Knowledge) -> None:
    """Draw the notes that are read, and how to read others."""
    st.header("Notes", anchor=False)
    with st.container(width=860):
        _progress(waiting=False)
        _read_now(notes)
        _sources(notes)


def _read_now(notes: Knowledge) -> None:
    index = notes.index
    folders = known_folders(notes)
    for folder in folders:
        st.text(str(folder))
    with st.container(horizontal=True):
        st.button("Read again what changed", on_click=_build, args=(notes, (), False))
        st.button(
            "Read everything afresh", type="tertiary", on_click=_build, args=(notes, (), True)
        )
    paths = index.paths()
    facts = dict.fromkeys(paths, 0)
    for path in paths:
        facts[path] = len(index.facts_of(path))
    rows = [{"file": path, "facts": count, "state": "read"} for path, count in facts.items()]
    rows += [{"file": s.path, "facts": 0, "state": f"skipped: {s.reason}"} for s in index.skipped()]
    st.dataframe(rows, hide_index=True, height=320)


def _sources(notes: Knowledge) -> None:
    st.subheader("Another folder", anchor=False)
    with (
        st.form("choose", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        typed = st.text_input(
            "Folder with notes",
            key=FOLDER,
            placeholder="/home/me/notes",
            label_visibility="collapsed",
        )
        chosen = st.form_submit_button("Read this folder")
    if chosen:
        _chosen(notes, typed)
    near = folders_near(typed or "")
    if near:
        with st.container(horizontal=True, gap="small"):
            for folder in near[:12]:
                st.button(
                    plain(folder.name),
                    key=f"in-{folder}",
                    on_click=_enter,
                    args=(str(folder),),
                    type="tertiary",
                    icon=":material/folder:",
                )
    st.subheader("Drop files", anchor=False)
    endings = sorted(ending.removeprefix(".") for ending in READERS)
    files = st.file_uploader(
        "Notes to add", type=endings, accept_multiple_files=True, label_visibility="collapsed"
    )
    if files and st.button("Read the dropped files", type="primary"):
        saved = [keep_dropped(one.name, one.getvalue()) for one in files]
        INDEXING.start(notes, [*known_folders(notes), saved[0].parent])
        st.rerun()


def folders_near(typed: str) -> list[Path]:
    """Return the folders inside the one that was typed, or those of the home folder."""
    start = Path(typed).expanduser() if typed.strip() else Path.home()
    try:
        inside = [one for one in start.iterdir() if one.is_dir() and not one.name.startswith(".")]
    except OSError:
        return []
    return sorted(inside)[:MOST_FOLDERS]


def keep_dropped(name: str, content: bytes) -> Path:
    """Write a dropped file into the folder for them and return where; its name keeps no path."""
    safe = Path(name.replace("\\", "/")).name.lstrip(".") or "note.txt"
    folder = dropped_folder()
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / safe
    file.write_bytes(content)
    return file


def _chosen(notes: Knowledge, typed: str) -> None:
    folder = Path(typed).expanduser()
    if not typed.strip() or not folder.exists():
        st.text(f"There is no folder {typed!r}. Type a path that exists on this machine.")
        return
    INDEXING.start(notes, [folder])
    st.rerun()


def _enter(folder: str) -> None:
    st.session_state[FOLDER] = folder


def _build(notes: Knowledge, paths: Sequence[Path], fresh: bool) -> None:
    INDEXING.start(notes, paths, fresh=fresh)


def _progress(*, waiting: bool) -> None:
    """Draw how far the build is; only while one runs does it look again by itself."""
    running = INDEXING.progress.running
    st.fragment(_bar, run_every=LOOK_EVERY if running else None)(running)
    if waiting and INDEXING.progress.error:
        st.text(INDEXING.progress.error)


def _bar(was_running: bool) -> None:
    progress = INDEXING.progress
    if progress.running:
        st.progress(progress.share)
        st.text(f"{progress.stage} {progress.done} of {progress.total} · {progress.name}")
    elif was_running:
        st.rerun()
