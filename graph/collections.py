"""Named collections: an index for each folder of notes, kept in the user's data folder.

In a checkout of the project the index stays in `data/index`. Elsewhere each folder that is built
gets an index of its own, and the one that was built last is asked when nothing else is named.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import NoteloomError
from graph.notes.files import roots_of
from graph.settings import DEFAULT_INDEX, DEFAULT_NOTES
from graph.storage import Index
from graph.writing import replacing

HOME_VARIABLE = "NOTELOOM_HOME"
CURRENT = "current"
"""The file with the name of the collection that was built last."""
DIGITS = 8
"""Of a digest in a folder's name: enough to tell folders of one name apart."""
_UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Collection:
    """A folder of notes that was built, with its index."""

    name: str
    index: Path
    notes: tuple[Path, ...]
    built: str
    """When, in ISO form; empty where the index cannot be read."""
    is_current: bool


def home() -> Path:
    """Return the folder that holds the collections: NOTELOOM_HOME, or the user's data folder."""
    if given := os.environ.get(HOME_VARIABLE):
        return Path(given).expanduser()
    from platformdirs import user_data_path

    return user_data_path("noteloom") / "collections"


def default_index(paths: Sequence[Path] = (), *, named: Path | None = None) -> Path:
    """Return the index of the notes in `paths`, of the name or folder `named`, or the last one."""
    if named is not None:
        collection = home() / named
        known = len(named.parts) == 1 and not named.exists() and collection.is_dir()
        return collection if known else named
    if given := os.environ.get("NOTELOOM_INDEX"):
        return Path(given)
    if DEFAULT_INDEX.is_dir() or DEFAULT_NOTES.is_dir():
        return DEFAULT_INDEX
    if paths:
        return index_of(paths)
    return home() / (_current() or "notes")


def index_of(paths: Sequence[Path]) -> Path:
    """Return the index of the collection that these files and folders make up."""
    roots = sorted(str(path.expanduser().resolve()) for path in paths)
    digest = hashlib.blake2b("\0".join(roots).encode()).hexdigest()[:DIGITS]
    first = _UNSAFE.sub("-", paths[0].expanduser().resolve().name).strip("-.") or "notes"
    return home() / f"{first}-{digest}"


def make_current(index: Path) -> None:
    """Note that a collection was built last; an index elsewhere is none and changes nothing."""
    if index.parent == home():
        with replacing(home() / CURRENT) as file:
            file.write_text(index.name, encoding="utf-8")


def collections() -> list[Collection]:
    """Return every collection by name; one whose index cannot be read is among them."""
    return sorted(_found(), key=lambda one: one.name)


def _found() -> Iterator[Collection]:
    folder, current = home(), _current()
    for index in folder.iterdir() if folder.is_dir() else ():
        if index.is_dir():
            about = _about(index)
            yield Collection(
                name=index.name,
                index=index,
                notes=tuple(roots_of(about.get("notes", ""))),
                built=about.get("built", ""),
                is_current=index.name == current,
            )


def _about(index: Path) -> dict[str, str]:
    try:
        opened = Index(index)
    except (NoteloomError, OSError):
        return {}
    try:
        return dict(opened.about_build)
    finally:
        opened.close()


def _current() -> str:
    file = home() / CURRENT
    name = file.read_text("utf-8").strip() if file.is_file() else ""
    return name if (home() / name).is_dir() else ""
