"""The name of a note that is a page: what all of it is about, when no heading says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from urllib.parse import unquote

from graph.notes.outline import Block
from graph.records import Note

_NAMELESS = frozenset({"readme", "index", "note", "notes", "untitled", "todo", "inbox"})
"""File names that say what a file is for, not what it is about."""
_COVERS = ("readme", "index", "_index")
"""Those of them that say what their folder is about."""


_NUMBERED = re.compile(
    r"(?P<exported>.+?) [0-9a-f]{32}(?:_all)?|\d{14}-(?P<roam>.+)"
    r"|\d{8}T\d{6}--(?P<denote>.+?)(?:__\w+)?"
)
"""File names with a number that only a program reads: of Notion, org-roam, Denote."""


GAP = re.compile(r"\{\{.*?\}\}|<%.*?%>")
"""What a template leaves to be filled in; it is no name."""


def page_name(path: str) -> str:
    """Return the name that a file's name gives; "A___B" and "A%2FB" are pages under a page.

    One that only says that it comes first in its folder is called as the folder.
    """
    place = PurePosixPath(path)
    own = place.parent.name if place.stem.lower() in _COVERS and place.parent.name else place.stem
    return without_number(unquote(own).replace("___", "/").strip())


def without_number(name: str) -> str:
    """Return a file's name without the number that a program gave it."""
    numbered = _NUMBERED.fullmatch(name)
    if numbered is None:
        return name
    if numbered["exported"]:
        return numbered["exported"].strip()
    return re.sub(r"[_-]", " ", numbered["roam"] or numbered["denote"]).strip()


def is_cover(path: str, heading: str) -> bool:
    """Whether a note says what a folder of notes is about: a README that lists the others.

    One that bears its folder's name is that folder's page: "docker/README.md" under "Docker".
    """
    folder = _key(PurePosixPath(path).parent.name)
    own = bool(folder) and folder in _key(heading)
    return PurePosixPath(path).stem.lower() in _COVERS and not own


def page_of(note: Note, blocks: Sequence[Block]) -> str:
    """Return the title that stands above every fact of a page, or an empty string.

    A page whose one first-level heading comes before all others bears its name there already,
    unless the note calls itself something else.
    """
    headings = [block for block in blocks if block.role == "heading"]
    first = headings[0] if headings else None
    alone = first and first.depth == 1 and sum(one.depth == 1 for one in headings) == 1
    if first and alone and _key(note.title) in (_key(first.plain), _key(page_name(note.path)), ""):
        return ""
    return "" if note.title.lower() in _NAMELESS else note.title


def is_same_name(one: str, other: str) -> bool:
    """Tell whether two names differ in no letter or figure."""
    return _key(one) == _key(other) != ""


def _key(name: str) -> str:
    return "".join(filter(str.isalnum, name)).casefold()
