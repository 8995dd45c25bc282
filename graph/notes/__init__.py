"""Text in, facts out: find the files, read them, tell what each line states and where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph.lazy import lazily
from graph.records import Fact, Note

if TYPE_CHECKING:
    from graph.notes.files import Found, find_files
    from graph.notes.formats import READERS
    from graph.notes.outline import Block, Reader
    from graph.notes.reading import read_note

__all__ = ["READERS", "Block", "Found", "Reader", "facts_of", "find_files", "read_note"]

__getattr__ = lazily(
    __name__,
    {
        "READERS": "formats",
        "Block": "outline",
        "Found": "files",
        "Reader": "outline",
        "find_files": "files",
        "read_note": "reading",
    },
)


def facts_of(note: Note) -> list[Fact]:
    """Return the facts of a note in order; their subjects and mentions are not set yet."""
    from graph.notes.facts import facts_from
    from graph.notes.formats import READERS
    from graph.notes.pages import page_of

    reader = READERS[Path(note.path).suffix.lower()]
    blocks = reader.blocks(note.text)
    return facts_from(note, blocks, page=page_of(note, blocks) if reader.is_page else "")
