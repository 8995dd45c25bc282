"""The changes of one build, within its transaction: what did not change is not written again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from secrets import token_hex
from typing import Any
from zlib import compress

from embeddings import FullText
from embeddings.words import KNOWN
from embeddings.words import TABLE as WORDS
from graph.records import Skipped, Statement
from graph.storage import rows
from graph.storage.checksums import COMMIT
from graph.storage.derived import Derived
from graph.storage.entries import FileState, NoteFacts, NoteText
from graph.storage.schema import GLOSSED, TITLED, WAITING

FACT_PLACES = ", ".join("?" * 18)
NUMBER, ID, PLAIN, CONTEXT, SUBJECT, MENTIONS, EMBEDDED = 0, 1, 9, 10, 15, 16, 17
FACT_COLUMNS = (
    "number, id, note, place, start, end, line, end_line, text, plain, context, headings, kind, "
    "parent, marks, subject, mentions, embedded"
)
"""Places in a row of `facts`."""
PUT_FACT = f"INSERT OR REPLACE INTO facts VALUES ({FACT_PLACES})"
PUT_NOTE = """
INSERT INTO notes(path, digest, title, file, size, modified, changed, inode, text, evidence)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(path) DO UPDATE SET
digest = excluded.digest, title = excluded.title, file = excluded.file, size = excluded.size,
modified = excluded.modified, changed = excluded.changed, inode = excluded.inode,
text = excluded.text, evidence = excluded.evidence
"""
NAME_BYTES = 6
"""Of the random name of a generation or commit."""
CLEARED = ("notes", "facts", "mentions", "statements", "relations", "concepts", "names")


@dataclass(slots=True)
class _Sorted:
    """The facts of a note, sorted into what must be done about them."""

    new: list[rows.Row] = field(default_factory=list)
    words: list[tuple[str, str]] = field(default_factory=list)
    """Of the new ones."""
    moved: list[rows.Row] = field(default_factory=list)
    """Those that keep their number and stand or link elsewhere now."""
    before: list[rows.Row] = field(default_factory=list)
    """The moved ones as they were."""
    gone: list[rows.Row] = field(default_factory=list)


class Publication:
    """Writes a new generation; `anew` begins with nothing.

    A fact keeps its number as long as the text that is embedded for it and its words stay, and no
    number is ever used again: what is known of a number elsewhere never has to be looked at twice.
    """

    def __init__(self, connection: sqlite3.Connection, *, anew: bool = False) -> None:
        self._connection = connection
        self._words = FullText(connection)
        self.derived = Derived(connection, every=anew)
        self.titled = anew
        """Whether notes have come, gone, or got another title."""
        self.generation = self._number("SELECT value FROM about WHERE key = 'generation'") + 1
        if anew:
            self._clear()
        self._last = self._number("SELECT seq FROM sqlite_sequence WHERE name = 'facts'")

    # notes

    def put_text(self, read: NoteText) -> None:
        """Write a note as it was read; what it says follows by `put_facts`."""
        note = read.note
        sql = "SELECT 1 FROM notes WHERE path = ? AND title = ?"
        self.titled = self.titled or not self._number(sql, note.path, note.title)
        values = (note.path, note.digest, note.title, read.file, *astuple(read.state))
        evidence = compress(read.evidence.encode())
        self._connection.execute(PUT_NOTE, (*values, note.text, evidence))

    def touch_note(self, path: str, state: FileState) -> None:
        """Note that a file was written again with the same content."""
        sql = "UPDATE notes SET size = ?, modified = ?, changed = ?, inode = ? WHERE path = ?"
        self._connection.execute(sql, [*astuple(state), path])

    def remove_note(self, path: str) -> None:
        """Take a note and everything that was made of it out."""
        number = self._note(path)
        if number:
            self.titled = True
            self._put_statements(number, ())
            self._remove(list(self._rows(number)))
            self._connection.execute("DELETE FROM notes WHERE number = ?", [number])

    def put_facts(self, said: NoteFacts) -> bool:
        """Write what a note says in place of what was known of it; tell whether that differs."""
        note = self._note(said.path)
        found = self._sorted(note, said)
        self._remove(found.gone)
        self._unname(found.before)
        self._connection.executemany(PUT_FACT, [*found.new, *found.moved])
        if found.new:
            numbers = (row[NUMBER] for row in found.new)
            self._words.add_analysed(zip(numbers, found.words, strict=True))
        self._name([*found.new, *found.moved])
        differs = self._put_statements(note, said.statements)
        return bool(found.new or found.moved or found.gone or differs)

    def _sorted(self, note: int, said: NoteFacts) -> _Sorted:
        found = _Sorted()
        left = {row[ID]: row for row in self._rows(note)}
        whole = zip(said.facts, said.embedded, said.words, strict=True)
        for place, (fact, embedded, words) in enumerate(whole):
            before = left.pop(rows.local_id(fact.id), None)
            number = before[NUMBER] if before else self._last + 1
            row = rows.fact_row(fact, number=number, note=note, place=place, embedded=embedded)
            if before and _same(before, row, PLAIN, CONTEXT, EMBEDDED):
                if tuple(row) != before:
                    found.moved.append(row)
                    found.before.append(before)
                continue
            if before:
                found.gone.append(before)
            self._last += 1
            found.new.append((self._last, *row[1:]))
            found.words.append(words)
        found.gone += left.values()
        return found

    def _rows(self, note: int) -> list[tuple[Any, ...]]:
        sql = f"SELECT {FACT_COLUMNS} FROM facts WHERE note = ?"
        return self._connection.execute(sql, [note]).fetchall()

    def _remove(self, gone: Sequence[rows.Row]) -> None:
        """Take facts out by their rows."""
        if not gone:
            return
        numbers = [(row[NUMBER],) for row in gone]
        self._words.remove_all(row[NUMBER] for row in gone)
        self._connection.executemany("DELETE FROM facts WHERE number = ?", numbers)
        self._unname(gone)
        self._connection.executemany(
            "INSERT INTO departed VALUES (?, ?)",
            [(number, self.generation) for (number,) in numbers],
        )
        self.derived.drop_vectors(row[EMBEDDED] for row in gone)

    def _unname(self, before: Sequence[rows.Row]) -> None:
        if before:
            self.derived.count_named((one for row in before for one in _concepts(row)), by=-1)
            self._connection.executemany(
                "DELETE FROM mentions WHERE concept = ? AND fact = ?", _mentions(before)
            )

    def _name(self, after: Sequence[rows.Row]) -> None:
        self.derived.count_named((one for row in after for one in _concepts(row)), by=1)
        self._connection.executemany("INSERT INTO mentions VALUES (?, ?)", _mentions(after))

    def _put_statements(self, note: int, statements: Sequence[Statement]) -> bool:
        """Write what a note's facts say of pairs; tell whether that differs from before."""
        sql = "SELECT source, type, target, n.path || '#' || fact, confidence, rule "
        sql += "FROM statements s JOIN notes n ON n.number = s.note WHERE s.note = ? "
        found = self._connection.execute(sql + "ORDER BY s.place", [note])
        before = [Statement(*row) for row in found]
        if before == list(statements):
            return False
        self.derived.touch_pairs(set(before) ^ set(statements))
        self._connection.execute("DELETE FROM statements WHERE note = ?", [note])
        self._connection.executemany(
            "INSERT INTO statements VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (note, n, rows.local_id(s.fact), s.source, s.type, s.target, s.confidence, s.rule)
                for n, s in enumerate(statements)
            ],
        )
        return True

    def _note(self, path: str) -> int:
        return self._number("SELECT number FROM notes WHERE path = ?", path)

    # the index as a whole

    def put_vectors(self, vectors: Iterable[tuple[str, bytes]]) -> None:
        """Write vectors by digest."""
        sql = "INSERT OR IGNORE INTO vectors(digest, vector) VALUES (?, ?)"
        self._connection.executemany(sql, vectors)

    def put_drafts(self, drafts: Iterable[tuple[str, bytes, str]]) -> None:
        """Write drafts of vectors by digest, each with the text that is still to be encoded."""
        for digest, vector, text in drafts:
            self.put_vectors([(digest, vector)])
            self._connection.execute("INSERT OR IGNORE INTO waiting VALUES (?, ?)", [digest, text])

    def replace_drafts(self, vectors: Iterable[tuple[str, bytes]]) -> None:
        """Write vectors in place of their drafts; what was derived from these counts no more."""
        for digest, vector in vectors:
            self._connection.execute(
                "UPDATE vectors SET vector = ? WHERE digest = ?", [vector, digest]
            )
            self._connection.execute("DELETE FROM waiting WHERE digest = ?", [digest])
        self.derived.glossed = True
        self._outdate_files()

    def put_skipped(self, skipped: Iterable[Skipped]) -> None:
        """Write which files were left out."""
        self._connection.execute("DELETE FROM skipped")
        self._connection.executemany(
            "INSERT INTO skipped VALUES (?, ?)", [(one.path, one.reason) for one in skipped]
        )

    def put_about(self, about: Mapping[str, str]) -> None:
        """Write what the index says about itself."""
        self._connection.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", about.items())

    def finish(self, *, saved: int = 0) -> None:
        """Raise the generation; `saved` is the one whose vectors are kept in a file."""
        since = self._number("SELECT value FROM about WHERE key = 'departed_since'")
        if saved > since:
            self._connection.execute("DELETE FROM departed WHERE generation <= ?", [saved])
            self._connection.execute("DELETE FROM generations WHERE number < ?", [saved])
            self.put_about({"departed_since": str(saved)})
        changed = {TITLED: self.titled, GLOSSED: self.derived.glossed}
        self.put_about({what: str(self.generation) for what, is_so in changed.items() if is_so})
        self.put_about({"generation": str(self.generation)})
        name = (self.generation, token_hex(NAME_BYTES))
        self._connection.execute("INSERT OR REPLACE INTO generations VALUES (?, ?)", name)
        self._words.prune()
        self._connection.execute(_FORGET_VECTORS)
        self._connection.execute("DELETE FROM dropped")
        self._connection.execute(_FORGET_WAITING)
        self.put_about({WAITING: str(self._number(_COUNT_WAITING))})

    def name_commit(self) -> None:
        """Give what is committed a name, by which checksums say what they belong to.

        Pages that nothing uses any more go back to the system.
        """
        for _ in range(self._number("PRAGMA freelist_count")):  # each call gives back one
            self._connection.execute("PRAGMA incremental_vacuum")
        self.put_about({COMMIT: token_hex(NAME_BYTES)})

    def _clear(self) -> None:
        """Empty the index; numbers go on, and no saved vectors count any more."""
        self._connection.execute(
            "INSERT OR IGNORE INTO dropped SELECT embedded FROM facts "
            "UNION SELECT embedded FROM concepts WHERE embedded IS NOT NULL"
        )
        for table in CLEARED:
            self._connection.execute(f"DELETE FROM {table}")
        for table in (WORDS, KNOWN):
            self._connection.execute(f"DROP TABLE IF EXISTS {table}")
        self._outdate_files()

    def _outdate_files(self) -> None:
        """Let no file of an earlier generation be brought up to date."""
        for table in ("departed", "generations"):
            self._connection.execute(f"DELETE FROM {table}")
        self.put_about({"departed_since": str(self.generation)})

    def _number(self, sql: str, *values: object) -> int:
        row = self._connection.execute(sql, values).fetchone()
        return int(row[0]) if row else 0


_FORGET_VECTORS = """
DELETE FROM vectors WHERE digest IN (SELECT digest FROM dropped)
AND NOT EXISTS (SELECT 1 FROM facts WHERE embedded = vectors.digest)
AND NOT EXISTS (SELECT 1 FROM concepts WHERE embedded = vectors.digest)
"""
_FORGET_WAITING = "DELETE FROM waiting WHERE digest NOT IN (SELECT digest FROM vectors)"
_COUNT_WAITING = "SELECT count(*) FROM facts WHERE embedded IN (SELECT digest FROM waiting)"


def _same(one: rows.Row, other: rows.Row, *places: int) -> bool:
    return all(one[place] == other[place] for place in places)


def _mentions(facts: Iterable[rows.Row]) -> list[tuple[str, int]]:
    return [(one, row[NUMBER]) for row in facts for one in rows.mentioned(row[MENTIONS])]


def _concepts(row: rows.Row) -> set[str]:
    found = rows.mentioned(row[MENTIONS])
    return found | {row[SUBJECT]} if row[SUBJECT] else found
