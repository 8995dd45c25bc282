"""Writer: the write side of the index; vectors as they come, everything else in one commit."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from embeddings import FullText
from graph.errors import IndexBroken, IndexFormat, NoteloomError
from graph.records import Concept, Fact, Name, Note, Relation, Skipped, Statement
from graph.storage import rows
from graph.storage.schema import DATABASE, open_for_writing

FACT_PLACES = ", ".join("?" * 18)


@dataclass(frozen=True, slots=True)
class KeptNote:
    """What the index knows of a note's file, enough to tell whether it has changed."""

    number: int
    path: str
    file: str
    digest: str
    size: int
    modified: int
    """Of the file, in nanoseconds since the epoch."""


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """A note as the index keeps it, with everything that was made of it alone."""

    note: Note
    file: str
    size: int
    modified: int
    evidence: str
    facts: Sequence[Fact]
    """Linked, in order."""
    embedded: Sequence[str]
    """For each fact the digest of the text that was embedded for it."""
    words: Sequence[str]
    """For each fact the text that its words are found by."""
    statements: Sequence[Statement]


class Writer:
    """One build's hold on the index in a folder; at most one at a time.

    Raises IndexBroken or IndexFormat unless `fresh`, which starts over where nothing can be read.
    """

    def __init__(self, folder: Path, *, fresh: bool = False) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._connection = _opened(folder, fresh=fresh)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection that this build reads and writes through."""
        return self._connection

    # what is there

    def about(self) -> dict[str, str]:
        """Return what the index says about itself."""
        return dict(self._connection.execute("SELECT key, value FROM about"))

    def kept_notes(self) -> dict[str, KeptNote]:
        """Return the notes that the index holds, by path."""
        sql = "SELECT number, path, file, digest, size, modified FROM notes"
        return {row[1]: KeptNote(*row) for row in self._connection.execute(sql)}

    def evidence(self) -> dict[str, str]:
        """Return what each note offers to the lexicon, as JSON by path."""
        return dict(self._connection.execute("SELECT path, evidence FROM notes"))

    def facts_of(self, path: str) -> list[Fact]:
        """Return the facts of a note as they were linked, in order."""
        sql = f"SELECT {rows.FACT_COLUMNS} FROM facts f JOIN notes n ON n.number = f.note "
        sql += "WHERE n.path = ? ORDER BY f.place"
        return [rows.fact_of(row) for row in self._connection.execute(sql, [path])]

    def statements_of(self, path: str) -> list[Statement]:
        """Return what the facts of a note say, in the order in which they were written."""
        sql = "SELECT source, type, target, fact, confidence, rule FROM statements "
        sql += "WHERE note = (SELECT number FROM notes WHERE path = ?) ORDER BY rowid"
        return [Statement(*row) for row in self._connection.execute(sql, [path])]

    def note_of(self, path: str) -> Note:
        """Return a note that the index holds."""
        sql = "SELECT path, text, digest, title FROM notes WHERE path = ?"
        return rows.note_of(self._connection.execute(sql, [path]).fetchone())

    def named(self) -> set[str]:
        """Return the concepts that the facts there name or are about."""
        return {c for (c,) in self._connection.execute("SELECT id FROM concepts WHERE facts > 0")}

    def known_vectors(self, digests: Iterable[str]) -> set[str]:
        """Return those of the digests whose vectors are already there."""
        sql = "SELECT digest FROM vectors WHERE digest IN (SELECT value FROM json_each(?))"
        return {digest for (digest,) in self._connection.execute(sql, [json.dumps(list(digests))])}

    # what a build writes

    def keep_vectors(self, vectors: Mapping[str, bytes]) -> None:
        """Write vectors at once: an interrupted build need not make them again."""
        with self._transaction():
            self._connection.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?)", vectors.items()
            )

    @contextmanager
    def publishing(self) -> Iterator[Publication]:
        """Open the one transaction that makes a new generation; nothing is seen if it fails."""
        with self._transaction():
            publication = Publication(self._connection)
            yield publication
            publication.finish()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise NoteloomError(
                f"another build is writing the index at {self.folder}: try again when it has ended."
            ) from error
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")


class Publication:
    """The changes of one build, within its transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._words = FullText(connection)

    def remove_note(self, path: str) -> None:
        """Take a note and everything that was made of it out."""
        row = self._connection.execute("SELECT number FROM notes WHERE path = ?", [path]).fetchone()
        if row is not None:
            self._remove_facts(row[0], keep=())
            self._connection.execute("DELETE FROM statements WHERE note = ?", row)
            self._connection.execute("DELETE FROM notes WHERE number = ?", row)

    def put_note(self, entry: NoteEntry) -> None:
        """Write a note in place of what was known of it; facts that stay keep their numbers."""
        note = entry.note
        sql = (
            "INSERT INTO notes(path, digest, title, file, size, modified, text, evidence) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(path) DO UPDATE SET "
            "digest = excluded.digest, title = excluded.title, file = excluded.file, "
            "size = excluded.size, modified = excluded.modified, text = excluded.text, "
            "evidence = excluded.evidence RETURNING number"
        )
        values = (
            note.path,
            note.digest,
            note.title,
            entry.file,
            entry.size,
            entry.modified,
            note.text,
        )
        (number,) = self._connection.execute(sql, (*values, entry.evidence)).fetchone()
        kept = self._remove_facts(number, keep=[fact.id for fact in entry.facts])
        self._put_facts(number, entry, kept)
        self._connection.execute("DELETE FROM statements WHERE note = ?", [number])
        self._connection.executemany(
            "INSERT INTO statements VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (number, s.fact, s.source, s.type, s.target, s.confidence, s.rule)
                for s in entry.statements
            ],
        )

    def touch_note(self, path: str, *, size: int, modified: int) -> None:
        """Note that a file was written again with the same content."""
        sql = "UPDATE notes SET size = ?, modified = ? WHERE path = ?"
        self._connection.execute(sql, [size, modified, path])

    def put_lexicon(
        self, concepts: Iterable[Concept], names: Iterable[Name], *, glosses: Mapping[str, str]
    ) -> None:
        """Write all concepts and names anew; `glosses` has digests of embedded ones by concept."""
        self._connection.execute("DELETE FROM concepts")
        self._connection.execute("DELETE FROM names")
        self._connection.executemany(
            "INSERT INTO concepts(id, name, aliases, kind, gloss, origin, part_of, embedded) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [rows.concept_row(c, embedded=glosses.get(c.id)) for c in concepts],
        )
        self._connection.executemany(
            "INSERT OR REPLACE INTO names VALUES (?, ?, ?, ?)",
            [(name.key, name.concept, name.confidence, name.surface) for name in names],
        )

    def put_relations(self, relations: Iterable[Relation]) -> None:
        """Write all relations anew."""
        self._connection.execute("DELETE FROM relations")
        self._connection.executemany(
            "INSERT INTO relations VALUES (?, ?, ?, ?, ?, ?)",
            [rows.relation_row(relation) for relation in relations],
        )

    def statements(self) -> Iterator[Statement]:
        """Yield every statement of every note, those of this build among them."""
        sql = "SELECT source, type, target, fact, confidence, rule FROM statements"
        for row in self._connection.execute(sql):
            yield Statement(*row)

    def put_skipped(self, skipped: Iterable[Skipped]) -> None:
        """Write which files were left out."""
        self._connection.execute("DELETE FROM skipped")
        self._connection.executemany(
            "INSERT INTO skipped VALUES (?, ?)", [(one.path, one.reason) for one in skipped]
        )

    def put_about(self, about: Mapping[str, str]) -> None:
        """Write what the index says about itself."""
        self._connection.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", about.items())

    def finish(self) -> None:
        """Count, drop vectors that no fact uses, and raise the generation."""
        self._connection.execute(_COUNT_FACTS)
        self._connection.execute(_COUNT_DEGREES)
        self._connection.execute(
            "DELETE FROM vectors WHERE NOT EXISTS (SELECT 1 FROM facts WHERE embedded = digest) "
            "AND digest NOT IN (SELECT embedded FROM concepts WHERE embedded IS NOT NULL)"
        )
        row = self._connection.execute(
            "SELECT value FROM about WHERE key = 'generation'"
        ).fetchone()
        self.put_about({"generation": str(int(row[0]) + 1 if row else 1)})

    def _remove_facts(self, note: int, *, keep: Sequence[str]) -> dict[str, int]:
        kept: dict[str, int] = {}
        staying = set(keep)
        going = []
        for number, fact_id in self._connection.execute(
            "SELECT number, id FROM facts WHERE note = ?", [note]
        ):
            if fact_id in staying:
                kept[fact_id] = number
            going.append((number,))
        self._words.remove_all(number for (number,) in going)
        self._connection.executemany("DELETE FROM facts WHERE number = ?", going)
        self._connection.executemany("DELETE FROM mentions WHERE fact = ?", going)
        return kept

    def _put_facts(self, note: int, entry: NoteEntry, kept: Mapping[str, int]) -> None:
        worded: list[tuple[int, str]] = []
        named: list[tuple[str, int]] = []
        for place, (fact, embedded, words) in enumerate(
            zip(entry.facts, entry.embedded, entry.words, strict=True)
        ):
            row = rows.fact_row(
                fact, number=kept.get(fact.id), note=note, place=place, embedded=embedded
            )
            cursor = self._connection.execute(f"INSERT INTO facts VALUES ({FACT_PLACES})", row)
            number = int(cursor.lastrowid or 0)
            worded.append((number, words))
            concepts = {mention.concept for mention in fact.mentions}
            named.extend((concept, number) for concept in concepts)
        self._words.add_all(worded)
        self._connection.executemany("INSERT INTO mentions VALUES (?, ?)", named)


_COUNT_FACTS = """
UPDATE concepts SET facts = (
  SELECT count(*) FROM (
    SELECT number FROM facts WHERE subject = concepts.id
    UNION SELECT fact FROM mentions WHERE concept = concepts.id))
"""
_COUNT_DEGREES = """
UPDATE concepts SET degree = (
  SELECT count(*) FROM (
    SELECT target FROM relations WHERE source = concepts.id AND type <> 'related_to'
    UNION SELECT source FROM relations WHERE target = concepts.id AND type <> 'related_to'))
"""


def _opened(folder: Path, *, fresh: bool) -> sqlite3.Connection:
    file = folder / DATABASE
    try:
        return open_for_writing(file)
    except (IndexBroken, IndexFormat):
        if not fresh:
            raise
    # What cannot be read holds nothing to lose; its WAL must go with it, or it would be replayed.
    for ending in ("", "-wal", "-shm"):
        file.with_name(DATABASE + ending).unlink(missing_ok=True)
    return open_for_writing(file)
