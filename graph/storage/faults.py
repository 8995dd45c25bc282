"""What an error of SQLite or of the system means for the index, and what to do about it."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from graph.errors import (
    DiskFailed,
    DiskFull,
    IndexBroken,
    IndexBusy,
    IndexReadOnly,
    NoteloomError,
)
from graph.settings import Settings

P = ParamSpec("P")
T = TypeVar("T")
S = TypeVar("S", bound="Set")

PRIMARY = 0xFF
"""The lowest byte of an extended result code of SQLite is the primary one."""
FULL = {errno.ENOSPC, errno.EDQUOT}
NOT_WRITABLE = {errno.EROFS, errno.EACCES, errno.EPERM}
FAILED = {errno.EIO, errno.EFBIG, errno.ENXIO, errno.ENODEV, errno.ESTALE}
LEAST_FREE = 64 * 1024
"""Bytes: SQLite needs 32 KB to open a log for several processes, and says "I/O error" without."""


@contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Raise what SQLite, or the system of files in `folder`, reports as an error with its cure."""
    try:
        yield
    except sqlite3.Error as error:
        raise index_error(folder, error) from error
    except OSError as error:
        if not _is_of(folder, error):
            raise
        raise index_error(folder, error) from error


class Set(Protocol):
    """Whatever has settings that say where its index is."""

    @property
    def settings(self) -> Settings:
        """Where the index is."""


def explaining(verb: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
    """Have a verb raise what the database or its disk reports as an error with its cure."""

    @wraps(verb)
    def run(self: S, /, *args: P.args, **options: P.kwargs) -> T:
        with explained(self.settings.index):
            return verb(self, *args, **options)

    return run


def index_error(folder: Path, error: sqlite3.Error | OSError) -> NoteloomError:
    """Return what an error means for the index in a folder."""
    kind = _of_system(error) if isinstance(error, OSError) else _of_sqlite(folder, error)
    return kind(_CURES[kind].format(folder=folder, error=error))


def _of_sqlite(folder: Path, error: sqlite3.Error) -> type[NoteloomError]:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & PRIMARY
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOLFS):
        return _of_place(folder)
    return _KINDS.get(code, IndexBroken)


def _of_place(folder: Path) -> type[NoteloomError]:
    """Return why files in a folder could not be used, as far as the folder itself tells."""
    with suppress(OSError):
        if os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize < LEAST_FREE:
            return DiskFull
    return DiskFailed if os.access(folder, os.W_OK) else IndexReadOnly


def _of_system(error: OSError) -> type[NoteloomError]:
    if error.errno in FULL:
        return DiskFull
    return IndexReadOnly if error.errno in NOT_WRITABLE else DiskFailed


def _is_of(folder: Path, error: OSError) -> bool:
    """Tell whether an error of the system is one of the disk on which the index lies."""
    if error.errno in FULL | FAILED:
        return True
    named = Path(str(error.filename or "/")).absolute()
    return error.errno in NOT_WRITABLE and named.is_relative_to(folder.absolute())


_KINDS: dict[int, type[NoteloomError]] = {
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_BUSY: IndexBusy,
    sqlite3.SQLITE_LOCKED: IndexBusy,
    sqlite3.SQLITE_PROTOCOL: IndexBusy,
    sqlite3.SQLITE_READONLY: IndexReadOnly,
    sqlite3.SQLITE_PERM: IndexReadOnly,
    sqlite3.SQLITE_AUTH: IndexReadOnly,
    sqlite3.SQLITE_NOMEM: DiskFailed,
}
_CURES: dict[type[NoteloomError], str] = {
    IndexBroken: (
        "the index at {folder} is damaged ({error}): run `noteloom build --fresh` with the same "
        "notes, which needs nothing of it."
    ),
    IndexBusy: "another build is writing the index at {folder}: try again when it has ended.",
    IndexReadOnly: (
        "the index at {folder} cannot be written ({error}): make it writable or name another "
        "place with --index. Asking goes on."
    ),
    DiskFull: (
        "there is no space left on the disk of {folder}: free some and run it again. The last "
        "good index is as it was."
    ),
    DiskFailed: (
        "the disk of {folder} cannot be read or written ({error}): check it and run it again. "
        "The last good index is as it was."
    ),
}
