"""The whole collection as a map of its topics, each of which opens in place.

A whole graph drawn at once is a hairball. Here topics stand on both sides of a free middle, as tall
as much is written about them, and the relations between two topics are one edge through that
middle, as wide as there are many. An opened topic shows its biggest members. What is drawn is an
ordinary picture: topics hang on a node that is left out in the end, so places, folding and limits
are those of `map`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.records import RELATED_TO, Concept, Relation
from graph.views.map import kinds_of, picture, readable
from graph.views.neighbourhood import FIRST_HOP, RelationsOf
from graph.views.pictures import SEAM, Edge, Node, Picture
from graph.views.sheet import ROW, Kept

WHOLE = f"overview{SEAM}"
"""The id of the middle; a group's id is this with the id of its biggest member."""
HOLDS = "holds"
NAMED = 5
"""Members that the description of a topic names."""
FOUND_INSIDE = 60
"""Members by whose names a search finds their topic."""
SHORTEST, TALLEST = 22.0, 40.0
"""Height of the topic of which least is written, and of that of which most is."""
TALL_THING = 30.0
MOST_TOUCHING = 20
"""Relations of the tallest thing."""


@dataclass(frozen=True, slots=True)
class Overview:
    """The groups of a graph, as concepts and relations that a picture can be made of."""

    groups: Mapping[str, Sequence[str]]
    names: Mapping[str, str]
    concept_of: Callable[[str], Concept]
    real_relations: RelationsOf

    def concept(self, name: str) -> Concept:
        """Return a concept, or the one that stands for a group or for everything."""
        if name == WHOLE:
            return Concept(WHOLE, "All notes", kind="")
        if name not in self.groups:
            return self.concept_of(name)
        members = self.groups[name]
        told = ", ".join(self.concept_of(member).name for member in members[:NAMED])
        rest = f" and {len(members) - NAMED} more" if len(members) > NAMED else ""
        return Concept(name, self.names[name], kind="", gloss=f"{told}{rest}")

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
    names: Sequence[str],
    concept: Callable[[str], Concept],
    relations_of: RelationsOf,
    ties: Mapping[tuple[str, str], int],
    facts_of: Callable[[Sequence[str]], int] = len,
    opened: Sequence[str] = (),
    kept: Kept | None = None,
    label: Callable[[str], str] = readable,
) -> Picture:
    """Return the picture of the largest topics, each given by its members, the biggest first.

    `ties` holds how many relations the notes state between two topics, by their ids.
    """
    named = {WHOLE + members[0]: members for members in groups[:FIRST_HOP] if members}
    overview = Overview(named, dict(zip(named, names, strict=False)), concept, relations_of)
    drawn = picture(
        [WHOLE],
        concept=overview.concept,
        relations_of=overview.relations,
        opened=opened,
        kept=kept,
        label=lambda kind: "" if kind.startswith(HOLDS) else label(kind),
        tall=_heights(named, facts_of, relations_of),
    )
    nodes = _in_topics(drawn.nodes, overview)
    joined = tuple(tie(*pair, number) for pair, number in ties.items() if set(pair) <= set(named))
    return replace(
        drawn,
        nodes=nodes,
        edges=(*(edge for edge in drawn.edges if WHOLE not in (edge.source, edge.target)), *joined),
        types=tuple(count for count in drawn.types if not count.name.startswith(HOLDS)),
        kinds=kinds_of(nodes, concept),
        total=sum(node.role == "concept" for node in nodes),
    )


def _heights(
    named: Mapping[str, Sequence[str]],
    facts_of: Callable[[Sequence[str]], int],
    relations_of: RelationsOf,
) -> Callable[[str], float]:
    """Return what tells how tall a topic is drawn, by its facts, and a thing, by its relations."""
    facts = {topic: facts_of(members) for topic, members in named.items()}
    most = max(facts.values(), default=0) or 1
    tall = {topic: SHORTEST + (TALLEST - SHORTEST) * own / most for topic, own in facts.items()}
    return lambda name: tall[name] if name in tall else _by_degree(relations_of(name))


def _in_topics(nodes: Sequence[Node], overview: Overview) -> tuple[Node, ...]:
    """Return the nodes without the middle, each with the number of its topic."""
    homes = {topic: number for number, topic in enumerate(overview.groups, 1)}
    homes |= {one: homes[topic] for topic, held in overview.groups.items() for one in held}
    return tuple(
        replace(
            _as_topic(node, overview) if node.id in overview.groups else node,
            topic=homes.get(node.id) or homes.get(node.anchor, 0),
        )
        for node in nodes
        if node.id != WHOLE
    )


def _as_topic(node: Node, overview: Overview) -> Node:
    members = overview.groups[node.id]
    finds = tuple(overview.concept_of(one).name for one in members[:FOUND_INSIDE])
    return replace(node, role="group", anchor="", finds=finds)


def _by_degree(relations: Sequence[Relation]) -> float:
    """Return how tall a thing is drawn: as much as others touch it."""
    read = sum(relation.type != RELATED_TO for relation in relations)
    return ROW + min(read, MOST_TOUCHING) / MOST_TOUCHING * (TALL_THING - ROW)


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


def tie(one: str, other: str, number: int) -> Edge:
    """Return the edge between two topics, as heavy as the relations stated between them."""
    said = "1 relation" if number == 1 else f"{number} relations"
    name = SEAM.join((one, "tie", other))
    return Edge(name, one, other, "tie", said, 0.0, quiet=True, weight=number)
