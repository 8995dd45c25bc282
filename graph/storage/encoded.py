"""The vectors of a build under way: kept as they are made, and copied into the one commit."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from graph.storage.faults import explained

AT_ONCE = 1_000
"""Vectors in memory while they are copied."""
TABLE = """
CREATE TABLE IF NOT EXISTS vectors(
  digest TEXT PRIMARY KEY, checksum INTEGER NOT NULL, vector BLOB NOT NULL);
"""


class Encoded:
    """Vectors by digest in a file of their own, which an interrupted build finds again.

    The file is made when the first are kept, and gone with the end of the build. Nothing depends on
    it: what cannot be read, or is not as it was written, is encoded again.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._connection: sqlite3.Connection | None = None

    def keep(self, vectors: Mapping[str, bytes]) -> None:
        """Write vectors at once."""
        rows = [(digest, _sum(digest, vector), vector) for digest, vector in vectors.items()]
        with explained(self.file.parent):
            connection = self._opened()
            connection.execute("BEGIN IMMEDIATE")
            try:
                connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def known(self, digests: Collection[str]) -> set[str]:
        """Return those of the digests whose vectors are here, and whole."""
        return {digest for digest, _ in self.some(digests)}

    def some(self, digests: Collection[str]) -> Iterator[tuple[str, bytes]]:
        """Yield the vectors of those digests that are here and can be read."""
        if self._connection is None and not self.file.is_file():
            return
        wanted = sorted(digests)
        sql = "SELECT digest, checksum, vector FROM vectors WHERE digest IN "
        sql += "(SELECT value FROM json_each(?))"
        for start in range(0, len(wanted), AT_ONCE):
            asked = json.dumps(wanted[start : start + AT_ONCE])
            try:
                found = self._opened().execute(sql, [asked]).fetchall()
            except (sqlite3.Error, UnicodeDecodeError):
                self.discard()
                return
            for digest, checksum, vector in found:
                if _sum(digest, vector) == checksum:
                    yield digest, vector

    def discard(self) -> None:
        """Remove the file: what it held is in the index, or is encoded again."""
        self.close()
        for ending in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                self.file.with_name(self.file.name + ending).unlink(missing_ok=True)

    def close(self) -> None:
        """Let the file go."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            connection = sqlite3.connect(self.file, isolation_level=None, check_same_thread=False)
            try:
                connection.execute("PRAGMA journal_mode = MEMORY")
                connection.execute("PRAGMA synchronous = OFF")
                connection.execute(TABLE)
            except BaseException:
                connection.close()
                raise
            self._connection = connection
        return self._connection


def _sum(digest: str, vector: bytes) -> int:
    return zlib.crc32(vector, zlib.crc32(digest.encode()))
