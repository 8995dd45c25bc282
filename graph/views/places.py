"""Where the reader has put things, kept in a file of its own beside the index.

Nothing else is kept: all other places follow from the picture (see `layout`), so that what was
looked at before leaves no trace. Not part of the index either, so that an index that was edited
still equals one that was built afresh: deleting the file only means that nothing is pinned.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from graph.views.sheet import Point

FILE = "places.db"
FORMAT = 3
"""Raise it when `layout` places things in another way: older pins are then forgotten."""
WAIT = 5.0
"""Seconds to wait for another session that is writing; a write takes milliseconds."""
TABLE = """CREATE TABLE IF NOT EXISTS pin (
    view TEXT, concept TEXT, x REAL NOT NULL, y REAL NOT NULL,
    PRIMARY KEY (view, concept)) WITHOUT ROWID"""


class Places:
    """The pinned things of every view, in one small SQLite file; a broken file is replaced."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def pinned(self, view: str) -> dict[str, Point]:
        """Return where the reader has put things in a view."""
        with self._open() as connection:
            rows = connection.execute("SELECT concept, x, y FROM pin WHERE view = ?", (view,))
            return {concept: Point(x, y) for concept, x, y in rows}

    def pin(self, view: str, points: Mapping[str, Point | None]) -> None:
        """Keep things where the reader put them, or no longer where there is no point."""
        rows = [(view, name, at.x, at.y) for name, at in points.items() if at]
        with self._open() as connection, connection:
            connection.executemany(
                "DELETE FROM pin WHERE view = ? AND concept = ?", [(view, name) for name in points]
            )
            connection.executemany("INSERT INTO pin VALUES (?, ?, ?, ?)", rows)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = _connect(self.file)
        except sqlite3.OperationalError:
            raise
        except (sqlite3.DatabaseError, UnicodeDecodeError):
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
                connection.execute("DROP TABLE IF EXISTS pin")
                connection.execute(f"PRAGMA user_version = {FORMAT:d}")
            connection.execute(TABLE)
    except BaseException:
        connection.close()
        raise
    return connection


def _remove(file: Path) -> None:
    for left in (file, file.with_name(file.name + "-journal")):
        with suppress(FileNotFoundError):
            left.unlink()
