"""Which concepts a cue speaks of: named in the line, listed under it, or what the line is about."""

from __future__ import annotations

from typing import NamedTuple

from graph.concepts.english import VERBS
from graph.records import Fact
from graph.relations.clauses import imperative, opened, unsaid
from graph.relations.cue_scope import (
    PREPOSITIONS,
    SMALL,
    after,
    before,
    described,
    ends,
    inner_name,
    leading,
    qualifies,
)
from graph.relations.cues import Hit
from graph.relations.note_context import ACTORS, NoteContext, introduces, opening
from graph.relations.part_of_caption import named_above
from graph.relations.rules import Place
from graph.relations.tokens import HYPHEN, Group, Line

UNSAID = 0.97
"""What is left of the confidence where a side is not in the line itself."""
VAGUE = 0.85
"""The same where what the line is about does not stand for itself: a heading may be no actor."""
QUALITIES = frozenset(["format", "protocol", "language", "platform"])
"""Kinds of concept whose names stand before a noun more often than they act."""
SPOKEN_FOR = ACTORS - {"page"}
"""Kinds of which a line may begin with a part that has no name ("large messages use a bucket");
on a page on anything else it rather begins with a thing of its own ("the mill uses oak")."""
DETAIL = 0.85
"""What is left for the things listed under the one that the line names."""


class Side(NamedTuple):
    """One concept that a cue speaks of, and how sure that is."""

    concept: str
    confidence: float
    fact: Fact
    """The line that names it: the cue's own, or one under it."""


def sides_of(scene: NoteContext, fact: Fact, hit: Hit) -> tuple[list[Side], list[Side]]:
    """Return the concepts on the source side and on the target side of a cue."""
    source = _written(scene, fact, hit, hit.rule.source, hit.source)
    target = _written(scene, fact, hit, hit.rule.target, hit.target)
    if source is None and target:
        source = _about(scene, fact, hit, target)
    elif target is None and source:
        target = _about(scene, fact, hit, source)
    return source or [], target or []


def _written(
    scene: NoteContext, fact: Fact, hit: Hit, place: Place, slot: Group | None
) -> list[Side] | None:
    """Return the names that the line gives for a side; None where it leaves its subject unsaid."""
    if slot is not None:
        line = scene.line(fact)
        if slot.first == hit.start and hit.rule.apart and qualifies(line, slot):
            return []
        return _members(fact, _last_of_list(line, hit, slot))
    if place == "rival":
        return _rivals(scene, fact)
    if place == "after":
        return _after(scene, fact, hit)
    if place == "subject":
        return None
    line = scene.line(fact)
    if hit.rule.means and imperative(line, hit):
        return None
    group = before(line, hit)
    if group is not None:
        members = _members(fact, _within(line, group, 0, hit.start))
        if not _belongs_to_noun(scene, fact, group):
            return members
        return [side for side in members if scene.kind(side.concept) not in QUALITIES]
    return None if unsaid(line, hit) else []


def _last_of_list(line: Line, hit: Hit, slot: Group) -> Group:
    """Return the last of several names where a noun after a comma goes with it alone."""
    last = slot.members[-1:]
    noun = bool(hit.words) and max(hit.words) > slot.last
    listed = "," in line.tokens[slot.first : slot.last]
    return Group(slot.last, slot.last, last) if noun and listed else slot


def _within(line: Line, group: Group, start: int, end: int) -> Group:
    """Return those of some names that stand from `start` up to `end`: a list may hold the cue."""
    if start <= group.first and group.last < end:
        return group
    places = [p for p in line.numbers if start <= p < end and group.first <= p <= group.last]
    return Group(places[0], places[-1], tuple(line.numbers[p] for p in places)) if places else group


def _members(fact: Fact, group: Group) -> list[Side]:
    mentions = [fact.mentions[number] for number in group.members]
    return [Side(mention.concept, mention.confidence, fact) for mention in mentions]


