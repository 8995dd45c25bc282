"""What changed on disk since the last build."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import FileSkipped
from graph.notes import Found, find_files, read_note
from graph.records import Note, Skipped
from graph.storage import KeptNote


@dataclass(frozen=True, slots=True)
class Changed:
    """A file that is new or says something new, as read."""

    note: Note
    file: str
    size: int
    modified: int


@dataclass(frozen=True, slots=True)
class Touched:
    """A file that was written again with the same content."""

    path: str
    size: int
    modified: int


@dataclass(frozen=True, slots=True)
class Scan:
    """The files found, sorted into what must be done about them."""

    changed: Sequence[Changed]
    touched: Sequence[Touched]
    gone: Sequence[str]
    """Paths that the index holds and the disk no longer does."""
    skipped: Sequence[Skipped]
    files: int


def scan(
    paths: Sequence[Path],
    kept: Mapping[str, KeptNote],
    *,
    fresh: bool,
    tell: Callable[[int, int, str], None],
) -> Scan:
    """Find the files under `paths`, read the ones that are new or changed, and name those gone.

    A file with the size and time that the index knows is taken as unchanged without being read.
    Raises NotesMissing when a path is not there.
    """
    found: list[Found] = []
    skipped: list[Skipped] = []
    for one in find_files(paths):
        if isinstance(one, Skipped):
            skipped.append(one)
        else:
            found.append(one)
    changed: list[Changed] = []
    touched: list[Touched] = []
    present: set[str] = set()
    for done, file in enumerate(found):
        tell(done, len(found), file.path)
        before = kept.get(file.path)
        try:
            size, modified = _stat(file.file)
            if before and not fresh and (before.size, before.modified) == (size, modified):
                present.add(file.path)
                continue
            note = read_note(file.file, file.path)
        except (FileSkipped, OSError) as error:
            skipped.append(Skipped(file.path, _reason(error)))
            continue
        present.add(file.path)
        if before and not fresh and before.digest == note.digest:
            touched.append(Touched(file.path, size, modified))
        else:
            changed.append(Changed(note, str(file.file.resolve()), size, modified))
    gone = sorted(set(kept) - present)
    return Scan(changed, touched, gone, skipped, len(present))


def _stat(file: Path) -> tuple[int, int]:
    stat = file.stat()
    return stat.st_size, stat.st_mtime_ns


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"cannot be read: {error.strerror or error}"
    return str(error)
