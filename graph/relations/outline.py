"""What the outline alone says: a name under a thing is a part of it."""

from __future__ import annotations

from collections.abc import Iterator

from graph.concepts.candidates import is_learnt
from graph.concepts.english import KIND, is_verb
from graph.records import Concept, Fact, Statement
from graph.relations.cue_scope import SMALL
from graph.relations.note_context import ACTORS, NoteContext, introduces, opening
from graph.relations.part_of_caption import makes_parts
from graph.relations.part_to_whole import WHOLE
from graph.relations.tokens import HYPHEN, SLOT
from graph.relations.words import words

LISTED = 0.85
"""A line that is only a name, under the thing: nine of ten labelled ones are parts of it."""
KNOWN = 0.93
"""The same where the word list says so too."""
OPENED = 0.7
"""A line that begins with the name of a feature and says something of it."""
PARTLESS = frozenset(["protocol", "format", "language"])
"""Kinds of concept under which notes list what goes with them, not what they are made of."""
INGREDIENT = 0.75
"""A thing of its own, listed under a feature of another: what the feature is made with."""
PARTS = frozenset(["feature", "thing", "format", "protocol", "kind", "command", "term"])
"""Kinds of concept that can be parts; a service or a page under another stands for itself."""
_DEGREES = words("degrees")
SUGGESTED = frozenset(["outline: listed under", "outline: opens the line", "together"])
RULES = (
    "outline: listed under",
    "outline: opens the line",
    "outline: known part",
    "outline: ingredient",
)


def belonging(scene: NoteContext, fact: Fact) -> Iterator[Statement]:
    """Yield that the name which opens a fact is a part or a kind of what the fact stands under."""
    part = opening(fact)
    owner = scene.owner(fact) if part else None
    if part is None or owner is None or owner == part or scene.only_linked(fact, owner):
        return
    if scene.kind(owner) in PARTLESS or not any(
        one and scene.is_service(one) for one in (owner, scene.actor(fact))
    ):
        return  # of other things a place says nothing
    if any(mark.kind in ("property", "tag") for mark in fact.marks):
        return
    if scene.is_caption(part) or fact.plain.startswith("("):
        return
    if fact.plain.split(maxsplit=1)[0].lower() in _DEGREES:
        return
    if scene.kind(owner) == "feature" and scene.kind(part) in ACTORS:
        yield from _ingredient(scene, fact, part, owner)
    sure, rule = _sureness(scene, fact, part, owner)
    if not sure:
        return
    sure *= fact.mentions[0].confidence
    kind = "is_a" if scene.narrows(part, owner) else "part_of"
    yield Statement(part, kind, owner, fact.id, round(sure, 4), rule)
    whole = scene.actor(fact)
    if whole and whole not in (part, owner) and scene.kind(whole) in ACTORS:
        yield Statement(part, "part_of", whole, fact.id, round(WHOLE * sure, 4), rule)


def _told(scene: NoteContext, fact: Fact) -> bool:
    """Whether a line is no item of a list: a property or a sentence."""
    return "::" in fact.text or (fact.parent is None and scene.line(fact).prose)


def _ingredient(scene: NoteContext, fact: Fact, part: str, owner: str) -> Iterator[Statement]:
    """Yield that a feature, and the thing that has it, use what is listed under the feature."""
    above = scene.parent(fact)
    if above is None or not introduces(scene.line(fact)):
        return
    sure = INGREDIENT * fact.mentions[0].confidence
    yield Statement(owner, "uses", part, fact.id, round(sure, 4), RULES[3])
    actor = scene.actor(above)
    if actor is not None and actor not in (part, owner):
        yield Statement(actor, "uses", part, fact.id, round(WHOLE * sure, 4), RULES[3])


def _elsewhere(known: Concept, owner: str) -> bool:
    """Whether a list knows that the part belongs to something else."""
    return not is_learnt(known) and bool(known.part_of) and owner not in known.part_of


def _sureness(scene: NoteContext, fact: Fact, part: str, owner: str) -> tuple[float, str]:
    known = scene.concepts.get(part)
    if known is not None and owner in known.part_of and not is_learnt(known):
        return KNOWN, RULES[2]
    if scene.kind(part) not in PARTS or (known is not None and _elsewhere(known, owner)):
        return 0.0, ""
    if not makes_parts(scene, fact, part, owner):
        return 0.0, ""
    if introduces(scene.line(fact)) and not _told(scene, fact):
        return LISTED, RULES[0]
    told = scene.kind(part) == "feature" and scene.kind(owner) in ACTORS
    said = told and not scene.line(fact).prose and not _told(scene, fact) and _acts(scene, fact)
    return (OPENED, RULES[1]) if said else (0.0, "")


def _acts(scene: NoteContext, fact: Fact) -> bool:
    """Whether a name that opens a line is all of its noun ("Timers can", not "Timer values")."""
    line = scene.line(fact)
    first, *rest = fact.mentions[0].span.of(fact.plain).split()
    if KIND[first] in ("qxev" if rest else "qx"):  # "Global network of", "Run tests on"
        return False
    following = line.tokens[line.groups[line.tokens.index(SLOT)].last + 1]
    if following == HYPHEN:
        return False
    return KIND[following] not in "ne" or following in SMALL or is_verb(following)
