"""Everything that an index promises of itself, looked at in full: minutes for a large one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from graph.storage.checksums import damages
from graph.storage.saved import PATTERNS, files
from graph.storage.vectors import unpacked

if TYPE_CHECKING:
    from graph.storage.index import Index

MOST_NAMED = 20
"""Problems of one kind that are named."""
UNIT = 1e-2
"""How far from one the length of a vector may be, as it is rounded."""
IDS = (
    "SELECT coalesce(n.path || '#', '') || f.id FROM facts f LEFT JOIN notes n ON n.number = f.note"
)
LOST = {
    "facts without a vector": (
        f"{IDS} WHERE NOT EXISTS (SELECT 1 FROM vectors WHERE digest = f.embedded)"
    ),
    "facts without words": (
        f"{IDS} WHERE f.number NOT IN (SELECT rowid FROM words)"
    ),
    "facts of no note": f"{IDS} WHERE n.number IS NULL",
    "relations of facts that are not there": (
        "SELECT DISTINCT source || ' ' || relations.type || ' ' || target FROM relations, "
        "json_each(relations.facts) WHERE value NOT IN (SELECT note || '#' || id FROM facts)"
    ),
    "mentions of concepts that are not there": (
        "SELECT DISTINCT concept FROM mentions WHERE concept NOT IN (SELECT id FROM concepts)"
    ),
}  # fmt: skip


def problems(index: Index) -> Iterator[tuple[str, str]]:
    """Yield each problem of an index with what mends it."""
    fresh, plain = "run `noteloom build --fresh`", "run `noteloom build`"
    for damage in damages(index.folder, index.connection):
        yield damage, fresh
    for (found,) in index.connection.execute(f"PRAGMA integrity_check({MOST_NAMED})").fetchall():
        if found != "ok":
            yield f"SQLite: {found}", fresh
    for kind in PATTERNS:
        for file in files(index.folder, kind):
            if not file.is_whole(deep=True):
                yield f"{file.path.name} is not as it was written", plain
    for what, sql in LOST.items():
        if lost := [str(one) for (one,) in index.connection.execute(sql).fetchall()]:
            yield f"{len(lost)} {what}: {', '.join(lost[:MOST_NAMED])}", fresh
    for broken in (*_spans(index), *_vectors(index)):
        yield broken, fresh


def _spans(index: Index) -> Iterator[str]:
    """Yield the facts whose text is not what their note has at their place."""
    for path in index.paths():
        note = index.note(path)
        for fact in index.facts_of(path):
            if note is None or fact.span.of(note.text) != fact.text:
                yield f"{fact.id} is not the text of its note"


def _vectors(index: Index) -> Iterator[str]:
    """Yield the digests whose vectors are not of length one."""
    for digest, vector in index.connection.execute("SELECT digest, vector FROM vectors"):
        length = float(np.linalg.norm(unpacked([vector])))
        if not abs(length - 1) < UNIT:
            yield f"the vector {digest} has the length {length:.4g}"
