"""Parts and wholes: what is said of a part of a thing is said of the thing as well."""

from __future__ import annotations

from graph.records import Concept, Fact
from graph.relations.argument_selection import Side
from graph.relations.note_context import NoteContext
from graph.relations.part_of_caption import named_above

WHOLE = 0.95
"""What is left of it where a line speaks of a part and the whole is meant as well."""
PART_OF_NAMED = 0.9
"""What is left where only a part of the other side is named."""


def wholes(scene: NoteContext, fact: Fact, parts: list[Side]) -> list[Side]:
    """Return the service that the line is about, where a line speaks of a part of it."""
    if not parts or scene.line(fact).prose:
        return []
    if any(scene.stands_alone(side.concept) for side in parts):
        return []
    named = {side.concept for side in parts}
    actor = scene.actor(fact)
    if actor is None or actor in named or scene.is_caption(actor):
        return []
    if not named_above(scene, fact, actor) or not any(_is_its(scene, s, actor) for s in parts):
        return []
    return [Side(actor, WHOLE * min(side.confidence for side in parts), fact)]


def _is_its(scene: NoteContext, side: Side, actor: str) -> bool:
    """Whether a part belongs to an actor: to a page only where the notes put it there."""
    if scene.kind(actor) != "page":
        return True
    known = scene.concepts.get(side.concept)
    named = any(mention.concept == side.concept for mention in side.fact.mentions)
    return known is None or not named or actor in known.part_of


def _spoken(scene: NoteContext, side: Side, owner: str) -> bool:
    """Whether a line says the owner's name in that of the part: "S3 bucket", not "bucket"."""
    said = next(
        (m.span.of(side.fact.plain) for m in side.fact.mentions if m.concept == side.concept), ""
    )
    return scene.named_for(Concept("", said), owner)


def whole_names(scene: NoteContext, named: list[Side]) -> list[Side]:
    """Return the services that stand in the names of their parts ("an S3 bucket policy")."""
    known = {side.concept for side in named}
    found: dict[str, Side] = {}
    for side in named:
        concept = scene.concepts.get(side.concept)
        for owner in concept.part_of if concept is not None else ():
            if owner not in known and scene.stands_alone(owner) and _spoken(scene, side, owner):
                found.setdefault(owner, Side(owner, PART_OF_NAMED * side.confidence, side.fact))
    return list(found.values())
