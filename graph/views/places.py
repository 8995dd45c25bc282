"""Where things stood when a picture was last drawn, kept in a file of its own beside the index.

Not part of the index, so that an index that was edited still equals one that was built afresh:
deleting the file only means that pictures are laid out anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from graph.views.sheet import Point

FILE = "places.db"
FORMAT = 1
"""Raise it when `layout` learns to place things better: older places are then forgotten."""
WAIT = 5.0
"""Seconds to wait for another session that is writing; a write takes milliseconds."""
TABLE = """CREATE TABLE IF NOT EXISTS place (
    view TEXT, concept TEXT, x REAL NOT NULL, y REAL NOT NULL, pinned INTEGER NOT NULL,
    PRIMARY KEY (view, concept)) WITHOUT ROWID"""


class Places:
    """The kept places of every view, in one small SQLite file; a broken file is started anew."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def of(self, view: str) -> dict[str, Point]:
        """Return where the things of a view stand, by id."""
        with self._open() as connection:
            rows = connection.execute("SELECT concept, x, y FROM place WHERE view = ?", (view,))
            return {concept: Point(x, y) for concept, x, y in rows}

    def pinned(self, view: str) -> frozenset[str]:
        """Return the ids of the things that the reader put where they stand."""
        with self._open() as connection:
            rows = connection.execute(
                "SELECT concept FROM place WHERE view = ? AND pinned", (view,)
            )
            return frozenset(concept for (concept,) in rows)

    def keep(self, view: str, points: Mapping[str, Point]) -> None:
        """Keep places of things that have none yet; those that have one stay."""
        self._write(view, points, "INSERT OR IGNORE INTO place VALUES (?, ?, ?, ?, 0)")

    def pin(self, view: str, points: Mapping[str, Point]) -> None:
        """Keep things where the reader put them."""
        self._write(view, points, "INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, 1)")

    def forget(self, view: str) -> None:
        """Forget the places of a view, so that it is laid out anew."""
        with self._open() as connection, connection:
            connection.execute("DELETE FROM place WHERE view = ?", (view,))

    def _write(self, view: str, points: Mapping[str, Point], statement: str) -> None:
        if points:
            rows = [(view, name, point.x, point.y) for name, point in points.items()]
            with self._open() as connection, connection:
                connection.executemany(statement, rows)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = _connect(self.file)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            _remove(self.file)
            connection = _connect(self.file)
        with closing(connection):
            yield connection


def _connect(file: Path) -> sqlite3.Connection:
    """Open the file, emptied where its format is another one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(file, timeout=WAIT)
    try:
        (found,) = connection.execute("PRAGMA user_version").fetchone()
        with connection:
            if found != FORMAT:
                connection.execute("DROP TABLE IF EXISTS place")
                connection.execute(f"PRAGMA user_version = {FORMAT:d}")
            connection.execute(TABLE)
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _remove(file: Path) -> None:
    for left in (file, file.with_name(file.name + "-journal")):
        with suppress(FileNotFoundError):
            left.unlink()
