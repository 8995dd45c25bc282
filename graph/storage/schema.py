"""The tables of the index, its format, and the names of its files.

One SQLite file in WAL mode holds everything, vectors too: WAL keeps readers and one writer apart, a
reader sees one generation from its first look to its last, and the commit that ends a build is the
only moment at which anything changes.
"""

from __future__ import annotations

FORMAT = 5
"""Raised whenever a table changes its meaning; another format is rebuilt, never guessed at."""
DATABASE = "noteloom.db"
FRESH = "fresh.db"
"""What `build --fresh` writes, beside the index, until it is whole."""
ENCODED = "encoded.db"
"""The vectors of a build under way, so that an interrupted one goes on where it stopped."""
ASKED = "asked.txt"
"""Numbers of facts that came into question while some had drafts: these are encoded first."""
WAITING = "waiting"
"""In `about`: how many facts have a draft of a vector as long as their own is not encoded."""

TITLED, GLOSSED = "titled", "glossed"
"""In `about`: the generation in which titles of notes, or vectors of glosses, last changed."""

DRAFTED = "CREATE TABLE IF NOT EXISTS waiting(digest TEXT PRIMARY KEY, text TEXT NOT NULL);"
"""The texts of which `vectors` holds a draft only."""
TABLES = f"""
{DRAFTED}
CREATE TABLE about(key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE notes(
  number INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, digest TEXT NOT NULL, title TEXT NOT NULL,
  file TEXT NOT NULL, size INTEGER NOT NULL, modified INTEGER NOT NULL, changed INTEGER NOT NULL,
  inode TEXT NOT NULL, text TEXT NOT NULL, evidence BLOB NOT NULL);
CREATE INDEX notes_by_title ON notes(path, title);
CREATE TABLE facts(
  number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL,
  note INTEGER NOT NULL REFERENCES notes(number), place INTEGER NOT NULL,
  start INTEGER NOT NULL, end INTEGER NOT NULL, line INTEGER NOT NULL, end_line INTEGER NOT NULL,
  text TEXT, plain TEXT NOT NULL, context TEXT NOT NULL, headings INTEGER NOT NULL,
  kind TEXT NOT NULL, parent TEXT, marks TEXT, subject TEXT, mentions TEXT, embedded TEXT NOT NULL,
  UNIQUE(note, id));
CREATE INDEX facts_by_note ON facts(note, place);
CREATE INDEX facts_by_subject ON facts(subject);
CREATE INDEX facts_by_parent ON facts(note, parent);
CREATE INDEX facts_by_embedded ON facts(embedded);
CREATE TABLE concepts(
  id TEXT PRIMARY KEY, name TEXT NOT NULL, aliases TEXT NOT NULL, kind TEXT NOT NULL,
  gloss TEXT NOT NULL, origin TEXT NOT NULL, part_of TEXT NOT NULL, embedded TEXT,
  facts INTEGER NOT NULL DEFAULT 0, degree INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE INDEX concepts_by_embedded ON concepts(embedded) WHERE embedded IS NOT NULL;
CREATE TABLE names(
  key TEXT NOT NULL, concept TEXT NOT NULL, confidence REAL NOT NULL, surface TEXT NOT NULL,
  sense TEXT NOT NULL, PRIMARY KEY(key, concept)) WITHOUT ROWID;
CREATE TABLE mentions(
  concept TEXT NOT NULL, fact INTEGER NOT NULL, PRIMARY KEY(concept, fact)) WITHOUT ROWID;
CREATE TABLE statements(
  note INTEGER NOT NULL, place INTEGER NOT NULL, fact TEXT NOT NULL, source TEXT NOT NULL,
  type TEXT NOT NULL, target TEXT NOT NULL, confidence REAL NOT NULL, rule TEXT NOT NULL,
  PRIMARY KEY(note, place)) WITHOUT ROWID;
CREATE INDEX statements_by_pair ON statements(source, target);
CREATE TABLE relations(
  source TEXT NOT NULL, type TEXT NOT NULL, target TEXT NOT NULL, confidence REAL NOT NULL,
  rule TEXT NOT NULL, facts TEXT NOT NULL, PRIMARY KEY(source, type, target)) WITHOUT ROWID;
CREATE INDEX relations_by_target ON relations(target);
CREATE TABLE skipped(path TEXT NOT NULL, reason TEXT NOT NULL);
CREATE TABLE departed(number INTEGER PRIMARY KEY, generation INTEGER NOT NULL);
CREATE TABLE generations(number INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE vectors(number INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, vector BLOB NOT NULL);
CREATE TABLE dropped(digest TEXT PRIMARY KEY) WITHOUT ROWID;
"""
"""In `facts` and `statements` an id is what it is within its note, in `relations` with the number
of the note. `departed` has the numbers of facts that went since the saved files; `generations` the
random name of each generation since then, by which these say of which history they are; `dropped`
the digests whose vectors perhaps nothing uses any more."""
