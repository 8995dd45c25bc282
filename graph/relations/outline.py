"""What the outline alone says: a name under a thing is a part of it."""

from __future__ import annotations

from collections.abc import Iterator

from graph.records import Fact, Statement
from graph.relations.scene import Scene, opening
from graph.relations.tokens import END, SLOT, Line

LISTED = 0.85
"""A line that is only a name, under the thing: nine of ten labelled ones are parts of it."""
KNOWN = 0.93
"""The same where the word list says so too."""
OPENED = 0.7
"""A line that begins with the name of a feature and says something of it."""
PARTS = frozenset(["feature", "thing", "format", "protocol", "kind", "command", "term"])
"""Kinds of concept that can be parts; a service or a page under another stands for itself."""
_ENDS = frozenset([END, "(", ":", "-", "=", "->", ","])
RULES = ("outline: listed under", "outline: opens the line", "outline: known part")


def belonging(scene: Scene, fact: Fact) -> Iterator[Statement]:
    """Yield that the name which opens a fact is a part of what the fact stands under."""
    part = opening(fact)
    owner = scene.owner(fact) if part else None
    if part is None or owner is None or owner == part or owner in fact_names(fact)[:1]:
        return
    sure, rule = _sureness(scene, fact, part, owner)
    if sure:
        sure *= fact.mentions[0].confidence
        yield Statement(part, "part_of", owner, fact.id, round(sure, 4), rule)


def fact_names(fact: Fact) -> list[str]:
    """Return the ids of the concepts that a fact names, in order."""
    return [mention.concept for mention in fact.mentions]


def _sureness(scene: Scene, fact: Fact, part: str, owner: str) -> tuple[float, str]:
    known = scene.concepts.get(part)
    if known is not None and owner in known.part_of:
        return KNOWN, RULES[2]
    if scene.kind(part) not in PARTS or (known is not None and known.part_of):
        return 0.0, ""
    if _bare(scene.line(fact)):
        return LISTED, RULES[0]
    return (OPENED, RULES[1]) if scene.kind(part) == "feature" else (0.0, "")


def _bare(line: Line) -> bool:
    """Whether a line says no more than a name, or a name and an explanation."""
    place = line.tokens.index(SLOT)
    return line.tokens[line.groups[place].last + 1] in _ENDS
