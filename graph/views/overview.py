"""The whole collection as a map of its topics, each of which opens in place.

A whole graph drawn at once is a hairball. Here topics stand on both sides of a free middle, as tall
as much is written about them, and the relations between two topics are one edge through that
middle, as wide as there are many. An opened topic shows its biggest members. What is drawn is an
ordinary picture: topics hang on a node that is left out in the end, so places, folding and limits
are those of `map`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.records import RELATED_TO, Concept, Relation
from graph.views.map import picture, readable
from graph.views.neighbourhood import FIRST_HOP, RelationsOf
from graph.views.pictures import SEAM, Edge, Node, Picture
from graph.views.sheet import Kept

WHOLE = f"overview{SEAM}"
"""The id of the middle; a group's id is this with the id of its biggest member."""
HOLDS = "holds"
NAMED = 5
"""Members that the description of a topic names."""
NAMING = 2
"""Members that name it."""
SHORTEST, TALLEST = 22.0, 40.0
"""Height of the topic of which least is written, and of that of which most is."""


@dataclass(frozen=True, slots=True)
class Overview:
    """The groups of a graph, as concepts and relations that a picture can be made of."""

    groups: Mapping[str, Sequence[str]]
    concept_of: Callable[[str], Concept]
    real_relations: RelationsOf

    def concept(self, name: str) -> Concept:
        """Return a concept, or the one that stands for a group or for everything."""
        if name == WHOLE:
            return Concept(WHOLE, "All notes", kind="")
        if name not in self.groups:
            return self.concept_of(name)
        members = self.groups[name]
        known = [self.concept_of(member) for member in members[:NAMED]]
        rest = f" and {len(members) - NAMED} more" if len(members) > NAMED else ""
        named = ", ".join(one.name for one in known[:NAMING])
        whole = ", ".join(one.name for one in known)
        return Concept(name, named, kind=known[0].kind, gloss=f"{whole}{rest}")

    def relations(self, name: str) -> Sequence[Relation]:
        """Return what holds a thing and what it holds, then what the notes say of it."""
        if name == WHOLE:
            return _standing(list(self.groups))
        if name in self.groups:
            return _holding(name, self.groups[name])
        return self.real_relations(name)


def overview_picture(
    groups: Sequence[Sequence[str]],
    *,
    concept: Callable[[str], Concept],
    relations_of: RelationsOf,
    facts_of: Callable[[Sequence[str]], int] = len,
    opened: Sequence[str] = (),
    kept: Kept | None = None,
    label: Callable[[str], str] = readable,
) -> Picture:
    """Return the picture of the largest topics, each given by its members, the biggest first."""
    named = {WHOLE + members[0]: members for members in groups[:FIRST_HOP] if members}
    ties = _ties(named, relations_of)
    overview = Overview(named, concept, relations_of)
    most = max((facts_of(members) for members in named.values()), default=0) or 1
    drawn = picture(
        [WHOLE],
        concept=overview.concept,
        relations_of=overview.relations,
        opened=opened,
        kept=kept,
        label=lambda kind: "" if kind.startswith(HOLDS) else label(kind),
        tall=lambda name: (
            SHORTEST + (TALLEST - SHORTEST) * facts_of(named[name]) / most
            if name in named
            else SHORTEST
        ),
    )
    return replace(
        drawn,
        nodes=tuple(
            _as_topic(node) if node.id in named else node
            for node in drawn.nodes
            if node.id != WHOLE
        ),
        edges=(*(edge for edge in drawn.edges if WHOLE not in (edge.source, edge.target)), *ties),
        types=tuple(count for count in drawn.types if not count.name.startswith(HOLDS)),
        total=sum(node.role == "concept" and node.id not in named for node in drawn.nodes),
    )


def _as_topic(node: Node) -> Node:
    return replace(node, role="group", anchor="")


def _standing(topics: Sequence[str]) -> list[Relation]:
    """Return relations from the middle to the topics, each of a type of its own: none is folded."""
    return [
        Relation(WHOLE, f"{HOLDS}{number:03}", topic, 1.0, "", ())
        for number, topic in enumerate(topics)
    ]


def _holding(holder: str, members: Sequence[str]) -> list[Relation]:
    """Return relations from a holder to its members; confidence only keeps their order."""
    return [
        Relation(holder, HOLDS, member, 1.0 / (number + 1), "", ())
        for number, member in enumerate(members)
    ]


def _ties(groups: Mapping[str, Sequence[str]], relations_of: RelationsOf) -> list[Edge]:
    """Return one edge between each two topics, as heavy as the relations stated between them."""
    home = {member: group for group, members in groups.items() for member in members}
    numbers: Counter[tuple[str, str]] = Counter()
    for member, group in home.items():
        for relation in relations_of(member):
            other = home.get(relation.target)
            if relation.source == member and relation.type != RELATED_TO and other:
                numbers[min(group, other), max(group, other)] += group != other
    return [
        Edge(
            SEAM.join((one, "tie", other)),
            one,
            other,
            "tie",
            "1 relation" if number == 1 else f"{number} relations",
            0.0,
            quiet=True,
            weight=number,
        )
        for (one, other), number in sorted(numbers.items())
        if number
    ]
