"""Read one file into a note."""

from __future__ import annotations

import hashlib
from pathlib import Path

from graph.errors import FileSkipped
from graph.notes.decoding import decoded
from graph.notes.formats import READERS
from graph.notes.pages import page_name
from graph.records import Note

LARGEST_FILE = 16 * 1024 * 1024
"""Bytes: what is larger was not written by a person and would hold up the others."""
MEGABYTE = 1024 * 1024


def read_note(file: Path, path: str) -> Note:
    """Return the note in `file`, shown as `path`; its text as the file says it, decoded.

    Raises FileSkipped, with the reason, when the file cannot be read as a note.
    """
    reader = READERS.get(Path(path).suffix.lower())
    if reader is None:
        raise FileSkipped(f"is of a format that is not read; these are: {', '.join(READERS)}")
    size = file.stat().st_size
    if size > LARGEST_FILE:
        most = LARGEST_FILE // MEGABYTE
        raise FileSkipped(f"has {size // MEGABYTE} MB, more than {most}: split it")
    data = file.read_bytes()
    text = reader.text(data) if reader.text else decoded(data)
    digest = hashlib.blake2b(data, digest_size=16).hexdigest()
    return Note(path, text, digest, title_of(text, path))


def title_of(text: str, path: str) -> str:
    """Return the title that a note gives itself, or the name of its file."""
    return READERS[Path(path).suffix.lower()].title(text) or page_name(path)
