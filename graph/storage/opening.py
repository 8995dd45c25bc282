"""How the database is opened: for reading even where nothing can be written, and for a build."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from graph.errors import IndexBroken, IndexBusy, IndexFormat, IndexMissing, NoteloomError
from graph.storage.faults import explained, index_error
from graph.storage.schema import DATABASE, DRAFTED, FORMAT, TABLES

BUSY_SECONDS = 5.0
"""How long to wait for another process's commit before giving up."""
PAGES_IN_MEMORY = 64 * 1024
"""KiB that a build keeps of the file; the rest of a long transaction waits in the log on disk."""
PAGES_IN_READING = 32 * 1024
"""KiB that a reader keeps of it, if it is as large: each question looks at other facts."""
LOG, SHARED = "-wal", "-shm"
"""Endings of SQLite's log and of the memory that processes share about it."""
OLD_FILES = ("embedded.db", "embedded.db-wal", "embedded.db-shm")
"""Of earlier formats; a fresh index has no use for them."""

MOST_BUILDS = 10**9
"""A higher number of a generation was not written by us."""
OPENED_AT_MOST = 10
"""Times; a fresh index is put in place by a rename, which takes microseconds."""

State = tuple[int, ...]


class Reader:
    """A connection that reads one index, and whether it is still the newest that is there.

    Where SQLite cannot have a log (a folder that is read-only, a disk that is full), the file is
    read as one that nobody changes, or, if the log holds anything, from a copy of both.
    """

    def __init__(self, folder: Path) -> None:
        self.file = folder / DATABASE
        if not self.file.is_file():
            raise IndexMissing(f"there is no index at {folder}: run `noteloom build` first.")
        self._before = state_of(self.file)
        self.live = True
        """Whether later commits can be seen through other connections of this kind."""
        try:
            self.connection = _first_of(self.file, _shared)
        except sqlite3.Error as error:
            if not _is_of_place(error):
                raise index_error(folder, error) from error
            self.live = False
            with explained(folder):
                self.connection = _first_of(self.file, _copied if has_log(self.file) else _fixed)

    def is_same_file(self, other: Reader) -> bool:
        """Tell whether both read one file, perhaps at different times."""
        return self._before[:2] == other._before[:2]

    def is_replaced(self) -> bool:
        """Tell whether another file lies there now, or this one changed where none can be seen."""
        now = state_of(self.file)
        return now != self._before if not self.live else now[:2] != self._before[:2]


def snapshot(folder: Path) -> tuple[Reader, Mapping[str, str]]:
    """Open an index with what it says of itself, by a snapshot that no build can change.

    Where another file was put in its place between two steps, it is opened once more.
    """
    for _ in range(OPENED_AT_MOST):
        reader = Reader(folder)
        try:
            reader.connection.execute("BEGIN")
            about = dict(reader.connection.execute("SELECT key, value FROM about"))
        except BaseException:
            reader.connection.close()
            raise
        if not reader.live or not reader.is_replaced():
            return reader, about
        reader.connection.close()
    raise IndexBusy(f"the index at {folder} is being replaced: try again.")


def state_of(file: Path) -> State:
    """Return what tells one state of the database from another, the file's identity first."""
    found: list[int] = []
    for one in (file, file.with_name(file.name + LOG)):
        try:
            stat = one.stat()
        except OSError:
            found += (0, 0, 0, 0)
        else:
            found += (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns)
    return tuple(found)


def has_log(file: Path) -> bool:
    """Tell whether the log beside the database holds anything, so that it must be read with it."""
    log = file.with_name(file.name + LOG)
    return log.is_file() and log.stat().st_size > 0


@contextmanager
def _readable() -> Iterator[None]:
    """Raise as an error of SQLite what it says of a damaged schema in letters that are no UTF-8."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise sqlite3.DatabaseError(f"malformed database schema: {error}") from error


@_readable()
def _first_of(file: Path, open_: Callable[[Path], sqlite3.Connection]) -> sqlite3.Connection:
    """Open the database and read the first of it, which is where opening fails if it does."""
    connection = open_(file)
    try:
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute(f"PRAGMA cache_size = -{PAGES_IN_READING}")
        check_format(connection, file.parent)
    except BaseException:
        connection.close()
        raise
    return connection


def _shared(file: Path) -> sqlite3.Connection:
    return _connection(f"file:{quote(str(file.resolve()))}?mode=ro")


def _fixed(file: Path) -> sqlite3.Connection:
    return _connection(f"file:{quote(str(file.resolve()))}?mode=ro&immutable=1")


def _copied(file: Path) -> sqlite3.Connection:
    """Open a copy of the database and its log; the copy is gone from the disk at once."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for ending in ("", LOG):
            shutil.copy(file.with_name(file.name + ending), Path(folder) / (DATABASE + ending))
        connection = _connection(f"file:{quote(folder)}/{DATABASE}?mode=rw")
        connection.execute("BEGIN")
        _tables(connection)
        connection.execute("COMMIT")
        return connection


