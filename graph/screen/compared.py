"""Two things side by side: what the notes say of both in one respect, then what only one has."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from graph.records import RELATED_TO, Concept, Relation
from graph.screen import words
from graph.screen.blocks import Aspect, Columns, Group, Row
from graph.screen.grouped import Names, reading, said_of
from graph.views.compared import shared_by
from graph.views.pictures import edge_id

MOST_ROWS = 6
"""Of one side in one respect: the list of each thing has them all."""
MOST_ASPECTS = 8
"""Respects that only one side has: more of them hide what can be compared."""
Sides = tuple[Mapping[str, list[Row]], Mapping[str, list[Row]]]


def columns_of(
    sides: Sequence[Concept],
    lines: Sequence[Sequence[Row]],
    relations_of: Callable[[str], Sequence[Relation]],
    names: Names,
) -> Columns:
    """Return two things as two columns: shared respects first, then those of one side."""
    by_section = _by_title(lines[0]), _by_title(lines[1])
    pair = {side.id for side in sides}
    by_type = tuple(
        _by_type(side.id, [r for r in relations_of(side.id) if {r.source, r.target} != pair], names)
        for side in sides
    )
    aspects = [*_aspects(by_section), *_aspects((by_type[0], by_type[1]))]
    shared = [one for one in aspects if one.left and one.right]
    single = [one for one in aspects if not (one.left and one.right)][:MOST_ASPECTS]
    return Columns(sides[0].name, sides[1].name, (*shared, *single))


def shared_groups(
    sides: Sequence[Concept], relations_of: Callable[[str], Sequence[Relation]], names: Names
) -> list[Group]:
    """Return how both things relate, and what relates to both, as the picture shows it."""
    pair = {side.id for side in sides}
    direct = [one for one in relations_of(sides[0].id) if {one.source, one.target} == pair]
    ways = tuple(
        Row(key=edge_id(one), name=said_of(one, names), fact=one.facts[0], edge=edge_id(one))
        for one in direct
        if one.facts
    )
    found = shared_by(sides[0].id, sides[1].id, relations_of)
    rows = tuple(
        Row(
            key=one.id,
            name=names.get(one.id, one.id),
            crumb="; ".join(
                f"{side.name} {_said(side.id, relations)}"
                for side, relations in zip(sides, (one.left, one.right), strict=False)
            ),
            fact=next(iter(one.left[0].facts), ""),
            node=one.id,
        )
        for one in found
    )
    groups = Group(words.BETWEEN, ways, len(ways)), Group(words.RELATED_TO_BOTH, rows, len(rows))
    return [group for group in groups if group.rows]


def _said(side: str, relations: Sequence[Relation]) -> str:
    """Return how a thing relates to the one that is shared, in the direction that is read."""
    said = (reading(one.type, backwards=one.source != side) for one in relations)
    return f"{', '.join(dict.fromkeys(said))} it"


def _aspects(sides: Sides) -> list[Aspect]:
    left, right = sides
    titles = dict.fromkeys((*left, *right))
    return [
        Aspect(
            title, tuple(left.get(title, ())[:MOST_ROWS]), tuple(right.get(title, ())[:MOST_ROWS])
        )
        for title in titles
    ]


def _by_title(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Return lines by the section in which they stand, deeper than that of the thing itself."""
    sections: dict[str, list[Row]] = {}
    for row in rows:
        parts = row.crumb.split(" › ")
        sections.setdefault(parts[-1] if len(parts) > 2 else words.IN_GENERAL, []).append(row)
    return sections


def _by_type(concept: str, relations: Sequence[Relation], names: Names) -> dict[str, list[Row]]:
    """Return what relates to a thing, by how the relation reads from it."""
    types: dict[str, list[Row]] = {}
    for one in sorted(relations, key=lambda one: (-one.confidence, edge_id(one))):
        if one.type == RELATED_TO:
            continue
        backwards = one.source != concept
        other = one.source if backwards else one.target
        row = Row(
            key=edge_id(one),
            name=names.get(other, other),
            fact=one.facts[0] if one.facts else "",
            node=other,
            edge=edge_id(one),
        )
        types.setdefault(reading(one.type, backwards=backwards), []).append(row)
    return types
