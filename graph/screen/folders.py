"""The folders of this machine as the page lists them: from the home folder down, never above it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.notes.formats import READERS
from graph.screen import words
from graph.screen.blocks import Block, Group, Row
from graph.screen.trustline import counted

MOST_FOLDERS = 200
"""Folders of one listing: who has more types the path."""
SHOWN = 8
"""Rows before "show all": with the form below they fit one screen."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A folder, those inside it, and how many notes stand in it directly."""

    folder: Path
    above: Path | None
    inside: tuple[tuple[Path, int], ...]
    notes: int


def listing(chosen: str, home: Path) -> Listing:
    """Return what a folder holds; one that is not under the home folder is taken for that."""
    home = home.resolve()
    folder = Path(chosen).expanduser().resolve() if chosen else home
    if not (folder.is_relative_to(home) and folder.is_dir()):
        folder = home
    inside = [(one, _notes_in(one)) for one in sorted(_folders_in(folder, home))[:MOST_FOLDERS]]
    above = folder.parent if folder != home else None
    return Listing(folder, above, tuple(inside), _notes_in(folder))


def folder_blocks(here: Listing) -> list[Block]:
    """Return a listing as rows: a click goes into a folder or out of it."""
    up = (Row(key="up", name=words.FOLDER_UP, enter=str(here.above)),) if here.above else ()
    rows = tuple(
        Row(
            key=str(folder),
            name=folder.name,
            label=counted(notes, "note") if notes else "",
            enter=str(folder),
        )
        for folder, notes in here.inside
    )
    note = words.IN_FOLDER.format(counted(here.notes, "note"), counted(len(rows), "folder"))
    return [Group(str(here.folder), (*up, *rows), note=note, shown=SHOWN)]


def _folders_in(folder: Path, home: Path) -> Iterator[Path]:
    """Return the folders inside that can be looked into; a link out of home is left out."""
    for one in _entries(folder):
        if not one.name.startswith(".") and one.is_dir() and one.resolve().is_relative_to(home):
            yield one


def _notes_in(folder: Path) -> int:
    return sum(one.suffix.lower() in READERS for one in _entries(folder))


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:  # not ours to read
        return []
