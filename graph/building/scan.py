"""What changed on disk since the last build."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph.errors import FileSkipped, NoteloomError
from graph.notes.bounded import bounded
from graph.notes.files import Found, Rules, find_files
from graph.notes.formats import READERS
from graph.notes.reading import read_note
from graph.records import Note, Skipped
from graph.storage.entries import FileState, KeptNote

RACY = 20_000_000
"""Nanoseconds: a file so young may change again without its time changing; it is read once more."""
UNKNOWN = 0
MANY = 10
"""Notes: of fewer, half are soon deleted by hand."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A file that is new or says something new, as read."""

    note: Note
    file: str
    state: FileState


@dataclass(frozen=True, slots=True)
class Touched:
    """A file that was written again with the same content."""

    path: str
    state: FileState


@dataclass(frozen=True, slots=True)
class Scan:
    """What must be looked at: files to read, paths that are gone, and what was left out."""

    to_read: Sequence[Found]
    gone: Sequence[str]
    """Paths that the index holds and the disk no longer does."""
    skipped: Sequence[Skipped]
    unchanged: int = 0
    unread: Mapping[str, int] = field(default_factory=dict)
    """How many files of formats that are not read there are, by ending."""
    partial: bool = False
    """Whether nothing is said of the files that are not named here."""


def scan(paths: Sequence[Path], kept: Mapping[str, KeptNote], *, again: bool) -> Scan:
    """Find the files under `paths`, those to read, and the paths that are gone.

    A file in the state that the index knows is taken as unchanged without being read, unless
    `again`. Raises NotesMissing when a path is not there.
    """
    to_read: list[Found] = []
    skipped: list[Skipped] = []
    unchanged: set[str] = set()
    unread: Counter[str] = Counter()
    for one in find_files(paths, unread):
        if isinstance(one, Skipped):
            skipped.append(one)
        elif not again and _is_as_kept(one, kept.get(one.path)):
            unchanged.add(one.path)
        else:
            to_read.append(one)
    gone = sorted(kept.keys() - unchanged - {found.path for found in to_read})
    return Scan(to_read, gone, skipped, len(unchanged), unread)


def quick_look(
    changed: Collection[str], known: Mapping[str, str], roots: Sequence[Path]
) -> Scan | None:
    """Return what must be looked at when these files changed; None where only a scan can tell.

    `known` has the paths of the notes in the index by file. Told at once are notes that are known,
    and new ones beside them.
    """
    to_read, gone = [], []
    for file in sorted(changed):
        if Path(file).suffix.lower() not in READERS:
            return None
        there = Path(file).is_file() and not Path(file).is_symlink()
        path = known.get(file) or (_path_beside(Path(file), known, roots) if there else None)
        if path is None:  # such as a file that was skipped and has gone
            return None
        if there and path:
            to_read.append(Found(Path(file), path))
        elif path:
            gone.append(path)
    if gone and (len(gone) > len(known) / 2 or _is_emptied(known, roots)):
        return None  # as a disk that is looked at again and again goes away
    return Scan(to_read, gone, (), partial=True)


def _is_emptied(files: Collection[str], roots: Sequence[Path]) -> bool:
    """Tell whether no file of one of the folders is there any more."""
    folders = [str(root.resolve()) + os.sep for root in roots]
    held = [[file for file in files if file.startswith(folder)] for folder in folders]
    return any(of_one and not any(map(os.path.exists, of_one)) for of_one in held)


def _path_beside(file: Path, known: Mapping[str, str], roots: Sequence[Path]) -> str | None:
    """Return the path of a new note, "" where it is ignored, None where no note lies beside it."""
    root = next((one.resolve() for one in roots if file.is_relative_to(one.resolve())), None)
    beside = next((known[str(one)] for one in file.parent.iterdir() if str(one) in known), None)
    if beside is None or root is None or not root.is_dir():
        return None
    folder = beside.rpartition("/")[0]
    steps = file.parent.relative_to(root).parts
    shown = f"{folder}/" if folder else ""
    rules = Rules()
    for place in range(len(steps) + 1):
        above = "/".join(folder.split("/")[: len(folder.split("/")) - len(steps) + place])
        rules = rules.within(root.joinpath(*steps[:place]), f"{above}/" if above else "")
    hidden = file.name.startswith(".") or rules.ignore(shown + file.name)
    return "" if hidden else shown + file.name


def check_still_there(scan: Scan, kept: Mapping[str, KeptNote], roots: Sequence[Path]) -> None:
    """Raise NoteloomError where most notes, or all of a folder, went at once, as with a disk."""
    left = len(scan.to_read) + scan.unchanged
    most = len(kept) >= MANY and left < len(kept) / 2
    files = [one.file for one in kept.values()]
    files += [str(one.file.resolve()) for one in scan.to_read]
    if scan.gone and (most or _is_emptied(files, roots)):
        raise NoteloomError(
            f"{len(scan.gone)} of {len(kept)} notes have gone at once, so the index keeps them: "
            "bring their folder back, or run `noteloom build --forget` if they were deleted."
        )


def check_not_empty(scan: Scan, kept: Mapping[str, KeptNote], roots: Sequence[Path]) -> None:
    """Raise NoteloomError where a folder of many notes is left without anything, as a mount is."""
    for root in roots:
        if root.is_dir() and not any(root.iterdir()):
            held = sum(Path(one.file).is_relative_to(root.resolve()) for one in kept.values())
            if held >= MANY:
                raise NoteloomError(
                    f"{root} is empty, and the index holds {held} notes of it: mount the disk if "
                    "it is one, or run `noteloom build --forget` if they were deleted."
                )


def read(found: Found, before: KeptNote | None) -> Changed | Touched | Skipped:
    """Read a file; `before` is what the index knows of it, if it may be taken at its word."""
    try:
        state = FileState.of(found.file.stat())
        note = bounded(lambda: read_note(found.file, found.path), size=state.size)
    except (FileSkipped, OSError) as error:
        return Skipped(found.path, _reason(error))
    if time.time_ns() - max(state.modified, state.changed) < RACY:
        state = replace(state, modified=UNKNOWN)
    if before and before.digest == note.digest:
        return Touched(found.path, state)
    return Changed(note, str(found.file.resolve()), state)


def left_out(before: Iterable[Skipped], scan: Scan, now: Iterable[Skipped]) -> list[Skipped]:
    """Return all files that are left out, by path: those of before where nothing new is known."""
    looked_at = {found.path for found in scan.to_read} | set(scan.gone)
    known = [one for one in before if scan.partial and one.path not in looked_at]
    return sorted({*known, *scan.skipped, *now}, key=lambda one: (one.path, one.reason))


def _is_as_kept(found: Found, before: KeptNote | None) -> bool:
    if before is None:
        return False
    try:
        return before.state == FileState.of(found.file.stat())
    except OSError:
        return False


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"cannot be read: {error.strerror or error}"
    return str(error)
