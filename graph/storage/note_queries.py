"""The notes of an index as they were read, through a connection."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from graph.notes.delimited import CUT
from graph.records import Note
from graph.storage import rows
from graph.storage.entries import FileState, KeptNote

LINE_BREAK = re.compile(r"\r\n|\r|\n")


class Noted:
    """Looks up notes."""

    _connection: sqlite3.Connection

    def note(self, path: str) -> Note | None:
        """Return a note as it was when it was read."""
        found = self._notes("path = ?", path)
        return found[0] if found else None

    def kept_notes(self, paths: Iterable[str]) -> dict[str, KeptNote]:
        """Return what is known of the files of some notes, by path."""
        return kept_notes(self._connection, paths)

    def tables_cut(self) -> Iterator[tuple[str, int, int]]:
        """Yield the path, the last line read and the number of lines of each table that was cut."""
        sql = "SELECT n.path, max(f.end_line) FROM notes n JOIN facts f ON f.note = n.number WHERE "
        sql += "lower(substr(n.path, -4)) IN ('.csv', '.tsv', 'xlsx') GROUP BY n.path ORDER BY path"
        for path, read in self._connection.execute(sql):
            text = note.text if (note := self.note(path)) else ""
            lines = text.rstrip().count("\n") + 1
            if path.lower().endswith(".xlsx"):
                yield from ((path, int(cut[1]), int(cut[2])) for cut in CUT.finditer(text))
            elif read < lines:
                yield path, read, lines

    def paths(self) -> list[str]:
        """Return the paths of all notes, sorted."""
        found = self._connection.execute("SELECT path FROM notes ORDER BY path")
        return [path for (path,) in found]

    def titles(self) -> dict[str, str]:
        """Return the title of every note by its path."""
        return dict(self._connection.execute("SELECT path, title FROM notes ORDER BY path"))

    def notes_with(self, signs: Sequence[str]) -> list[Note]:
        """Return the notes in whose texts any of these signs stands, by their paths."""
        return self._notes(" OR ".join("instr(text, ?)" for _ in signs), *signs)

    def lines(self, path: str, first: int, last: int) -> list[tuple[int, str]]:
        """Return lines `first` to `last` (1-based, both in) of a note, each with its number."""
        note = self.note(path)
        if note is None:
            return []
        lines = LINE_BREAK.split(note.text)
        first, last = max(first, 1), min(last, len(lines))
        return [(number, lines[number - 1]) for number in range(first, last + 1)]

    def _notes(self, where: str, *values: str) -> list[Note]:
        sql = f"SELECT {rows.NOTE_COLUMNS} FROM notes WHERE {where} ORDER BY path"
        return [rows.note_of(row) for row in self._connection.execute(sql, values)]


def kept_notes(
    connection: sqlite3.Connection, paths: Iterable[str] | None = None
) -> dict[str, KeptNote]:
    """Return what is known of the files of all notes, or of some, by path."""
    sql = "SELECT number, path, file, digest, size, modified, changed, inode FROM notes"
    if paths is None:
        found = connection.execute(sql)
    else:
        sql += " WHERE path IN (SELECT value FROM json_each(?))"
        found = connection.execute(sql, [json.dumps(list(paths))])
    return {row[1]: _kept(row) for row in found}


def _kept(row: rows.Row) -> KeptNote:
    number, path, file, digest, *state = row
    return KeptNote(number, path, file, digest, FileState(*state))
