"""Writer: the write side of the index; vectors as they come, everything else in one commit."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Self

from graph.errors import IndexBroken, IndexFormat, NoteloomError
from graph.records import Fact, Note, Skipped, Statement
from graph.storage import rows
from graph.storage.entries import KeptNote
from graph.storage.publication import Publication
from graph.storage.schema import DATABASE, VECTORS, open_for_writing, open_vectors


class Writer:
    """One build's hold on the index in a folder; at most one at a time.

    Raises IndexBroken or IndexFormat unless `fresh`, which starts over where nothing can be read.
    """

    def __init__(self, folder: Path, *, fresh: bool = False) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._connection, self._vectors = _opened(folder, fresh=fresh)

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
        """Let the index go."""
        self._connection.close()
        self._vectors.close()

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
        sql = "SELECT number, path, file, digest, size, modified FROM notes"
        if paths is None:
            found = self._connection.execute(sql)
        else:
            sql += " WHERE path IN (SELECT value FROM json_each(?))"
            found = self._connection.execute(sql, [json.dumps(list(paths))])
        return {row[1]: KeptNote(*row) for row in found}

    def has_notes(self) -> bool:
        """Tell whether the index holds any note."""
        return self._connection.execute("SELECT 1 FROM notes LIMIT 1").fetchone() is not None

    def evidence(self) -> Iterator[tuple[str, str]]:
        """Yield what each note offers to the lexicon, as (path, JSON), sorted by path."""
        yield from self._connection.execute("SELECT path, evidence FROM notes ORDER BY path")

    def evidence_of(self, path: str) -> str | None:
        """Return what a note that the index holds offers to the lexicon, as JSON."""
        sql = "SELECT evidence FROM notes WHERE path = ?"
        row = self._connection.execute(sql, [path]).fetchone()
        return str(row[0]) if row else None

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
        sql = "SELECT source, type, target, fact, confidence, rule FROM statements "
        sql += "WHERE note = (SELECT number FROM notes WHERE path = ?) ORDER BY rowid"
        return [Statement(*row) for row in self._connection.execute(sql, [path])]

    def note_of(self, path: str) -> Note:
        """Return a note that the index holds."""
        sql = "SELECT path, text, digest, title FROM notes WHERE path = ?"
        return rows.note_of(self._connection.execute(sql, [path]).fetchone())

    def skipped(self) -> list[Skipped]:
        """Return the files that the last build left out, by path."""
        sql = "SELECT path, reason FROM skipped ORDER BY path"
        return [Skipped(*row) for row in self._connection.execute(sql)]

    def known_vectors(self, digests: Iterable[str], *, since: int = 0) -> set[str]:
        """Return those of the digests whose vectors are there, made for generation `since` on."""
        sql = "SELECT digest FROM vectors WHERE born >= ? "
        sql += "AND digest IN (SELECT value FROM json_each(?))"
        asked = [since, json.dumps(list(digests))]
        return {digest for (digest,) in self._vectors.execute(sql, asked)}

    # what a build writes

    def keep_vectors(self, vectors: Mapping[str, bytes]) -> None:
        """Write vectors at once: an interrupted build need not make them again."""
        sql = "INSERT INTO vectors(digest, born, vector) VALUES (?, ?, ?) ON CONFLICT(digest) "
        sql += "DO UPDATE SET born = excluded.born, vector = excluded.vector"
        born = self.generation + 1
        with _transaction(self._vectors, self.folder):
            self._vectors.executemany(sql, ((d, born, vector) for d, vector in vectors.items()))

    def forget_vectors(self) -> None:
        """Drop the vectors that nothing has used since before the last build.

        They go one build late, so that whoever opened the index while that one ended finds them.
        """
        found = self._connection.execute(_UNUSED).fetchall()
        if found:
            with _transaction(self._vectors, self.folder):
                self._vectors.executemany("DELETE FROM vectors WHERE digest = ?", found)
        with _transaction(self._connection, self.folder):
            self._connection.execute("DELETE FROM dropped")

    @contextmanager
    def publishing(self, *, anew: bool = False) -> Iterator[Publication]:
        """Open the one transaction that makes a new generation; nothing is seen if it fails.

        With `anew` everything is written again.
        """
        with _transaction(self._connection, self.folder):
            yield Publication(self._connection, anew=anew)


@contextmanager
def _transaction(connection: sqlite3.Connection, folder: Path) -> Iterator[None]:
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        raise NoteloomError(
            f"another build is writing the index at {folder}: try again when it has ended."
        ) from error
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


_UNUSED = """
SELECT digest FROM dropped WHERE NOT EXISTS (SELECT 1 FROM facts WHERE embedded = digest)
AND digest NOT IN (SELECT embedded FROM concepts WHERE embedded IS NOT NULL)
"""


def _opened(folder: Path, *, fresh: bool) -> tuple[sqlite3.Connection, sqlite3.Connection]:
    file = folder / DATABASE
    try:
        return open_for_writing(file), open_vectors(file)
    except (IndexBroken, IndexFormat):
        if not fresh:
            raise
    # What cannot be read holds nothing to lose; its WAL must go with it, or it would be replayed.
    for name in (DATABASE, VECTORS):
        for ending in ("", "-wal", "-shm"):
            file.with_name(name + ending).unlink(missing_ok=True)
    return open_for_writing(file), open_vectors(file)
