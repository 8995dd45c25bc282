"""Text in, facts out: find the files, read them, tell what each line states and where it stands."""

from __future__ import annotations

from pathlib import Path

from graph.notes.facts import facts_from
from graph.notes.files import Found, find_files
from graph.notes.formats import READERS
from graph.notes.outline import Block, Reader
from graph.notes.pages import page_of
from graph.notes.reading import read_note
from graph.records import Fact, Note

__all__ = ["READERS", "Block", "Found", "Reader", "facts_of", "find_files", "read_note"]


def facts_of(note: Note) -> list[Fact]:
    """Return the facts of a note in order; their subjects and mentions are not set yet."""
    reader = READERS[Path(note.path).suffix.lower()]
    blocks = reader.blocks(note.text)
    return facts_from(note, blocks, page=page_of(note, blocks) if reader.is_page else "")
