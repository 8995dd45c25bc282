"""What follows from the notes of all: the lexicon, relations and counts, only as far as touched."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from graph.records import Concept, Relation, Statement
from graph.storage import rows

Names = Mapping[tuple[str, str], tuple[float, str, str]]
"""By key and concept: confidence, how it is usually written, and when it counts, as text."""
Gather = Callable[[Iterable[Statement]], list[Relation]]

GATHERED_AT_ONCE = 5_000
"""Statements in memory; the call itself costs more than a few of them."""
TOUCHED = """
CREATE TEMP TABLE IF NOT EXISTS touched_pairs(
  source TEXT, type TEXT, target TEXT, PRIMARY KEY(source, type, target)) WITHOUT ROWID;
DELETE FROM temp.touched_pairs;
"""
ONLY_ASKED = "asked"
"""The sense of half a person's or a place's name: it means them in questions, never in notes."""
Tied = set[tuple[str, str]]
"""Pairs of concepts with a relation of a type between them, each in the order of their ids."""


@dataclass(frozen=True, slots=True)
class LexiconChange:
    """In what a lexicon differs from the one that is kept."""

    keys: frozenset[str]
    """Names that mean something else now, or the same in other circumstances."""
    concepts: frozenset[str]
    """Those that are new, gone, or described otherwise."""
    names: tuple[tuple[str, str], ...]
    """Names to write, by key and concept; more than `keys` where only their spelling differs."""
    unnamed: tuple[tuple[str, str], ...]

    def __bool__(self) -> bool:
        """Tell whether there is any difference."""
        return bool(self.names or self.unnamed or self.concepts)


def lexicon_change(
    connection: sqlite3.Connection, concepts: Mapping[str, Concept], names: Names
) -> LexiconChange:
    """Return in what a lexicon differs from the one that is kept."""
    keys, put, known = set(), [], dict[tuple[str, str], tuple[float, str, str]]()
    for key, concept, *rest in connection.execute(
        "SELECT key, concept, confidence, surface, sense FROM names"
    ):
        known[key, concept] = (rest[0], rest[1], rest[2])
    for place, name in names.items():
        before = known.pop(place, None)
        if before != name:
            put.append(place)
            unread = name[2] == ONLY_ASKED and (before is None or before[2] == ONLY_ASKED)
            if not unread and (before is None or (before[0], before[2]) != (name[0], name[2])):
                keys.add(place[0])
    keys.update(key for (key, _), (_, _, sense) in known.items() if sense != ONLY_ASKED)
    described = frozenset(_described_otherwise(connection, concepts))
    return LexiconChange(frozenset(keys), described, tuple(put), tuple(known))


def _described_otherwise(
    connection: sqlite3.Connection, concepts: Mapping[str, Concept]
) -> Iterator[str]:
    left = set(concepts)
    for row in connection.execute(f"SELECT {rows.CONCEPT_COLUMNS} FROM concepts"):
        left.discard(row[0])
        new = concepts.get(row[0])
        if new is None or rows.concept_row(new, embedded=None)[:-1] != tuple(row):
            yield row[0]
    yield from left


class Derived:
    """Keeps what is derived in step within one transaction; `every` does all of it again."""

    def __init__(self, connection: sqlite3.Connection, *, every: bool) -> None:
        self._connection = connection
        self.every = every
        self._named: Counter[str] = Counter()
        """By concept: in how many more facts it is named than before."""
        self.glossed = every
        """Whether vectors of glosses have come or gone."""
        for statement in TOUCHED.split(";"):  # executescript would commit
            connection.execute(statement)

    # what was touched

    def touch_pairs(self, statements: Iterable[Statement]) -> None:
        """Note that statements came or went."""
        if not self.every:
            self._connection.executemany(
                "INSERT OR IGNORE INTO temp.touched_pairs VALUES (?, ?, ?)",
                {(one.source, one.type, one.target) for one in statements},
            )

    def count_named(self, concepts: Iterable[str], *, by: int) -> None:
        """Note that each of these concepts is named in a fact more, or in one less."""
        if not self.every:
            for one in concepts:
                self._named[one] += by

    def drop_vectors(self, digests: Iterable[str]) -> None:
        """Note that vectors may have lost their last use."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO dropped VALUES (?)", [(one,) for one in digests]
        )

    # the lexicon

    def put_lexicon(
        self, change: LexiconChange, concepts: Mapping[str, Concept], names: Names
    ) -> None:
        """Write what differs; a concept that is described otherwise loses its gloss's vector."""
        gone = [(one,) for one in change.concepts if one not in concepts]
        put = [
            rows.concept_row(concepts[one], embedded=None)
            for one in change.concepts
            if one in concepts
        ]
        execute = self._connection.executemany
        execute(
            "INSERT OR IGNORE INTO dropped SELECT embedded FROM concepts "
            "WHERE id = ? AND embedded IS NOT NULL",
            [(one,) for one in change.concepts],
        )
        execute("DELETE FROM concepts WHERE id = ?", gone)
        execute(_PUT_CONCEPT, put)
        execute("DELETE FROM names WHERE key = ? AND concept = ?", change.unnamed)
        execute(
            "INSERT OR REPLACE INTO names VALUES (?, ?, ?, ?, ?)",
            [(*place, *names[place]) for place in change.names],
        )
        self.glossed = self.glossed or bool(change.concepts)

    def forget_glosses(self, concepts: Iterable[str]) -> None:
        """Take the gloss of these concepts as not embedded: their vectors are lost."""
        lost = [(one,) for one in concepts]
        self._connection.executemany("UPDATE concepts SET embedded = NULL WHERE id = ?", lost)

    def forget_unnamed_glosses(self) -> None:
        """Let go of the gloss vectors of concepts that no fact names any more."""
        where = "WHERE facts = 0 AND embedded IS NOT NULL"
        self._connection.execute(
            f"INSERT OR IGNORE INTO dropped SELECT embedded FROM concepts {where}"
        )
        done = self._connection.execute(f"UPDATE concepts SET embedded = NULL {where}")
        self.glossed = self.glossed or done.rowcount > 0

    def named_without_vector(self) -> list[str]:
        """Return the concepts that facts name and whose gloss has no vector yet."""
        sql = "SELECT id FROM concepts WHERE facts > 0 AND gloss <> '' AND embedded IS NULL"
        return [one for (one,) in self._connection.execute(f"{sql} ORDER BY id")]

    def put_gloss_vectors(self, digests: Iterable[tuple[str, str]]) -> None:
        """Write under which digests the vectors of glosses are kept, by concept."""
        put = [(digest, concept) for concept, digest in digests]
        self.glossed = self.glossed or bool(put)
        self._connection.executemany("UPDATE concepts SET embedded = ? WHERE id = ?", put)

    # relations and counts

    def settle(self, aggregate_evidence: Gather) -> None:
        """Make the touched relations of their statements, and count what was touched."""
        execute = self._connection.execute
        if self.every:
            self._relate(_STATEMENTS, aggregate_evidence)
            execute(_COUNT_FACTS)
            execute(_COUNT_DEGREES)
            return
        before = self._tied()
        execute(f"DELETE FROM relations WHERE ({_PAIR}) IN (SELECT * FROM temp.touched_pairs)")
        self._relate(_TOUCHED_STATEMENTS, aggregate_evidence)
        self._add("facts", self._named)
        self._add("degree", _gained(before, self._tied()))

    def _relate(self, statements: str, aggregate_evidence: Gather) -> None:
        said = (Statement(*row) for row in self._connection.execute(statements))
        self._connection.executemany(
            f"INSERT INTO relations VALUES (?, ?, ?, ?, ?, {_OF_NOTES})",
            _gathered(said, aggregate_evidence),
        )

    def _tied(self) -> Tied:
        """Return which of the touched pairs a relation of a type ties now."""
        return set(self._connection.execute(_TIED))

    def _add(self, column: str, counts: Mapping[str, int]) -> None:
        self._connection.executemany(
            f"UPDATE concepts SET {column} = {column} + ? WHERE id = ?",
            [(count, concept) for concept, count in counts.items() if count],
        )


