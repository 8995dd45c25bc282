"""The numbers of facts, by which vectors and words know them, through a connection."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from graph.storage import rows


class Numbered:
    """Looks up the numbers of facts."""

    _connection: sqlite3.Connection

    def numbers_of(self, ids: Iterable[str]) -> dict[str, int]:
        """Return the numbers of several facts by id."""
        sql = "SELECT n.path || '#' || f.id, f.number FROM facts f JOIN notes n "
        sql += f"ON n.number = f.note WHERE f.number IN ({rows.NUMBERS})"
        return dict(self._connection.execute(sql, [json.dumps(list(ids))]).fetchall())

    def numbers_about(self, concept_id: str, *, most: int) -> tuple[int, ...]:
        """Return the numbers of the facts whose subject is a concept, as `_first` does."""
        return self._first("WHERE f.subject = ?", concept_id, most)

    def numbers_naming(self, concept_id: str, *, most: int) -> tuple[int, ...]:
        """Return the numbers of the facts that name a concept, as `_first` does."""
        where = "JOIN mentions m ON f.number = m.fact WHERE m.concept = ?"
        return self._first(where, concept_id, most)

    def numbers_on(self, path: str) -> tuple[int, ...]:
        """Return the numbers of the facts of one note, in order."""
        sql = "SELECT f.number FROM facts f JOIN notes n ON n.number = f.note "
        sql += "WHERE n.path = ? ORDER BY f.place"
        return tuple(number for (number,) in self._connection.execute(sql, [path]))

    def _first(self, where: str, concept_id: str, most: int) -> tuple[int, ...]:
        """Return the numbers in the order of the notes; of more than `most`, the first and one.

        First by their ids, as a hub has tens of thousands, of which nobody wants the order.
        """
        sql = "SELECT f.number FROM facts f JOIN notes n ON n.number = f.note "
        sql += f"{where} ORDER BY n.path || '#' || f.id LIMIT ?"
        found = self._connection.execute(sql, [concept_id, most + 1])
        numbers = [number for (number,) in found]
        return tuple(numbers) if len(numbers) > most else in_order(self._connection, numbers)


def in_order(connection: sqlite3.Connection, numbers: Iterable[int]) -> tuple[int, ...]:
    """Return numbers in the order of the notes, which no edit of another note changes.

    The numbers themselves tell in which order facts came, and decide nothing.
    """
    sql = "SELECT f.number FROM facts f JOIN notes n ON n.number = f.note "
    sql += "WHERE f.number IN (SELECT value FROM json_each(?)) ORDER BY n.path, f.place"
    asked = json.dumps([int(number) for number in numbers])
    return tuple(number for (number,) in connection.execute(sql, [asked]))
