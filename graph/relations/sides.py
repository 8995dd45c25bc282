"""Which names a cue speaks of: the group before it, the group after it, or what the line is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.records import Fact
from graph.relations.cues import Hit
from graph.relations.rules import Place
from graph.relations.scene import Scene, opening
from graph.relations.tokens import END, SLOT, START, Group, Line

FARTHEST = 5
"""Words between a cue and a name it speaks of; with more, another word is usually meant."""
LONGEST_REST = 3
"""Words that may follow a cue that introduces the lines under it ("supports events from the ...")."""
UNSAID = 0.97
"""What is left of the confidence where a side is not in the line itself."""
WHOLE = 0.95
"""What is left of it where a line speaks of a part and the whole is meant as well."""
PART_OF_NAMED = 0.9
"""What is left where only a part of the other side is named."""
LONGEST_EXAMPLE = 3
"""Words between a general name and its examples ("stores with rows such as")."""
_FOR_EXAMPLE = frozenset(["like", "such", "e.g", "including", "especially"])
_BREAKS = frozenset(
    ["but", "while", "whereas", "->", "because", "if", "when", "so", "than", "unless"]
)
_LIGHT = frozenset(
    "a an the its your my our their this that these those can may will also now only even just be is are "
    "was were been has have had must should do does could to easily directly automatically natively "
    "which who".split()
)
_EXPLAINS = frozenset(["(", "-", ":", "->", "=", END])
_JOINTS = frozenset([",", "and", "or", "then", "also", "+"])
_PLAIN_STOP = frozenset([",", ":", "="])


@dataclass(frozen=True, slots=True)
class Side:
    """One concept that a cue speaks of, and how sure that is."""

    concept: str
    confidence: float
    fact: Fact
    """The line that names it: the cue's own, or one under it."""


def sides_of(scene: Scene, fact: Fact, hit: Hit) -> tuple[list[Side], list[Side]]:
    """Return the concepts on the source side and on the target side of a cue."""
    source = _written(scene, fact, hit, hit.rule.source, hit.source)
    target = _written(scene, fact, hit, hit.rule.target, hit.target)
    if source is None and target:
        source = _about(scene, fact, hit, target)
    elif target is None and source:
        target = _about(scene, fact, hit, source)
    return source or [], target or []


def _written(
    scene: Scene, fact: Fact, hit: Hit, place: Place, slot: Group | None
) -> list[Side] | None:
    """Return the names that the line gives for one side; None where it leaves its subject unsaid."""
    if slot is not None:
        return _members(fact, slot)
    if place == "rival":
        return _rivals(scene, fact)
    if place == "after":
        return _after(scene, fact, scene.line(fact), hit)
    group = before(scene.line(fact), hit) if place == "before" else None
    return _members(fact, group) if group is not None else None


def _members(fact: Fact, group: Group) -> list[Side]:
    mentions = [fact.mentions[number] for number in group.members]
    return [Side(mention.concept, mention.confidence, fact) for mention in mentions]


def _about(scene: Scene, fact: Fact, hit: Hit, others: list[Side]) -> list[Side]:
    """Return what the line is about: its subject, or what it stands under if that is named already."""
    taken = {side.concept for side in others}
    if hit.rule.apart:
        return []
    if scene.caption(fact):
        taken.add(fact.mentions[0].concept)
    for concept in (scene.headed(fact), fact.subject, scene.owner(fact)):
        if concept and concept not in taken:
            return [Side(concept, UNSAID, fact)]
    return []


def _rivals(scene: Scene, fact: Fact) -> list[Side]:
    """Return the other names that the lines around speak of, nearest first."""
    earlier, above = scene.before.get(fact.id), scene.parent(fact)
    named = [m.concept for one in (earlier, above) if one for m in one.mentions]
    named += [one.subject for one in (earlier, above) if one and one.subject]
    own = opening(fact) or fact.subject
    others = [name for name in dict.fromkeys(named) if name != own]
    alike = [name for name in others if own and scene.kind(name) == scene.kind(own)]
    return [Side(name, UNSAID, fact) for name in (alike or others)[:1]]


def before(line: Line, hit: Hit) -> Group | None:
    """Return the names that a cue's left side is, if the line says it."""
    if line.tokens[hit.start] == START:
        return None
    place, depth, far = _back(line, hit.start - 1), line.depths[hit.start], 0
    if line.tokens[place] in _JOINTS:
        return _first(line, place)
    while line.tokens[place] != START and far <= FARTHEST:
        token = line.tokens[place]
        depth = min(depth, line.depths[place])
        if token == SLOT:
            return line.groups[place]
        if token == "->":
            return _described(line, place)
        if token in _BREAKS:
            return None
        if token == ",":
            return _first(line, place)
        far += token not in _LIGHT and token[0].isalpha()
        place = _left(line, place - 1, depth)
    return None


def _described(line: Line, place: int) -> Group | None:
    """Return the names that open a line and that an arrow goes on to describe."""
    group = _first(line, place)
    return group if group is not None and group.last + 1 == place else None


