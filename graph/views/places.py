"""Where things stood when a picture was last drawn, kept in a file of its own beside the index.

Not part of the index, so that an index that was edited still equals one that was built afresh:
deleting the file only means that pictures are laid out anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from graph.views.sheet import Kept, Point, Spot

FILE = "places.db"
FORMAT = 2
"""Raise it when `layout` learns to place things better: older places are then forgotten."""
WAIT = 5.0
"""Seconds to wait for another session that is writing; a write takes milliseconds."""
TABLES = (
    """CREATE TABLE IF NOT EXISTS place (
    view TEXT, concept TEXT, anchor TEXT, x REAL NOT NULL, y REAL NOT NULL,
    PRIMARY KEY (view, concept, anchor)) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS pin (
    view TEXT, concept TEXT, x REAL NOT NULL, y REAL NOT NULL,
    PRIMARY KEY (view, concept)) WITHOUT ROWID""",
)


class Places:
    """The kept places of every view, in one small SQLite file; a broken file is started anew.

    A place belongs to a thing and to what it hangs on: found again on another way, it stands
    where that way has room. What the reader pinned stands there whatever it hangs on.
    """

    def __init__(self, file: Path) -> None:
        self.file = file

    def of(self, view: str, *, way: str = "", seen: Mapping[str, Point] | None = None) -> Kept:
        """Return where the things of a view stand; `seen` is the picture that is on the screen.

        `way` tells pictures of one view apart, such as those of one hop and of two: what was laid
        out in the one leaves no traces in the other, except for someone who sees it happen.
        """
        with self._open() as connection:
            rows = connection.execute("SELECT * FROM place WHERE view = ?", (view + way,))
            found = {(concept, anchor): Point(x, y) for _, concept, anchor, x, y in rows}
            rows = connection.execute("SELECT * FROM pin WHERE view = ?", (view,))
            pinned = {concept: Point(x, y) for _, concept, x, y in rows}
        return Kept(pinned, seen or {}, found)

    def keep(self, view: str, spots: Mapping[Spot, Point], *, way: str = "") -> None:
        """Keep places of things that have none yet; those that have one stay."""
        rows = [(view + way, *spot, point.x, point.y) for spot, point in spots.items()]
        with self._open() as connection, connection:
            connection.executemany("INSERT OR IGNORE INTO place VALUES (?, ?, ?, ?, ?)", rows)

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
                connection.execute("DROP TABLE IF EXISTS pin")
                connection.execute(f"PRAGMA user_version = {FORMAT:d}")
            for table in TABLES:
                connection.execute(table)
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _remove(file: Path) -> None:
    for left in (file, file.with_name(file.name + "-journal")):
        with suppress(FileNotFoundError):
            left.unlink()
