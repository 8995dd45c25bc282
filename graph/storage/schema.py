"""The index on disk: two SQLite files, their tables, and how they are opened.

WAL keeps readers and one writer apart: a reader sees one generation from its first look to its
last, and a new one appears only with the commit that ends a build. Vectors have a file of their
own, so that they can be kept while that commit is still far away: an interrupted build goes on
where it stopped.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

from graph.errors import IndexBroken, IndexFormat, IndexMissing

FORMAT = 3
"""Raised whenever a table changes its meaning; another format is rebuilt, never guessed at."""
DATABASE = "noteloom.db"
VECTORS = "embedded.db"
BUSY_SECONDS = 5.0
"""How long to wait for another process's commit before giving up."""
PAGES_IN_MEMORY = 64 * 1024
"""KiB that a build keeps of the file; the rest of a long transaction waits in the log on disk."""
PAGES_IN_READING = 32 * 1024
"""KiB that a reader keeps of it, if it is as large: each question looks at other facts."""
VECTOR_PAGE = 16_384
"""Bytes: five vectors of 768 numbers fill such a page nearly to its end."""

TITLED, GLOSSED = "titled", "glossed"
"""In `about`: the generation in which titles of notes, or vectors of glosses, last changed."""

TABLES = """
CREATE TABLE about(key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE notes(
  number INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, digest TEXT NOT NULL, title TEXT NOT NULL,
  file TEXT NOT NULL, size INTEGER NOT NULL, modified INTEGER NOT NULL,
  text TEXT NOT NULL, evidence TEXT NOT NULL);
CREATE INDEX notes_by_title ON notes(path, title);
CREATE TABLE facts(
  number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
  note INTEGER NOT NULL REFERENCES notes(number), place INTEGER NOT NULL,
  start INTEGER NOT NULL, end INTEGER NOT NULL, line INTEGER NOT NULL, end_line INTEGER NOT NULL,
  text TEXT, plain TEXT NOT NULL, context TEXT NOT NULL, headings INTEGER NOT NULL,
  kind TEXT NOT NULL, parent TEXT, marks TEXT, subject TEXT, mentions TEXT, embedded TEXT NOT NULL);
CREATE INDEX facts_by_note ON facts(note, place);
CREATE INDEX facts_by_subject ON facts(subject);
CREATE INDEX facts_by_parent ON facts(parent);
CREATE INDEX facts_by_embedded ON facts(embedded);
CREATE TABLE concepts(
  id TEXT PRIMARY KEY, name TEXT NOT NULL, aliases TEXT NOT NULL, kind TEXT NOT NULL,
  gloss TEXT NOT NULL, origin TEXT NOT NULL, part_of TEXT NOT NULL, embedded TEXT,
  facts INTEGER NOT NULL DEFAULT 0, degree INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE TABLE names(
  key TEXT NOT NULL, concept TEXT NOT NULL, confidence REAL NOT NULL, surface TEXT NOT NULL,
  sense TEXT NOT NULL, PRIMARY KEY(key, concept)) WITHOUT ROWID;
CREATE TABLE mentions(
  concept TEXT NOT NULL, fact INTEGER NOT NULL, PRIMARY KEY(concept, fact)) WITHOUT ROWID;
CREATE INDEX mentions_by_fact ON mentions(fact);
CREATE TABLE statements(
  note INTEGER NOT NULL, fact TEXT NOT NULL, source TEXT NOT NULL, type TEXT NOT NULL,
  target TEXT NOT NULL, confidence REAL NOT NULL, rule TEXT NOT NULL);
CREATE INDEX statements_by_note ON statements(note);
CREATE INDEX statements_by_pair ON statements(source, type, target);
CREATE TABLE relations(
  source TEXT NOT NULL, type TEXT NOT NULL, target TEXT NOT NULL, confidence REAL NOT NULL,
  rule TEXT NOT NULL, facts TEXT NOT NULL, PRIMARY KEY(source, type, target)) WITHOUT ROWID;
CREATE INDEX relations_by_target ON relations(target);
CREATE TABLE skipped(path TEXT NOT NULL, reason TEXT NOT NULL);
CREATE TABLE departed(number INTEGER PRIMARY KEY, generation INTEGER NOT NULL);
CREATE TABLE dropped(digest TEXT PRIMARY KEY) WITHOUT ROWID;
"""
"""`departed` has the numbers of facts that went since the saved vectors; `dropped` the digests that
perhaps nothing uses any more."""
VECTOR_TABLE = """
CREATE TABLE IF NOT EXISTS vectors(
  number INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, born INTEGER NOT NULL,
  vector BLOB NOT NULL);
"""
"""`born` is the generation that a vector was made for: a fresh build trusts none but its own."""


def connect(file: Path) -> sqlite3.Connection:
    """Open the database at `file` for reading and check that it is ours and of this format."""
    if not file.is_file():
        raise IndexMissing(f"there is no index at {file.parent}: run `noteloom build` first.")
    try:
        connection = sqlite3.connect(
            _reading(file), uri=True, isolation_level=None, check_same_thread=False,
            timeout=BUSY_SECONDS,
        )  # fmt: skip
        check(connection, file)
        connection.execute("ATTACH ? AS kept", [_reading(file.with_name(VECTORS))])
        connection.execute(f"PRAGMA cache_size = -{PAGES_IN_READING}")
    except sqlite3.DatabaseError as error:
        raise broken(file, error) from error
    return connection


def open_for_writing(file: Path) -> sqlite3.Connection:
    """Open the database at `file` for a build, making it when it is not there."""
    try:
        connection = _opened(file)
        if not _tables(connection):
            connection.executescript(f"BEGIN;{TABLES}COMMIT;")
            connection.execute("INSERT INTO about VALUES ('format', ?)", [str(FORMAT)])
        connection.execute(f"PRAGMA cache_size = -{PAGES_IN_MEMORY}")
        check(connection, file)
    except sqlite3.DatabaseError as error:
        raise broken(file, error) from error
    return connection


def open_vectors(file: Path) -> sqlite3.Connection:
    """Open the vectors beside the database at `file` for a build, making them when needed."""
    try:
        connection = _opened(file.with_name(VECTORS), page=VECTOR_PAGE)
        connection.executescript(VECTOR_TABLE)
    except sqlite3.DatabaseError as error:
        raise broken(file, error) from error
    return connection


def _opened(file: Path, *, page: int = 4096) -> sqlite3.Connection:
    connection = sqlite3.connect(
        file, isolation_level=None, check_same_thread=False, timeout=BUSY_SECONDS
    )
    connection.execute(f"PRAGMA page_size = {page}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def _reading(file: Path) -> str:
    return f"file:{quote(str(file.resolve()))}?mode=ro"


def check(connection: sqlite3.Connection, file: Path) -> None:
    """Raise IndexFormat when the index was written by another version."""
    if "about" not in _tables(connection):
        raise broken(file, "it is a database, but not of Noteloom")
    row = connection.execute("SELECT value FROM about WHERE key = 'format'").fetchone()
    if row is None or row[0] != str(FORMAT):
        found = row[0] if row else "unknown"
        raise IndexFormat(
            f"the index at {file.parent} has format {found}, this version needs {FORMAT}: "
            "run `noteloom build --fresh` with the same notes."
        )


def broken(file: Path, why: object) -> IndexBroken:
    """Return the error for an index that cannot be read."""
    return IndexBroken(
        f"the index at {file.parent} cannot be read ({why}): "
        "run `noteloom build --fresh` with the same notes."
    )


def _tables(connection: sqlite3.Connection) -> set[str]:
    return {
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    }