def _connection(address: str) -> sqlite3.Connection:
    return sqlite3.connect(
        address, uri=True, isolation_level=None, check_same_thread=False, timeout=BUSY_SECONDS
    )


def _is_of_place(error: sqlite3.Error) -> bool:
    """Tell whether it is the folder or the disk that did not let SQLite have its log."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in (
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_PERM,
    )


def open_for_writing(file: Path, *, log: bool = True) -> sqlite3.Connection:
    """Open the database at `file` for a build, making it when it is not there.

    Without `log` it is written straight, as long as nobody else knows of it.
    """
    with explained(file.parent), _readable():
        connection = _connection(f"file:{quote(str(file.resolve()))}?mode=rwc")
        try:
            if not _tables(connection):  # it would be written again into a file that has it
                connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
            connection.execute(f"PRAGMA journal_mode = {'WAL' if log else 'MEMORY'}")
            connection.execute(f"PRAGMA synchronous = {'NORMAL' if log else 'OFF'}")
            connection.execute(f"PRAGMA cache_size = -{PAGES_IN_MEMORY}")
            if not _tables(connection):
                made = f"BEGIN; {TABLES} INSERT INTO about VALUES ('format', '{FORMAT}'); COMMIT;"
                connection.executescript(made)
            check_format(connection, file.parent)
            connection.execute(DRAFTED)
        except BaseException:
            connection.close()
            raise
    return connection


def check_format(connection: sqlite3.Connection, folder: Path) -> None:
    """Raise IndexFormat when the index was written by another version."""
    if "about" not in _tables(connection):
        raise index_error(folder, sqlite3.DatabaseError("it is a database, but not of Noteloom"))
    found = _format_of(connection)
    if found != str(FORMAT):
        how = "build" if _is_earlier(found) else "build --fresh"
        raise IndexFormat(
            f"the index at {folder} has format {found}, this version needs {FORMAT}: "
            f"run `noteloom {how}` with the same notes."
        )


def has_earlier_format(folder: Path) -> bool:
    """Tell whether an earlier version wrote the index there, so that any build makes it again."""
    with suppress(sqlite3.Error, UnicodeDecodeError), closing(_shared(folder / DATABASE)) as found:
        return _is_earlier(_format_of(found))
    return False


def _format_of(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT value FROM about WHERE key = 'format'").fetchone()
    return str(row[0]) if row else "unknown"


def _is_earlier(found: str) -> bool:
    return found.isdecimal() and int(found) < FORMAT


def last_generation(folder: Path) -> int:
    """Return the number of the last build that ended, 0 where that cannot be read."""
    with suppress(NoteloomError, sqlite3.Error, ValueError, OSError):
        reader = Reader(folder)
        try:
            sql = "SELECT value FROM about WHERE key = 'generation'"
            return min(MOST_BUILDS, int(reader.connection.execute(sql).fetchone()[0]))
        finally:
            reader.connection.close()
    return 0


def put_in_place(new: Path, file: Path) -> None:
    """Make the database at `new`, which nobody has open, the one at `file`, by one rename.

    Until then the old one is whole: what its log holds is merged before the log goes. Whoever reads
    the old one keeps its files until they close.
    """
    with suppress(sqlite3.Error, IndexBroken):
        _merge_log(file)
    sync(new)
    for ending in (LOG, SHARED):
        file.with_name(file.name + ending).unlink(missing_ok=True)
    new.replace(file)
    sync(file.parent)
    for name in OLD_FILES:
        file.with_name(name).unlink(missing_ok=True)


def _merge_log(file: Path) -> None:
    if file.is_file() and has_log(file):
        connection = _connection(f"file:{quote(str(file.resolve()))}?mode=rw")
        try:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        finally:
            connection.close()


def sync(place: Path) -> None:
    """Have the system write a file or folder to the disk."""
    try:
        number = os.open(place, os.O_RDONLY)
    except OSError:  # some systems cannot open a folder
        return
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _tables(connection: sqlite3.Connection) -> set[str]:
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {name for (name,) in found}