def _gained(before: Tied, after: Tied) -> Counter[str]:
    """Return by concept with how many more others it is tied than before."""
    gained: Counter[str] = Counter()
    for pairs, by in ((after - before, 1), (before - after, -1)):
        for pair in pairs:
            for one in set(pair):
                gained[one] += by
    return gained


def _gathered(said: Iterable[Statement], aggregate_evidence: Gather) -> Iterator[rows.Row]:
    """Yield the rows of relations; the statements come sorted, and are taken some at a time."""
    some: list[Statement] = []
    for _, statements in groupby(said, key=lambda one: (one.source, one.type, one.target)):
        some += statements
        if len(some) >= GATHERED_AT_ONCE:
            yield from (rows.relation_row(relation) for relation in aggregate_evidence(some))
            some.clear()
    yield from (rows.relation_row(relation) for relation in aggregate_evidence(some))


_PAIR = "source, type, target"
_SAID = "s.source, s.type, s.target, n.path || '#' || s.fact, s.confidence, s.rule"
_STATEMENTS = (
    f"SELECT {_SAID} FROM statements s JOIN notes n ON n.number = s.note "
    "ORDER BY s.source, s.type, s.target"
)
_OF_NOTES = f"(SELECT json_group_array(note || '#' || id) FROM ({rows.IDS} ORDER BY key))"
_TOUCHED_STATEMENTS = (
    f"SELECT {_SAID} FROM temp.touched_pairs t CROSS JOIN statements s ON s.source = t.source "
    "AND s.type = t.type AND s.target = t.target CROSS JOIN notes n ON n.number = s.note "
    "ORDER BY s.source, s.type, s.target"
)
_TIED = """
SELECT one, other FROM (
  SELECT DISTINCT min(source, target) AS one, max(source, target) AS other FROM temp.touched_pairs)
WHERE EXISTS (
  SELECT 1 FROM relations WHERE source = one AND target = other AND type <> 'related_to')
OR EXISTS (
  SELECT 1 FROM relations WHERE source = other AND target = one AND type <> 'related_to')
"""
_PUT_CONCEPT = """
INSERT INTO concepts(id, name, aliases, kind, gloss, origin, part_of, embedded)
VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET
name = excluded.name, aliases = excluded.aliases, kind = excluded.kind, gloss = excluded.gloss,
origin = excluded.origin, part_of = excluded.part_of, embedded = excluded.embedded
"""
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
