"""Writer: the write side of the index; all that a build makes appears in one commit."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Self
from zlib import decompress

from graph.records import Fact, Note, Skipped, Statement
from graph.storage import rows
from graph.storage.encoded import Encoded
from graph.storage.entries import KeptNote
from graph.storage.faults import explained
from graph.storage.note_queries import kept_notes
from graph.storage.opening import (
    has_earlier_format,
    last_generation,
    open_for_writing,
    put_in_place,
)
from graph.storage.publication import Publication
from graph.storage.schema import ASKED, DATABASE, ENCODED, FRESH


class Writer:
    """One build's hold on the index in a folder; at most one at a time.

    With `fresh`, or where an earlier version wrote it, a new index is written beside the old one,
    of which nothing is needed, and takes its place by `put_in_place`; until then, and if anything
    fails, the old one stays. Otherwise raises IndexBroken or IndexFormat where the index cannot be
    read.
    """

    def __init__(self, folder: Path, *, fresh: bool = False) -> None:
        fresh = fresh or has_earlier_format(folder)
        self.folder, self._is_beside = folder, fresh
        with explained(folder):
            folder.mkdir(parents=True, exist_ok=True)
            if fresh:
                for name in (FRESH, ENCODED):
                    _remove(folder / name)
        file = folder / (FRESH if fresh else DATABASE)
        self._connection = open_for_writing(file, log=not fresh)
        if fresh:  # only the count goes on, so that whoever sees it change knows of the new index
            about = ("generation", str(last_generation(folder)))
            self._connection.execute("INSERT INTO about VALUES (?, ?)", about)
        self.encoded = Encoded(folder / ENCODED)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the index go, and what was to take its place and has not."""
        self._connection.close()
        self.encoded.close()
        if self._is_beside:
            with suppress(OSError):
                _remove(self.folder / FRESH)

    def put_in_place(self) -> None:
        """Make what was built beside the index the index, by one rename."""
        if not self._is_beside:
            return
        file = self.folder / DATABASE
        with explained(self.folder):
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.close()
            put_in_place(self.folder / FRESH, file)
        self._is_beside = False
        self._connection = open_for_writing(file)

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection that this build reads and writes through."""
        return self._connection

    # what is there

    def about(self) -> dict[str, str]:
        """Return what the index says about itself."""
        return dict(self._connection.execute("SELECT key, value FROM about"))

    @property
    def generation(self) -> int:
        """The number of the last build that ended; 0 before the first."""
        return int(self.about().get("generation", "0"))

    def kept_notes(self, paths: Iterable[str] | None = None) -> dict[str, KeptNote]:
        """Return the notes that the index holds, or those of some paths, by path."""
        return kept_notes(self._connection, paths)

    def has_notes(self) -> bool:
        """Tell whether the index holds any note."""
        return self._connection.execute("SELECT 1 FROM notes LIMIT 1").fetchone() is not None

    def evidence(self) -> Iterator[tuple[str, str]]:
        """Yield what each note offers to the lexicon, as (path, JSON), sorted by path."""
        found = self._connection.execute("SELECT path, evidence FROM notes ORDER BY path")
        yield from ((path, decompress(evidence).decode()) for path, evidence in found)

    def evidence_of(self, path: str) -> str | None:
        """Return what a note that the index holds offers to the lexicon, as JSON."""
        sql = "SELECT evidence FROM notes WHERE path = ?"
        row = self._connection.execute(sql, [path]).fetchone()
        return decompress(row[0]).decode() if row else None

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield for each note its path and all in which it can name something: lines and links."""
        sql = "SELECT n.path, f.plain, f.context, f.marks FROM facts f "
        sql += "JOIN notes n ON n.number = f.note "
        found = self._connection.execute(sql + "ORDER BY f.note")
        for path, facts in groupby(found, key=itemgetter(0)):
            lines = dict[str, None]()
            contexts = set[str]()
            for _, plain, context, marks in facts:
                lines[plain] = None
                lines[marks or ""] = None
                contexts.add(context)
            steps = {step for context in contexts for step in json.loads(context)}
            yield path, "\n".join((*lines, *steps))

    def facts_of(self, path: str) -> list[Fact]:
        """Return the facts of a note as they were linked, in order."""
        sql = f"SELECT {rows.FACT_COLUMNS} FROM facts f JOIN notes n ON n.number = f.note "
        sql += "WHERE n.path = ? ORDER BY f.place"
        return [rows.fact_of(row) for row in self._connection.execute(sql, [path])]

    def embedded_of(self, path: str) -> list[str]:
        """Return the digests of the texts that were embedded for a note's facts, in order."""
        sql = "SELECT embedded FROM facts WHERE note = (SELECT number FROM notes WHERE path = ?) "
        found = self._connection.execute(sql + "ORDER BY place", [path])
        return [digest for (digest,) in found]

    def statements_of(self, path: str) -> list[Statement]:
        """Return what the facts of a note say, in the order in which they were written."""
        sql = "SELECT source, type, target, n.path || '#' || fact, confidence, rule "
        sql += "FROM statements s JOIN notes n ON n.number = s.note WHERE n.path = ? "
        sql += "ORDER BY s.place"
        return [Statement(*row) for row in self._connection.execute(sql, [path])]

    def note_of(self, path: str) -> Note:
        """Return a note that the index holds."""
        sql = "SELECT path, text, digest, title FROM notes WHERE path = ?"
        return rows.note_of(self._connection.execute(sql, [path]).fetchone())

    def skipped(self) -> list[Skipped]:
        """Return the files that the last build left out, by path."""
        sql = "SELECT path, reason FROM skipped ORDER BY path"
        return [Skipped(*row) for row in self._connection.execute(sql)]

    def known_vectors(self, digests: Iterable[str]) -> set[str]:
        """Return those of the digests whose vectors the index holds."""
        sql = "SELECT digest FROM vectors WHERE digest IN (SELECT value FROM json_each(?))"
        asked = [json.dumps(list(digests))]
        return {digest for (digest,) in self._connection.execute(sql, asked)}

    def without_vectors(self) -> tuple[list[str], list[str]]:
        """Return the notes with facts that have no vector, and the concepts whose gloss has none.

        Of a whole index there are none: a vector is written in the commit that writes its use.
        """
        notes = "SELECT DISTINCT n.path FROM facts f JOIN notes n ON n.number = f.note WHERE "
        concepts = "SELECT id FROM concepts WHERE embedded IS NOT NULL AND "
        lost = "NOT EXISTS (SELECT 1 FROM vectors WHERE digest = embedded)"
        run = self._connection.execute
        return [one for (one,) in run(notes + lost)], [one for (one,) in run(concepts + lost)]

    def waiting(self, most: int) -> dict[str, str]:
        """Return texts whose vectors are drafts, by digest.

        First come those that were asked for, then those of the notes changed last, and of one note
        those about what is tied to most.
        """
        sql = "SELECT w.digest, w.text FROM waiting w "
        sql += "LEFT JOIN facts f ON f.embedded = w.digest LEFT JOIN notes n ON n.number = f.note "
        sql += "LEFT JOIN concepts c ON c.id = f.subject GROUP BY w.digest "
        sql += "ORDER BY max(f.number IN (SELECT value FROM json_each(?))) DESC, "
        # A note that was changed right before it was read has the time 0.
        sql += "min(n.modified) = 0 DESC, max(n.modified) DESC, max(c.degree) DESC, w.rowid LIMIT ?"
        asked: list[int] = []
        with suppress(OSError, UnicodeDecodeError):
            lines = (self.folder / ASKED).read_text("ascii").split()
            asked = [int(line) for line in lines if line.isdecimal()]
        return dict(self._connection.execute(sql, [json.dumps(asked), most]))

    def count_waiting(self) -> int:
        """Return how many texts have a draft for a vector."""
        return int(self._connection.execute("SELECT count(*) FROM waiting").fetchone()[0])

    # what a build writes

    @contextmanager
    def publishing(self, *, anew: bool = False) -> Iterator[Publication]:
        """Open the one transaction that makes a new generation; nothing is seen if it fails.

        With `anew` everything is written again.
        """
        with explained(self.folder), _transaction(self._connection):
            publication = Publication(self._connection, anew=anew)
            yield publication
            publication.name_commit()
        self._connection.execute("PRAGMA shrink_memory")  # its pages, before vectors are encoded


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        with suppress(sqlite3.Error):  # what was logged in vain goes: the disk may be full of it
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        raise


def _remove(file: Path) -> None:
    """Remove a database and what SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm", "-journal"):
        file.with_name(file.name + ending).unlink(missing_ok=True)
