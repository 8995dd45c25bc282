"""Files beside the database that are derived from it: which there are, and how far behind."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

VECTORS, WORDS = PATTERNS = ("vectors.*.faiss", "words.*.packed")
"""How the files of each kind are called."""
MOST_PATCHED = 1_000
"""Facts that may have come or gone since a file was written: each opening reads them again."""


@dataclass(frozen=True, slots=True)
class SavedFile:
    """A file of one generation, by its name: what it is, generation, last number, and more."""

    path: Path
    generation: int
    last: int


def files(folder: Path, pattern: str) -> list[SavedFile]:
    """Return the files of a kind, the newest first."""
    found = []
    for path in folder.glob(pattern):
        _, generation, last, *_ = (*path.name.split("."), "")
        if generation.isdigit() and last.isdigit():
            found.append(SavedFile(path, int(generation), int(last)))
    return sorted(found, key=lambda file: -file.generation)


def saved_generation(folder: Path) -> int:
    """Return the newest generation that every kind of file holds, 0 when one is missing."""
    newest = (max((f.generation for f in files(folder, one)), default=0) for one in PATTERNS)
    return min(newest)


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


def patchable(
    folder: Path, pattern: str, connection: sqlite3.Connection, generation: int
) -> Iterator[SavedFile]:
    """Yield the files of a kind that can be brought up to a generation, the newest first."""
    since = since_of(connection)
    yield from (f for f in files(folder, pattern) if since <= f.generation <= generation)


def is_due(folder: Path, pattern: str, connection: sqlite3.Connection, generation: int) -> bool:
    """Tell whether there is no file of a kind, or the newest has fallen too far behind."""
    newest = next(patchable(folder, pattern, connection, generation), None)
    if newest is None:
        return True
    gone, came = behind(connection, newest.generation, newest.last)
    return len(gone) + came > MOST_PATCHED
