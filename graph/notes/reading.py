"""Read one file into a note."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from graph.errors import FileSkipped
from graph.notes.decoding import decoded
from graph.notes.facts import facts_from
from graph.notes.formats import READERS
from graph.notes.pages import GAP, page_name, page_of
from graph.records import Fact, Note

LARGEST_FILE = 16 * 1024 * 1024
"""Bytes: what is larger was not written by a person and would hold up the others."""
MEGABYTE = 1024 * 1024
READ_ONLY = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Not to wait for the other end of a pipe, and, on Windows, to leave line breaks as they are."""


def read_note(file: Path, path: str) -> Note:
    """Return the note in `file`, shown as `path`; its text as the file says it, decoded.

    Raises FileSkipped, with the reason, when the file cannot be read as a note.
    """
    reader = READERS.get(Path(path).suffix.lower())
    if reader is None:
        raise FileSkipped(f"is of a format that is not read; these are: {', '.join(READERS)}")
    data = _content(file)
    text = reader.text(data).replace("\0", " ") if reader.text else decoded(data)
    digest = hashlib.blake2b(data, digest_size=16).hexdigest()
    return Note(path, text, digest, title_of(text, path))


def _content(file: Path) -> bytes:
    """Return the bytes of a regular file; a pipe or a device, which may never end, is not opened.

    The file is judged once it is open: what a path leads to may change meanwhile.
    """
    with os.fdopen(os.open(file, READ_ONLY), "rb") as opened:
        found = os.fstat(opened.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise FileSkipped("is no regular file")
        data = opened.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        most, size = LARGEST_FILE // MEGABYTE, max(found.st_size, len(data)) // MEGABYTE
        raise FileSkipped(f"has {size} MB, more than {most}: split it")
    return data


def title_of(text: str, path: str) -> str:
    """Return the title that a note gives itself, or the name of its file."""
    return GAP.sub("", READERS[Path(path).suffix.lower()].title(text)).strip() or page_name(path)


def facts_of(note: Note) -> list[Fact]:
    """Return the facts of a note in order; their subjects and mentions are not set yet."""
    reader = READERS[Path(note.path).suffix.lower()]
    blocks = reader.blocks(note.text)
    return facts_from(note, blocks, page=page_of(note, blocks) if reader.is_page else "")