def _about(scene: NoteContext, fact: Fact, hit: Hit, others: list[Side]) -> list[Side]:
    """Return what the line is about: what it describes, its subject, or what it stands under."""
    if scene.in_cell(fact, hit.start):
        return []  # a cell speaks of its row, whatever the line is about
    passive = hit.rule.turns_to_subject and scene.line(fact).prose
    if hit.rule.apart or (passive and scene.kind(fact.subject or "") != "service"):
        return []
    taken = {side.concept for side in others}
    if scene.caption(fact):
        taken.add(fact.mentions[0].concept)
    group = described(scene.line(fact), hit.start)
    own = fact.mentions[group.members[-1]].concept if group is not None else None
    near = (own, scene.headed(fact), fact.subject, scene.owner(fact), scene.actor(fact))
    for concept in near:
        if concept is None or concept in taken or scene.is_caption(concept):
            continue
        if concept not in (own, fact.subject) and not named_above(scene, fact, concept):
            continue
        if fact.id in scene.children or not scene.only_linked(fact, concept):
            sure = _sureness(scene, fact, hit, concept)
            if sure:
                return [Side(concept, sure, fact)]
    return []


def _sureness(scene: NoteContext, fact: Fact, hit: Hit, concept: str) -> float:
    """Return how sure it is that a line which leaves its subject out speaks of a concept."""
    line = scene.line(fact)
    if scene.kind(concept) not in SPOKEN_FOR and opened(line, hit):
        return 0.0
    if scene.kind(concept) not in ACTORS and (line.prose or imperative(line, hit)):
        return 0.0
    if scene.kind(concept) in ACTORS:
        return UNSAID
    return VAGUE


def _rivals(scene: NoteContext, fact: Fact) -> list[Side]:
    """Return the other names that the lines around speak of, nearest first."""
    if scene.line(fact).prose:
        return []
    earlier, above = scene.before.get(fact.id), scene.parent(fact)
    named = [m.concept for one in (earlier, above) if one for m in one.mentions]
    named += [one.subject for one in (earlier, above) if one and one.subject]
    own = opening(fact) or fact.subject
    others = [name for name in dict.fromkeys(named) if name != own]
    alike = [name for name in others if own and scene.kind(name) == scene.kind(own)]
    return [Side(name, UNSAID, fact) for name in (alike or others)[:1]]


def _after(scene: NoteContext, fact: Fact, hit: Hit) -> list[Side]:
    line = scene.line(fact)
    group = after(line, hit)
    if group is not None:
        group = _within(line, group, hit.end, len(line.tokens))
        members = [] if _qualifies(scene, fact, group) else _members(fact, group)
        members += _own_part(scene, fact, group)
        if hit.rule.introduces and ends(scene.line(fact), group.last + 1):
            members += _detail(scene, fact)
        return members
    if not hit.rule.introduces or not ends(line, hit.end):
        return []
    return _under(scene, fact, parts=hit.rule.type == "part_of")


def _detail(scene: NoteContext, fact: Fact) -> list[Side]:
    """Return the things of their own listed under a line that names what they make up."""
    return [
        side._replace(confidence=DETAIL * side.confidence)
        for side in _under(scene, fact)
        if scene.kind(side.concept) in ACTORS
    ]


def _belongs_to_noun(scene: NoteContext, fact: Fact, group: Group) -> bool:
    """Whether a format's or language's name only says of what kind a noun is ("a JSON viewer")."""
    following = scene.line(fact).tokens[group.last + 1]
    noun = following.isalpha() and following not in SMALL and not _is_verb(following)
    return noun and scene.kind(fact.mentions[group.members[-1]].concept) in QUALITIES


def _is_verb(word: str) -> bool:
    return word in VERBS or word.removesuffix("s") in VERBS or word.endswith(("ed", "ing"))


def _qualifies(scene: NoteContext, fact: Fact, group: Group) -> bool:
    """Whether a platform's name only says whose a thing is ("your AWS costs")."""
    platform = scene.kind(fact.mentions[group.members[-1]].concept) == "platform"
    following = scene.line(fact).tokens[group.last + 1]
    word = following.isalpha() and following not in PREPOSITIONS
    return platform and (word or following == HYPHEN)


def _own_part(scene: NoteContext, fact: Fact, group: Group) -> list[Side]:
    """Return the part of the last name that a bracket makes more precise: "ELB (ALB)"."""
    inner = inner_name(scene.line(fact), group)
    if inner is None:
        return []
    part, whole = (fact.mentions[one.members[-1]].concept for one in (inner, group))
    known = scene.concepts.get(part)
    return _members(fact, inner) if known is not None and whole in known.part_of else []


def _under(scene: NoteContext, fact: Fact, *, parts: bool = False) -> list[Side]:
    """Return the names that the lines under a fact list; of parts those that are all of a line."""
    children = scene.children.get(fact.id, ())
    return [
        side
        for child in children
        if not parts or (opening(child) is not None and introduces(scene.line(child)))
        for group in leading(scene.line(child))
        for side in _members(child, group)
    ]
