"""Things that stand in one fact and of which no rule says more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.records import RELATED_TO, Fact, Statement
from graph.relations.note_context import MUTE, NoteContext

TOGETHER = 0.3
"""Standing together says little: shown apart, never above a rule."""
NEIGHBOURS = 2
"""Names further apart than this in a long line have as a rule nothing to do with each other."""
MOST = 8
"""Pairs of one fact; a line of thirty names would else weigh more than all others."""
RULE = "together"


def together(
    scene: NoteContext, found: Mapping[tuple[str, frozenset[str]], Statement]
) -> Iterator[Statement]:
    """Yield `related_to` for the subject with each name, and for neighbouring names."""
    said = set(found)
    for fact in scene.facts:
        if fact.kind in MUTE:
            continue
        new = 0
        for source, target in _pairs(fact):
            if (fact.id, frozenset((source, target))) not in said and new < MOST:
                new += 1
                yield Statement(source, RELATED_TO, target, fact.id, TOGETHER, RULE)


def _pairs(fact: Fact) -> Iterator[tuple[str, str]]:
    names = list(dict.fromkeys(mention.concept for mention in fact.mentions))
    if fact.subject:
        yield from ((fact.subject, name) for name in names if name != fact.subject)
    for place, name in enumerate(names):
        yield from ((name, other) for other in names[place + 1 : place + 1 + NEIGHBOURS])