def _back(line: Line, place: int) -> int:
    """Step back over "can", "also", "is" and the like."""
    depth = line.depths[place]
    place = _left(line, place, depth)
    while line.tokens[place] in _LIGHT and line.depths[place] >= depth:
        place -= 1
    return _left(line, place, depth)


def _left(line: Line, place: int, depth: int) -> int:
    """Step over a closed bracket: what it explains is not what the cue speaks of."""
    while line.tokens[place] == ")" and line.depths[place] > 0:
        inner = line.depths[place]
        if inner < depth:
            break
        while line.tokens[place] != "(" or line.depths[place] != inner:
            place -= 1
        place -= 1
    return place


def _first(line: Line, place: int) -> Group | None:
    """Return the names that open the sentence: what its later verbs speak of too."""
    while line.tokens[place] != START:
        place -= 1
    place += 1
    while line.tokens[place] in _LIGHT:
        place += 1
    return line.groups.get(place)


def after(line: Line, start: int, stops: frozenset[str]) -> Group | None:
    """Return the first names after a place, unless another cue, a comma or a turn stands between."""
    depth, far, place = line.depths[start - 1], 0, start
    while far <= FARTHEST and place < len(line.tokens):
        token = line.tokens[place]
        if token == SLOT:
            return line.groups[place]
        if token == END or token in _BREAKS or line.depths[place] < depth:
            return None
        if token == ")" and line.depths[place] == depth:
            return None
        if place > start and (token in _PLAIN_STOP or token in stops):
            return None
        far += token not in _LIGHT and token[0].isalpha()
        place += 1
    return None


def wholes(scene: Scene, fact: Fact, parts: list[Side]) -> list[Side]:
    """Return the service that the line is about, where a line speaks of a part of it."""
    if not parts or any(scene.stands_alone(side.concept) for side in parts):
        return []
    named = {side.concept for side in parts}
    sure = WHOLE * min(side.confidence for side in parts)
    for concept in (fact.subject, scene.owner(fact)):
        if concept and concept not in named and scene.stands_alone(concept):
            return [Side(concept, sure, fact)]
    return []


def whole_names(scene: Scene, named: list[Side]) -> list[Side]:
    """Return the services that stand in the names of their parts ("an S3 bucket policy")."""
    known = {side.concept for side in named}
    found: dict[str, Side] = {}
    for side in named:
        concept = scene.concepts.get(side.concept)
        for owner in concept.part_of if concept is not None else ():
            if owner not in known and scene.stands_alone(owner) and scene.named_for(concept, owner):
                found.setdefault(owner, Side(owner, PART_OF_NAMED * side.confidence, side.fact))
    return list(found.values())


def _after(scene: Scene, fact: Fact, line: Line, hit: Hit) -> list[Side]:
    group = after(line, hit.end, frozenset())
    if group is not None:
        found = _members(fact, _example(line, group) or group)
        return found + _own_part(scene, fact, line, group)
    return under(scene, fact) if hit.rule.introduces and _ends(line, hit.end) else []


def _own_part(scene: Scene, fact: Fact, line: Line, group: Group) -> list[Side]:
    """Return the part of the last name that a bracket makes more precise: "ELB (ALB)"."""
    place = group.last + 2
    inner = line.groups.get(place)
    if inner is None or line.tokens[place - 1 : place + 2 : 2] != ["(", ")"]:
        return []
    part, whole = (fact.mentions[one.members[-1]].concept for one in (inner, group))
    known = scene.concepts.get(part)
    return _members(fact, inner) if known is not None and whole in known.part_of else []


def _example(line: Line, group: Group) -> Group | None:
    """Return the names given as examples of the first ones ("services like S3, SQS")."""
    place, tokens = group.last + 1, line.tokens
    for _ in range(LONGEST_EXAMPLE):
        place += tokens[place][0].isalnum() and tokens[place] not in _FOR_EXAMPLE
    if tokens[place] not in _FOR_EXAMPLE:
        return None
    place += 1
    while tokens[place] in ("as", ".", "(", ":"):
        place += 1
    return line.groups.get(place)


def _ends(line: Line, place: int) -> bool:
    """Whether a line is over after a place but for a few words."""
    rest = 0
    while place < len(line.tokens) and line.tokens[place] != END:
        if line.tokens[place] in ("(", "->"):
            return False
        rest += line.tokens[place][0].isalpha()
        place += 1
    return rest <= LONGEST_REST


def under(scene: Scene, fact: Fact) -> list[Side]:
    """Return the names that the lines under a fact list."""
    children: Sequence[Fact] = scene.children.get(fact.id, ())
    return [side for child in children for side in _listed(scene, child)]


def _listed(scene: Scene, child: Fact) -> list[Side]:
    """Return the names in the part of a listed line that comes before any explanation."""
    line = scene.line(child)
    sides: list[Side] = []
    for place, token in enumerate(line.tokens[1:], 1):
        if token in _EXPLAINS or line.depths[place]:
            break
        if token == SLOT and line.groups[place].first == place:
            sides += _members(child, line.groups[place])
        if not sides and place > LONGEST_REST:
            break
    return sides
