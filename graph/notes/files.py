"""Find the files that hold notes, under the folders and among the files that the user names.

Nothing is left out without a word: what could be a note and cannot be read is told with its reason,
files of other formats are counted by their ending.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import NotesMissing
from graph.records import Skipped

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

IGNORE_FILES = (".gitignore", ".noteloomignore")
LONGEST_IGNORE_FILE = 1024 * 1024
"""Bytes: nobody writes more patterns than that."""
NEVER_NOTES = frozenset({"node_modules", "__pycache__", "venv", "bower_components"})
"""Folders of programs: what they hold was written by nobody who takes notes."""
NOT_COUNTED = frozenset({"noteloom.toml"})
"""Files that are read, though not as notes."""
INDEX_SIGN = "noteloom.db"
"""The file by which a folder is known for an index, whose exports are no notes."""
NOT_UTF8 = "has a name that is not UTF-8: rename it"
OUTSIDE = "is a link that leads out of the notes: name the place to `build` too to have it read"


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, and the path under which it is shown and kept."""

    file: Path
    path: str


@dataclass(frozen=True, slots=True)
class Rules:
    """The ignore files that hold for a folder: each with the folder it lies in."""

    specs: tuple[tuple[str, GitIgnoreSpec], ...] = ()
    wrong: tuple[Skipped, ...] = ()
    """What could not be read of the folder's own ignore files."""

    def within(self, folder: Path, shown: str) -> Rules:
        """Return these rules and those that the folder itself brings."""
        from pathspec import GitIgnoreSpec

        lines: list[str] = []
        wrong: list[Skipped] = []
        for name in IGNORE_FILES:
            try:
                lines += _patterns(folder / name, shown + name, wrong)
            except OSError as error:
                wrong.append(Skipped(shown + name, f"cannot be read: {error.strerror or error}"))
        more = ((shown, GitIgnoreSpec.from_lines(lines)),) if lines else ()
        return Rules((*self.specs, *more), tuple(wrong))

    def ignore(self, shown: str) -> bool:
        """Tell whether a path is left out; a folder's path ends with a slash."""
        verdict = False
        for folder, spec in self.specs:
            found = spec.check_file(shown.removeprefix(folder)).include
            verdict = verdict if found is None else found
        return verdict


def _patterns(file: Path, shown: str, wrong: list[Skipped]) -> list[str]:
    """Return the lines of an ignore file that are patterns; those that are not are told."""
    from pathspec import GitIgnoreSpec

    if not file.is_file():
        return []
    with file.open("rb") as content:
        text = content.read(LONGEST_IGNORE_FILE).decode("utf-8-sig", "replace")
    kept = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            GitIgnoreSpec.from_lines([line])
            kept.append(line)
        except (ValueError, re.error) as error:
            wrong.append(Skipped(shown, f"line {number} is no pattern and is passed over: {error}"))
    return kept


def find_files(
    paths: Sequence[Path], unread: Counter[str] | None = None
) -> Iterator[Found | Skipped]:
    """Yield every note under `paths` once, in a settled order, and what is skipped with its reason.

    A file that is named itself and cannot be a note is yielded as skipped; inside folders files of
    other formats are counted by their ending in `unread`. Raises NotesMissing, before anything is
    yielded, if a path is not there.
    """
    for path in paths:
        if not path.exists():
            raise NotesMissing(f"{path} is not there: name a file or a folder with notes")
    return _Search(paths, Counter() if unread is None else unread).run()


