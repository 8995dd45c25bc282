"""Find the files that hold notes, under the folders and among the files that the user names."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pathspec import GitIgnoreSpec

from graph.errors import NotesMissing
from graph.notes.formats import READERS
from graph.records import Skipped

IGNORE_FILES = (".gitignore", ".noteloomignore")
NEVER_NOTES = frozenset({"node_modules", "__pycache__", "venv", "bower_components"})
"""Folders of programs: what they hold was written by nobody who takes notes."""
INDEX_SIGN = "noteloom.db"
"""The file by which a folder is known for an index, whose exports are no notes."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, and the path under which it is shown and kept."""

    file: Path
    path: str


@dataclass(frozen=True, slots=True)
class Rules:
    """The ignore files that hold for a folder: each with the folder it lies in."""

    specs: tuple[tuple[str, GitIgnoreSpec], ...] = ()

    def within(self, folder: Path, shown: str) -> Rules:
        """Return these rules and those that the folder itself brings."""
        lines: list[str] = []
        for name in IGNORE_FILES:
            file = folder / name
            if file.is_file():
                lines += file.read_text("utf-8-sig", errors="replace").splitlines()
        return Rules((*self.specs, (shown, GitIgnoreSpec.from_lines(lines)))) if lines else self

    def ignore(self, shown: str) -> bool:
        """Tell whether a path is left out; a folder's path ends with a slash."""
        verdict = False
        for folder, spec in self.specs:
            found = spec.check_file(shown.removeprefix(folder)).include
            verdict = verdict if found is None else found
        return verdict


def find_files(paths: Sequence[Path]) -> Iterator[Found | Skipped]:
    """Yield every note under `paths` once, in a settled order.

    A file that is named itself and cannot be a note is yielded as skipped; inside folders such
    files are passed over. Raises NotesMissing, before anything is yielded, if a path is not there.
    """
    for path in paths:
        if not path.exists():
            raise NotesMissing(f"{path} is not there: name a file or a folder with notes")
    return _found(paths)


def _found(paths: Sequence[Path]) -> Iterator[Found | Skipped]:
    seen: set[tuple[int, int]] = set()
    taken: set[str] = set()
    for path in paths:
        first = f"{path.resolve().name}/" if len(paths) > 1 and path.is_dir() else ""
        first = _free(first, path, taken)
        files = _in_folder(path, first, Rules(), seen) if path.is_dir() else iter([_named(path)])
        for one in files:
            if isinstance(one, Skipped) or _is_new(one.file, seen):
                yield one


def _free(first: str, path: Path, taken: set[str]) -> str:
    """Return the beginning of the shown paths; with its parent's name if another folder has it."""
    if first in taken and first:
        first = f"{path.resolve().parent.name}/{first}"
    while first in taken and first:
        first = f"{first[:-1]}_/"
    taken.add(first)
    return first


def _named(path: Path) -> Found | Skipped:
    if path.suffix.lower() in READERS:
        return Found(path, path.name)
    endings = ", ".join(READERS)
    return Skipped(path.name, f"is of a format that is not read; these are: {endings}")


def _in_folder(
    folder: Path, shown: str, rules: Rules, seen: set[tuple[int, int]]
) -> Iterator[Found]:
    """Yield the notes of a folder, its files before its folders; a loop of links is left."""
    if not _is_new(folder, seen):
        return
    rules = rules.within(folder, shown)
    folders: list[os.DirEntry[str]] = []
    for entry in _entries(folder):
        if entry.is_dir():
            folders.append(entry)
        elif _is_note(entry) and not rules.ignore(shown + entry.name):
            yield Found(Path(entry.path), shown + entry.name)
    for entry in folders:
        below = f"{shown}{entry.name}/"
        if not rules.ignore(below) and not (Path(entry.path) / INDEX_SIGN).exists():
            yield from _in_folder(Path(entry.path), below, rules, seen)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """Return what lies in a folder, by name; hidden things and what cannot be opened left out."""
    try:
        with os.scandir(folder) as entries:
            seen = [e for e in entries if e.name[0] != "." and e.name not in NEVER_NOTES]
    except OSError:
        return []
    return sorted(seen, key=lambda entry: entry.name)


def _is_note(entry: os.DirEntry[str]) -> bool:
    return Path(entry.name).suffix.lower() in READERS and entry.is_file()


def _is_new(path: Path, seen: set[tuple[int, int]]) -> bool:
    """Tell whether a file or folder was not met before, under whatever name."""
    stat = path.stat()
    key = stat.st_dev, stat.st_ino
    if key in seen:
        return False
    seen.add(key)
    return True
