"""Checksums of what lies on the disk: a flipped bit is noticed before it can change an answer.

SQLite keeps none for its pages. When a build ends and its log is merged, the sum of each block of
the database is written beside it, with the name of the commit that it belongs to. A file derived
from the database has its own sum in its name.
"""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from threading import RLock
from typing import Any

from graph.storage.faults import index_error
from graph.storage.opening import has_log, open_for_writing
from graph.storage.schema import DATABASE

SUMS = "checksums.json"
BLOCK = 1024 * 1024
CHECKED_AT_OPEN = 64 * 1024 * 1024
"""Bytes of a file that are checked whenever it is opened, in a tenth of a second; of a larger one
only its size is, and the rest by `noteloom check --deep`."""
_OPENED: dict[Path, int] = {}
"""By path the handle of each database that was looked through; see `_database_blocks`."""
_LOCK = RLock()
COMMIT = "commit"
"""In `about`: a random name for each commit."""


def sum_of(file: Path) -> str:
    """Return the checksum of a file as eight hex digits."""
    total = 0
    for block in _blocks(file):
        total = zlib.crc32(block, total)
    return f"{total:08x}"


def seal(folder: Path) -> None:
    """Merge the log into the database and write the sums of its blocks.

    Only the holder of the build's lock may do so. While somebody reads an earlier generation the
    log cannot be merged, and the next build makes up for it.
    """
    file = folder / DATABASE
    with closing(open_for_writing(file)) as connection:
        connection.execute("PRAGMA busy_timeout = 0")
        if not _merge(connection) or _written(folder).get(COMMIT) == _commit(connection):
            return
        said = {
            COMMIT: _commit(connection),
            "size": file.stat().st_size,
            "blocks": [zlib.crc32(block) for block in _database_blocks(file)],
        }
    text = json.dumps(said)
    beside = folder / f".{SUMS}"
    with suppress(OSError):  # without them nothing is checked; answers are the same
        beside.write_text(json.dumps([zlib.crc32(text.encode()), text]), "utf-8")
        beside.replace(folder / SUMS)


def check_at_open(folder: Path, connection: sqlite3.Connection) -> None:
    """Raise IndexBroken where the database is not what the build that ended last wrote."""
    if (folder / DATABASE).stat().st_size <= CHECKED_AT_OPEN or _size_differs(folder, connection):
        for problem in damages(folder, connection):
            raise index_error(folder, sqlite3.DatabaseError(problem))


def damages(folder: Path, connection: sqlite3.Connection) -> Iterator[str]:
    """Yield what differs between the database and its sums.

    The connection must hold a snapshot, so that nothing newer is merged into the file meanwhile.
    After a commit without a seal SQLite's own look must do; what is in its log has sums already.
    """
    file = folder / DATABASE
    sums = _written(folder)
    if sums.get(COMMIT) != _commit(connection):
        if has_log(file):
            return
        found = connection.execute("PRAGMA quick_check(1)").fetchone()
        if found[0] != "ok":
            yield str(found[0])
        return
    blocks = [zlib.crc32(block) for block in _database_blocks(file)]
    if file.stat().st_size != sums["size"] or len(blocks) != len(sums["blocks"]):
        yield f"{DATABASE} has another size than was written"
    for place, (now, then) in enumerate(zip(blocks, sums["blocks"], strict=False)):
        if now != then:
            yield f"{DATABASE}: block {place} of 1 MB is not as it was written"


def _size_differs(folder: Path, connection: sqlite3.Connection) -> bool:
    sums = _written(folder)
    is_sealed = sums.get(COMMIT) == _commit(connection)
    return is_sealed and sums["size"] != (folder / DATABASE).stat().st_size


def _merge(connection: sqlite3.Connection) -> bool:
    """Merge the log into the database; tell whether all of it is there now.

    It is emptied too, unless somebody reads it.
    """
    busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if not busy:
        return True
    _, logged, merged = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    return bool(logged == merged)


def _commit(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT value FROM about WHERE key = ?", [COMMIT]).fetchone()
    return str(row[0]) if row else ""


def _written(folder: Path) -> dict[str, Any]:
    """Return the sums that are written; nothing where they are missing or damaged themselves."""
    try:
        total, text = json.loads((folder / SUMS).read_text("utf-8"))
        found: dict[str, Any] = json.loads(text) if total == zlib.crc32(text.encode()) else {}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
    return found


def _database_blocks(file: Path) -> Iterator[bytes]:
    """Yield the blocks of a database that SQLite may have open in this process.

    To close a file lets go of all locks that the process has on it, SQLite's too; a build would
    then take itself for the only one there and overwrite what is read. So it stays open until
    another lies in its place, which the old one's readers do not mind.
    """
    if os.name == "nt":  # whose locks are those of the handle
        yield from _blocks(file)
        return
    with _LOCK:
        stat = file.stat()
        known = _OPENED.get(file)
        if known is None or os.fstat(known)[1:3] != (stat.st_ino, stat.st_dev):
            if known is not None:
                os.close(known)
            known = _OPENED[file] = os.open(file, os.O_RDONLY | os.O_CLOEXEC)
        place = 0
        while block := os.pread(known, BLOCK, place):
            yield block
            place += len(block)


def _blocks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as stream:
        while block := stream.read(BLOCK):
            yield block
