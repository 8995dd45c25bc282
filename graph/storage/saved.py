"""Files beside the database that are derived from it: which there are, and how far behind."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from graph.storage.checksums import CHECKED_AT_OPEN, sum_of

VECTORS, WORDS = PATTERNS = ("vectors.*.faiss", "words.*.packed")
"""How the files of each kind are called."""
LEAST_PARTS = 4
"""Of a file's name: generation, its random name, last number, checksum."""
MOST_PATCHED = 1_000
"""Facts that may have come or gone since a file was written: each opening reads them again."""


@dataclass(frozen=True, slots=True)
class SavedFile:
    """A file of one generation, by its name: what it is, of which generation, and its checksum."""

    path: Path
    generation: int
    name: str
    """The random name of that generation, which no other history has."""
    last: int
    details: tuple[str, ...]
    checksum: str

    def is_whole(self, *, deep: bool = False) -> bool:
        """Tell whether the file is as it was written; a very large one is read only if `deep`."""
        try:
            if not deep and self.path.stat().st_size > CHECKED_AT_OPEN:
                return True
            return sum_of(self.path) == self.checksum
        except OSError:
            return False


def files(folder: Path, pattern: str) -> list[SavedFile]:
    """Return the files of a kind, the newest first."""
    found = []
    for path in folder.glob(pattern):
        parts = path.name.split(".")[1:-1]
        if len(parts) >= LEAST_PARTS and parts[0].isdigit() and parts[2].isdigit():
            generation, name, last, *details, checksum = parts
            found.append(
                SavedFile(path, int(generation), name, int(last), tuple(details), checksum)
            )
    return sorted(found, key=lambda file: -file.generation)


def keep(
    folder: Path,
    pattern: str,
    connection: sqlite3.Connection,
    *,
    save: Callable[[Path], None],
    details: Sequence[str] = (),
) -> list[SavedFile]:
    """Write the file of the newest generation, and return those of a kind that it replaces.

    Named after what it holds and its checksum, it appears whole or not at all. A folder that cannot
    be written is no reason not to answer.
    """
    generation, name = _newest(connection)
    before = files(folder, pattern)
    beside = folder / f".{pattern.replace('*', 'new')}"
    try:
        save(beside)
        parts = (str(generation), name, str(last_of(connection)), *details, sum_of(beside))
        path = folder / pattern.replace("*", ".".join(parts))
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        return []
    return [file for file in before if file.path != path]


def saved_generation(folder: Path) -> int:
    """Return the newest generation that every kind of file holds, 0 where there are no files."""
    newest = (next(iter(files(folder, kind)), None) for kind in PATTERNS)
    return min((file.generation for file in newest if file), default=0)


def behind(
    connection: sqlite3.Connection, generation: int, last: int
) -> tuple[frozenset[int], int]:
    """Return the numbers that a generation has and that went since, and how many came since."""
    sql = "SELECT number FROM departed WHERE generation > ? AND number <= ?"
    gone = frozenset(number for (number,) in connection.execute(sql, [generation, last]))
    sql = "SELECT count(*) FROM facts WHERE number > ?"
    return gone, connection.execute(sql, [last]).fetchone()[0]


def since_of(connection: sqlite3.Connection) -> int:
    """Return the first generation whose files can still be brought up to date."""
    row = connection.execute("SELECT value FROM about WHERE key = 'departed_since'").fetchone()
    return int(row[0]) if row else 0


def last_of(connection: sqlite3.Connection) -> int:
    """Return the highest number that a fact was ever given."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'facts'").fetchone()
    return int(row[0]) if row else 0


def _newest(connection: sqlite3.Connection) -> tuple[int, str]:
    """Return the number and the random name of the newest generation."""
    sql = "SELECT number, name FROM generations ORDER BY number DESC LIMIT 1"
    row = connection.execute(sql).fetchone()
    return (int(row[0]), str(row[1])) if row else (0, "none")


def patchable(
    folder: Path, pattern: str, connection: sqlite3.Connection, generation: int
) -> Iterator[SavedFile]:
    """Yield the whole files of a kind that can be brought up to a generation, the newest first."""
    since = since_of(connection)
    names = dict(connection.execute("SELECT number, name FROM generations"))
    for file in files(folder, pattern):
        is_of_here = since <= file.generation <= generation
        if is_of_here and names.get(file.generation) == file.name and file.is_whole():
            yield file


def is_due(folder: Path, pattern: str, connection: sqlite3.Connection, generation: int) -> bool:
    """Tell whether there is no file of a kind, or the newest has fallen too far behind."""
    newest = next(patchable(folder, pattern, connection, generation), None)
    if newest is None:
        return True
    gone, came = behind(connection, newest.generation, newest.last)
    return len(gone) + came > MOST_PATCHED
