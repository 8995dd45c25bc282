"""The picture of everything: groups that hang together, each of which opens in place.

A whole graph drawn at once is a hairball. Here the notes are the middle, their groups stand
around it, and an opened group shows its biggest members. What is drawn is an ordinary picture:
groups are things that hold other things, so places, folding and limits are those of `map`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.records import RELATED_TO, Concept, Relation
from graph.views.map import picture, readable
from graph.views.neighbourhood import FIRST_HOP, FOLD, RelationsOf
from graph.views.pictures import SEAM, Node, Picture
from graph.views.sheet import Kept

WHOLE = f"overview{SEAM}"
"""The id of the middle; a group's id is this with the id of its biggest member."""
HOLDS = "holds"
NAMED = 4
"""Members that the description of a group names."""


@dataclass(frozen=True, slots=True)
class Overview:
    """The groups of a graph, as concepts and relations that a picture can be made of."""

    groups: Mapping[str, Sequence[str]]
    concept_of: Callable[[str], Concept]
    real_relations: RelationsOf
    ties: Mapping[str, Sequence[Relation]] = field(default_factory=dict)

    def concept(self, name: str) -> Concept:
        """Return a concept, or the one that stands for a group or for everything."""
        if name == WHOLE:
            return Concept(WHOLE, "All notes", kind="")
        if name not in self.groups:
            return self.concept_of(name)
        members = self.groups[name]
        first = self.concept_of(members[0])
        others = [self.concept_of(member).name for member in members[1:NAMED]]
        rest = f" and {len(members) - NAMED} more" if len(members) > NAMED else ""
        named = f"{first.name} +{len(members) - 1}"
        return Concept(name, named, kind=first.kind, gloss=f"with {', '.join(others)}{rest}")

    def relations(self, name: str) -> Sequence[Relation]:
        """Return what holds a thing and what it holds, then what the notes say of it."""
        if name == WHOLE:
            return _holding(WHOLE, list(self.groups))
        if name in self.groups:
            return [*_holding(name, self.groups[name]), *self.ties.get(name, ())]
        return self.real_relations(name)


def overview_picture(
    groups: Sequence[Sequence[str]],
    *,
    concept: Callable[[str], Concept],
    relations_of: RelationsOf,
    opened: Sequence[str] = (),
    kept: Kept | None = None,
    label: Callable[[str], str] = readable,
) -> Picture:
    """Return the picture of the largest groups, the members of each with the biggest first."""
    named = {WHOLE + members[0]: members for members in groups[:FIRST_HOP] if members}
    overview = Overview(named, concept, relations_of, _ties(named, relations_of))
    drawn = picture(
        [WHOLE],
        concept=overview.concept,
        relations_of=overview.relations,
        opened=(SEAM.join((FOLD, WHOLE, HOLDS, "out")), *opened),
        kept=kept,
        label=lambda kind: "" if kind == HOLDS else label(kind),
    )
    return replace(
        drawn,
        nodes=tuple(_as_group(node) if node.id in named else node for node in drawn.nodes),
        types=tuple(count for count in drawn.types if count.name != HOLDS),
        total=drawn.shown,
    )


def _as_group(node: Node) -> Node:
    return replace(node, role="group")


def _holding(holder: str, members: Sequence[str]) -> list[Relation]:
    """Return relations from a holder to its members; confidence only keeps their order."""
    return [
        Relation(holder, HOLDS, member, 1.0 / (number + 1), "", ())
        for number, member in enumerate(members)
    ]


def _ties(
    groups: Mapping[str, Sequence[str]], relations_of: RelationsOf
) -> dict[str, list[Relation]]:
    """Return how many read relations join each two groups, as relations of the groups."""
    home = {member: group for group, members in groups.items() for member in members}
    numbers: Counter[tuple[str, str]] = Counter()
    for member, group in home.items():
        for relation in relations_of(member):
            other = home.get(relation.target)
            if relation.source == member and relation.type != RELATED_TO and other:
                numbers[min(group, other), max(group, other)] += group != other
    ties: dict[str, list[Relation]] = {}
    for (one, other), number in sorted(numbers.items()):
        if number:
            kind = "1 relation" if number == 1 else f"{number} relations"
            ties.setdefault(one, []).append(Relation(one, kind, other, 1.0, "", ()))
    return ties
