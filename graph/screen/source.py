"""The source strip: the picked line between its neighbours, and how a relation was found."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.records import RELATED_TO, Fact, Relation
from graph.screen import words
from graph.screen.blocks import CRUMB
from graph.screen.grouped import said_of

BESIDE = 1
"""Lines shown before and after the cited one."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a note, as it stands there."""

    number: int
    text: str
    cited: bool


@dataclass(frozen=True, slots=True)
class Source:
    """A cited line with its neighbours, and the relation that it is the reason for."""

    crumb: tuple[str, ...]
    lines: tuple[Line, ...]
    said: str = ""
    found: str = ""
    copy: str = ""
    path: str = ""
    fact: str = ""
    also: tuple[tuple[str, str], ...] = ()
    """Further lines that say the same: their fact and how they are called."""


def source_of(
    fact: Fact,
    around: Sequence[tuple[int, str]],
    *,
    relation: Relation | None = None,
    names: Mapping[str, str] | None = None,
    others: Sequence[Fact] = (),
    above: tuple[int, str] | None = None,
) -> Source:
    """Return the strip of a fact, and of the relation for which it was picked."""
    lines = tuple(
        Line(number, text, cited=fact.line <= number <= fact.end_line) for number, text in around
    )
    if above and relation and above[0] < fact.line and _is_inferred(relation, fact):
        lines = (Line(*above, cited=True), *(line for line in lines if line.number > above[0]))
    return Source(
        crumb=(fact.path, *fact.context),
        lines=lines,
        said=said_of(relation, names or {}) if relation else "",
        found=found_by(relation, fact) if relation else "",
        copy=f"{fact.plain} ({CRUMB.join((fact.path, *fact.context))}, line {fact.line})",
        path=fact.path,
        fact=fact.id,
        also=tuple(
            (one.id, words.AT_LINE.format(one.path, one.line))
            for one in others
            if one.id != fact.id
        ),
    )


def found_by(relation: Relation, fact: Fact) -> str:
    """Return how a relation was found: written in the line, or read from the outline above it."""
    if relation.type == RELATED_TO:
        return words.SAME_LINE
    if not _is_inferred(relation, fact):
        return words.IN_THE_LINE
    return words.LINE_AND_HEADING


def _is_inferred(relation: Relation, fact: Fact) -> bool:
    """Say whether the line names only one of the two and the other stands above it."""
    return not {relation.source, relation.target} <= {m.concept for m in fact.mentions}


def line_above(
    fact: Fact, before: Sequence[tuple[int, str]], names: Collection[str]
) -> tuple[int, str] | None:
    """Return the nearest line above a fact that holds one of these names, as its headings do."""
    known = [name.casefold() for name in (*names, *reversed(fact.context)) if name]
    for number, text in reversed(before):
        if number < fact.line and any(name in text.casefold() for name in known):
            return number, text
    return None


def drawable_source(source: Source) -> dict[str, Any]:
    """Return the strip as the browser reads it."""
    return {
        "crumb": list(source.crumb),
        "lines": [[line.number, line.text, line.cited] for line in source.lines],
        "said": source.said,
        "found": source.found,
        "copy": source.copy,
        "path": source.path,
        "fact": source.fact,
        "also": [list(one) for one in source.also],
    }
