"""The relations of one generation of the index, of one concept, of two, or of all."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from graph.records import RELATED_TO, RELATED_TO_WEIGHT, Relation
from graph.storage import rows

if TYPE_CHECKING:
    from graph.network import Ties

_STRENGTH = f"confidence * iif(type = '{RELATED_TO}', {RELATED_TO_WEIGHT}, 1.0)"
"""As `Relation.strength`."""


class Related:
    """Looks at relations through a connection."""

    _connection: sqlite3.Connection

    def relations(self, concept_id: str | None = None) -> list[Relation]:
        """Return the relations from or to a concept, or all of them."""
        if concept_id is None:
            sql = f"SELECT {rows.RELATION_COLUMNS} FROM relations ORDER BY source, type, target"
            return [rows.relation_of(row) for row in self._all(sql)]
        sql = f"SELECT {rows.RELATION_COLUMNS} FROM relations WHERE source = ? UNION "
        sql += f"SELECT {rows.RELATION_COLUMNS} FROM relations WHERE target = ? ORDER BY 1, 2, 3"
        return [rows.relation_of(row) for row in self._all(sql, concept_id, concept_id)]

    def strongest(
        self, concept_id: str, *, most: int, relation: str | None = None
    ) -> list[Relation]:
        """Return the strongest relations from or to a concept, of one type or of all."""
        of_type = "" if relation is None else " AND type = ?"
        ends = (f"SELECT * FROM relations WHERE {end} = ?{of_type}" for end in ("source", "target"))
        order = f"ORDER BY {_STRENGTH} DESC, source, type, target"
        sql = f"SELECT {rows.RELATION_COLUMNS} FROM "
        sql += f"(SELECT * FROM ({' UNION '.join(ends)}) {order} LIMIT ?) {order}"
        asked = [concept_id] if relation is None else [concept_id, relation]
        return [rows.relation_of(row) for row in self._all(sql, *asked, *asked, most)]

    def is_related(self, concept_id: str) -> bool:
        """Tell whether there is any relation from or to a concept."""
        sql = "SELECT 1 FROM relations WHERE source = ? UNION ALL "
        sql += "SELECT 1 FROM relations WHERE target = ? LIMIT 1"
        return self._one(sql, concept_id, concept_id) is not None

    def stated(self) -> list[Relation]:
        """Return the relations that lines state; most others only stand together in one."""
        sql = f"SELECT {rows.RELATION_COLUMNS} FROM relations WHERE type <> ?"
        found = self._all(f"{sql} ORDER BY source, type, target", RELATED_TO)
        return [rows.relation_of(row) for row in found]

    def types(self) -> dict[str, int]:
        """Return how many relations there are of each type, the most frequent first."""
        sql = "SELECT type, count(*) FROM relations GROUP BY type ORDER BY 2 DESC, 1"
        return dict(self._all(sql))

    def stating(self, relation: str) -> set[str]:
        """Return the ids of the facts that state a relation of a type."""
        sql = f"SELECT {rows.RELATION_COLUMNS} FROM relations WHERE type = ?"
        found = map(rows.relation_of, self._all(sql, relation))
        return {fact for one in found for fact in one.facts}

    def statements(self) -> dict[tuple[str, str, str], list[tuple[str, float, str]]]:
        """Return, for each relation, the facts that say it with their confidence and rule."""
        found: dict[tuple[str, str, str], list[tuple[str, float, str]]] = defaultdict(list)
        sql = "SELECT source, type, target, n.path || '#' || fact AS id, confidence, rule "
        sql += "FROM statements JOIN notes n ON n.number = note ORDER BY id"
        for source, kind, target, *said in self._all(sql):
            found[source, kind, target].append((said[0], said[1], said[2]))
        return found

    @cached_property
    def ties(self) -> Ties:
        """Every related pair with its strength, packed, for the search of routes."""
        from graph.network import Ties

        return Ties(self._connection.execute(f"SELECT source, target, {_STRENGTH} FROM relations"))

    def between(self, one: str, other: str) -> list[Relation]:
        """Return the relations of two concepts, either way, the strongest first."""
        sql = f"SELECT {rows.RELATION_COLUMNS} FROM relations WHERE source = ? AND target = ?"
        found = [*self._all(sql, one, other), *self._all(sql, other, one)]
        return sorted(map(rows.relation_of, found), key=attrgetter("rank"))

    def _all(self, sql: str, *values: object) -> list[Any]:
        return self._connection.execute(sql, values).fetchall()

    def _one(self, sql: str, *values: object) -> Any:  # noqa: ANN401 - a row of any shape
        return self._connection.execute(sql, values).fetchone()
