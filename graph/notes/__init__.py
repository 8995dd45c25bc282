"""Text in, facts out: find the files, read them, tell what each line states and where it stands."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.notes.files import Found, find_files
    from graph.notes.formats import READERS
    from graph.notes.outline import Block, Reader
    from graph.notes.reading import facts_of, read_note

__all__ = ["READERS", "Block", "Found", "Reader", "facts_of", "find_files", "read_note"]
_MODULES = {
    "READERS": "formats", "Block": "outline", "Found": "files", "Reader": "outline",
    "facts_of": "reading", "find_files": "files", "read_note": "reading",
}  # fmt: skip


def __getattr__(name: str) -> object:
    """Load what reads notes only where notes are read: a question needs none of it."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