class _Search:
    """One walk through all that was named; a loop of links ends where it began."""

    def __init__(self, paths: Sequence[Path], unread: Counter[str]) -> None:
        self.paths, self.unread = paths, unread
        self.roots = [path.resolve() for path in paths]
        self.seen: set[tuple[int, int]] = set()

    def run(self) -> Iterator[Found | Skipped]:
        taken: set[str] = set()
        for path in self.paths:
            several = len(self.paths) > 1 and path.is_dir()
            first = _free(f"{path.resolve().name}/" if several else "", path, taken)
            if path.is_dir():
                yield from self._in_folder(path, first, Rules())
            else:
                yield from self._file(str(path), path.name, named=True)

    def _in_folder(self, folder: Path, shown: str, rules: Rules) -> Iterator[Found | Skipped]:
        """Yield the notes of a folder, its files before its folders."""
        folders: list[os.DirEntry[str]] = []
        try:
            if not self._is_new(folder.stat()):
                return
            entries = _entries(folder)
        except OSError as error:
            yield Skipped(shown, f"cannot be read: {error.strerror or error}")
            return
        rules = rules.within(folder, shown)
        yield from rules.wrong
        for entry in entries:
            path = shown + entry.name
            if _is_folder(entry):
                folders.append(entry)
            elif not (rules.specs and rules.ignore(clean_path(path))):
                yield from self._file(entry.path, path, link=entry.is_symlink())
        for entry in folders:
            below = f"{shown}{entry.name}/"
            if not rules.ignore(clean_path(below)):
                yield from self._below(entry, below, rules)

    def _below(
        self, entry: os.DirEntry[str], shown: str, rules: Rules
    ) -> Iterator[Found | Skipped]:
        if clean_path(shown) != shown:
            yield Skipped(clean_path(shown), NOT_UTF8)
        elif entry.is_symlink() and not self._is_inside(Path(entry.path)):
            yield Skipped(shown, OUTSIDE)
        elif not os.path.exists(f"{entry.path}/{INDEX_SIGN}"):  # noqa: PTH110 – quiet where unreadable
            yield from self._in_folder(Path(entry.path), shown, rules)

    def _file(
        self, place: str, shown: str, *, named: bool = False, link: bool = False
    ) -> Iterator[Found | Skipped]:
        """Yield a file as found or skipped; count it where its format is not read."""
        from graph.notes.formats import READERS

        ending = _ending(shown)
        if ending not in READERS and not named:
            if shown.rpartition("/")[2] not in NOT_COUNTED:
                self.unread[ending] += 1
            return
        path = clean_path(shown)
        try:
            found = os.stat(place)  # noqa: PTH116 – some microseconds less for each of many files
            if ending not in READERS:
                endings = ", ".join(READERS)
                yield Skipped(path, f"is of a format that is not read; these are: {endings}")
            elif path != shown:
                yield Skipped(path, NOT_UTF8)
            elif not stat.S_ISREG(found.st_mode):
                yield Skipped(path, "is no regular file")
            elif link and not self._is_inside(Path(place)):
                yield Skipped(path, OUTSIDE)
            elif self._is_new(found):
                yield Found(Path(place), shown)
        except OSError as error:
            yield Skipped(path, f"cannot be read: {error.strerror or error}")

    def _is_inside(self, link: Path) -> bool:
        target = link.resolve()
        return any(target.is_relative_to(root) for root in self.roots)

    def _is_new(self, found: os.stat_result) -> bool:
        """Tell whether a file or folder was not met before, under whatever name."""
        key = found.st_dev, found.st_ino
        new = key not in self.seen
        self.seen.add(key)
        return new


def _free(first: str, path: Path, taken: set[str]) -> str:
    """Return the beginning of the shown paths; with its parent's name if another folder has it."""
    if first in taken and first:
        first = f"{path.resolve().parent.name}/{first}"
    while first in taken and first:
        first = f"{first[:-1]}_/"
    taken.add(first)
    return first


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """Return what lies in a folder, by name; hidden things left out."""
    with os.scandir(folder) as entries:
        seen = [e for e in entries if e.name[0] != "." and e.name not in NEVER_NOTES]
    return sorted(seen, key=lambda entry: entry.name)


def _ending(shown: str) -> str:
    """Return a file's ending with its dot, in small letters; empty where it has none."""
    ending = os.path.splitext(shown)[1].lower()  # noqa: PTH122 – quicker for each of many files
    return ending if len(ending) > 1 else ""


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def clean_path(shown: str) -> str:
    """Return a path that can be written down: bytes that are no UTF-8 become escapes."""
    return os.fsencode(shown).decode("utf-8", "backslashreplace")


def roots_as_text(paths: Sequence[Path]) -> str:
    """Return the named files and folders as text that `roots_of` reads again."""
    return json.dumps([str(path.resolve()) for path in paths])


def roots_of(text: str) -> list[Path]:
    """Return the named files and folders; older indexes have one a line."""
    try:
        roots = json.loads(text) if text.startswith("[") else text.split("\n")
    except ValueError:
        return []
    return [Path(root) for root in roots if root]
