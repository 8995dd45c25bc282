"""Records to rows and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, cast

from graph.records import Concept, Fact, FactKind, Mark, MarkKind, Mention, Note, Relation, Span

FACT_COLUMNS = (
    "f.number, n.path || '#' || f.id, n.path, f.start, f.end, f.text, f.plain, f.line, f.end_line, "
    "f.context, f.headings, f.kind, n.path || '#' || f.parent, f.marks, f.subject, f.mentions"
)
"""In the order that `fact_of` reads; `f` is facts, `n` is notes."""
CONCEPT_COLUMNS = "id, name, aliases, kind, gloss, origin, part_of"
ID_LETTERS = 8
"""Of a fact's id within its note, after the path and "#"."""
IDS = (
    f"SELECT m.number AS note, substr(value, -{ID_LETTERS}) AS id FROM json_each(?) "
    f"CROSS JOIN notes m ON m.path = substr(value, 1, length(value) - {ID_LETTERS + 1})"
)
"""What `facts` has for ids that are given as JSON."""
NUMBERS = f"SELECT g.number FROM ({IDS}) CROSS JOIN facts g USING (note, id)"
"""The numbers of facts whose ids are given so."""
RELATION_COLUMNS = (
    "source, type, target, confidence, rule, (SELECT json_group_array(id) FROM ("
    f"SELECT n.path || substr(value, -{ID_LETTERS + 1}) AS id FROM json_each(facts) "
    "CROSS JOIN notes n ON n.number = CAST(value AS INTEGER) ORDER BY key))"
)
NOTE_COLUMNS = "path, text, digest, title"
REMEMBERED = 20_000
"""Paths of headings and lines that are kept as they were read."""

Row = Sequence[Any]
_decoded = json.JSONDecoder().raw_decode
"""What is stored has no blanks around it, so that nothing need be looked for there."""


def compact(value: object) -> str:
    """Return `value` as JSON without blanks, readable where the text is not English too."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def fact_of(row: Row) -> Fact:
    """Return the fact in a row of FACT_COLUMNS."""
    return Fact(
        id=row[1], path=row[2], span=Span(row[3], row[4]),
        text=row[6] if row[5] is None else row[5], plain=row[6], line=row[7], end_line=row[8],
        context=context_of(row[9]), headings=row[10], kind=cast(FactKind, row[11]),
        parent=row[12], marks=_marks(row[13]), subject=row[14], mentions=_mentions(row[15]),
    )  # fmt: skip


def fact_row(fact: Fact, *, number: int, note: int, place: int, embedded: str) -> Row:
    """Return the row of `facts` for a fact."""
    return (
        number, local_id(fact.id), note, place, fact.span.start, fact.span.end, fact.line,
        fact.end_line, None if fact.text == fact.plain else fact.text, fact.plain,
        compact(fact.context), fact.headings, fact.kind, fact.parent and local_id(fact.parent),
        marks_json(fact.marks), fact.subject, mentions_json(fact.mentions), embedded,
    )  # fmt: skip


def local_id(fact_id: str) -> str:
    """Return what a fact is called within its note."""
    return fact_id[-ID_LETTERS:]


def marks_json(marks: Iterable[Mark]) -> str | None:
    """Return marks as JSON, None when there are none."""
    return compact([(m.span.start, m.span.end, m.kind, m.target) for m in marks]) if marks else None


def mentions_json(mentions: Iterable[Mention]) -> str | None:
    """Return mentions as JSON, None when there are none."""
    rows = [(m.concept, m.span.start, m.span.end, round(m.confidence, 4)) for m in mentions]
    return compact(rows) if rows else None


def mentioned(text: str | None) -> set[str]:
    """Return the concepts that the JSON of mentions names."""
    return {found[0] for found in json.loads(text)} if text else set()


def _marks(text: str | None) -> tuple[Mark, ...]:
    if text is None:
        return ()
    return tuple(
        Mark(Span(a, b), cast(MarkKind, kind), target) for a, b, kind, target in _decoded(text)[0]
    )


def _mentions(text: str | None) -> tuple[Mention, ...]:
    if text is None:
        return ()
    return tuple(Mention(concept, Span(a, b), sure) for concept, a, b, sure in _decoded(text)[0])


@lru_cache(REMEMBERED)
def context_of(text: str) -> tuple[str, ...]:
    """Return what a fact stands under: the same for many, and so kept once."""
    return tuple(_decoded(text)[0])


def concept_of(row: Row) -> Concept:
    """Return the concept in a row of CONCEPT_COLUMNS."""
    return Concept(
        id=row[0], name=row[1], aliases=tuple(json.loads(row[2])), kind=row[3], gloss=row[4],
        origin=row[5], part_of=tuple(json.loads(row[6])),
    )  # fmt: skip


def concept_row(concept: Concept, *, embedded: str | None) -> Row:
    """Return the row of `concepts`, without its counts; `embedded` is the digest of its gloss."""
    return (
        concept.id, concept.name, compact(concept.aliases), concept.kind, concept.gloss,
        concept.origin, compact(concept.part_of), embedded,
    )  # fmt: skip


def relation_of(row: Row) -> Relation:
    """Return the relation in a row of RELATION_COLUMNS."""
    return Relation(row[0], row[1], row[2], row[3], row[4], tuple(json.loads(row[5])))


def relation_row(relation: Relation) -> Row:
    """Return the row of `relations` for a relation."""
    return (
        relation.source, relation.type, relation.target, relation.confidence, relation.rule,
        compact(relation.facts),
    )  # fmt: skip


def note_of(row: Row) -> Note:
    """Return the note in a row of NOTE_COLUMNS."""
    return Note(path=row[0], text=row[1], digest=row[2], title=row[3])
