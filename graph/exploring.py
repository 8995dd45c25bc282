"""Looks at the graph that need no question: a card, what relates to a thing, routes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from operator import attrgetter

from graph.concepts.keys import key_of
from graph.errors import BadInput, UnknownConcept
from graph.inputs import encodable
from graph.records import Card, Concept, Fact, Related, Relation, Relatives, Routes
from graph.routes import meeting_points, paths
from graph.storage import Index

NEAREST = 3
"""Names offered for one that is not known."""
NEAR_ENOUGH = 60.0
"""Of rapidfuzz's 0 to 100: below, a suggestion looks like a guess."""
AS_NEAR = 10.0
"""Likeness that a further suggestion may lack of the first: 'Red Hat' is no 'Rain Barel'."""
MOST_TOLD = 200
"""Relations of one concept that are told with their lines: of a hub with thousands the strongest,
which is more than anybody reads."""
ALL = -1
"""No limit."""
MOST_LINES = 400
"""Facts that are told of one concept's relations: beyond, a few of each relation's."""


def find_concept(name: str, index: Index) -> Concept:
    """Return the concept that goes under a name or an id, the surest where it means several.

    Raises UnknownConcept, which knows the nearest names.
    """
    name = encodable(name)
    by_id = index.concept(name)
    if by_id is not None:
        return by_id
    key = key_of(name)
    for meant in index.named([key]).get(key, ()):
        concept = index.concept(meant.concept)
        if concept is not None:
            return concept
    raise UnknownConcept(name, nearest_names(name, index))


def nearest_names(name: str, index: Index, *, most: int = NEAREST) -> tuple[str, ...]:
    """Return the names of the concepts whose names look most like one that is not known."""
    from rapidfuzz import fuzz, process

    named = {concept.id: concept.name for concept in index.concepts()}
    surfaces = {n.surface or n.key: n.concept for n in index.names() if n.concept in named}
    found = process.extract(
        name,
        surfaces.keys(),
        scorer=fuzz.token_ratio,
        processor=str.casefold,
        limit=most * 3,
        score_cutoff=NEAR_ENOUGH,
    )
    near = [
        surface for surface, score_scaling, _ in found if score_scaling >= found[0][1] - AS_NEAR
    ]
    return tuple(dict.fromkeys(named[surfaces[surface]] for surface in near))[:most]


def suggestions(prefix: str, index: Index, *, most: int) -> list[tuple[Concept, int]]:
    """Return the concepts of whose names a word begins so, each with its number of facts."""
    begins = prefix.strip().casefold()
    sizes = index.sizes()
    found: dict[str, tuple[bool, int]] = {}
    for name in index.names() if begins else ():
        surface = name.surface.casefold()
        if f" {begins}" in f" {surface}" and name.concept in sizes:
            at_start = surface.startswith(begins)
            found[name.concept] = max(
                found.get(name.concept, (False, 0)), (at_start, sizes[name.concept][0])
            )
    ranked = sorted(found, key=lambda concept: (*(-value for value in found[concept]), concept))[
        :most
    ]
    known = ((index.concept(concept), found[concept][1]) for concept in ranked)
    return [(concept, facts) for concept, facts in known if concept is not None]


def card(name: str, index: Index) -> Card:
    """Return what the notes know of a concept."""
    concept = find_concept(name, index)
    facts = {fact.id: fact for fact in [*index.about(concept.id), *index.naming(concept.id)]}
    relations = tuple(sorted(index.relations(concept.id), key=attrgetter("rank")))
    return Card(concept, tuple(facts.values()), relations, evidence(relations, index))


def relatives(
    name: str,
    index: Index,
    *,
    limit: int = 20,
    relation: str | None = None,
    within: str | None = None,
    allowed: Collection[str] | None = None,
) -> Relatives:
    """Return what relates to a concept, the most strongly tied first.

    At most `limit` concepts, with the relations to these alone. `within` keeps to notes whose path
    begins so, `allowed` to the facts of these ids.
    """
    concept = find_concept(name, index)
    told, lines = (MOST_TOLD, MOST_LINES) if within is None and allowed is None else (ALL, ALL)
    found = index.strongest(concept.id, most=told, relation=relation)
    facts = {fact.id: fact for fact in evidence(found, index, most=lines)}
    if told == ALL:
        facts = {
            key: fact
            for key, fact in facts.items()
            if fact.path.startswith(within or "") and (allowed is None or key in allowed)
        }
        inside = frozenset(facts)
        found = [r for r in found if inside.intersection(r.facts)]
    nearest = tuple(islice(related(concept.id, found, index), limit))
    shown = {concept.id, *(one.concept.id for one in nearest)}
    found = [r for r in found if r.source in shown and r.target in shown]
    cited = {fact for relation in found for fact in relation.facts}
    return Relatives(
        concept, nearest, tuple(found), tuple(f for key, f in facts.items() if key in cited)
    )


def related(concept_id: str, relations: Iterable[Relation], index: Index) -> Iterator[Related]:
    """Yield the concepts at the other end of the given relations, the most strongly tied first."""
    scores: dict[str, float] = {}
    types: dict[str, dict[str, None]] = {}
    for relation in relations:
        other = relation.target if relation.source == concept_id else relation.source
        if other != concept_id:
            scores[other] = scores.get(other, 0.0) + relation.strength
            types.setdefault(other, {})[relation.type] = None
    ranked = sorted(scores, key=lambda other: (-scores[other], other))
    known = ((index.concept(other), other) for other in ranked)
    return (Related(c, scores[other], tuple(types[other])) for c, other in known if c is not None)


def routes(
    source: str, target: str, index: Index, *, without: Collection[str] = (), most: int = 3
) -> Routes:
    """Return up to `most` short routes, and what is near both concepts where there is none.

    Raises BadInput where both names mean one concept.
    """
    start, end = find_concept(source, index), find_concept(target, index)
    if start.id == end.id:
        raise BadInput(f"both names mean {start.name}: say two different things.")
    left_out = {find_concept(name, index).id for name in without}
    found = paths(index.ties, index.between, start.id, end.id, most=most, without=left_out)
    meeting: Sequence[str] = () if found else meeting_points(index.ties, start.id, end.id)
    facts = index.facts(dict.fromkeys(hop.fact for path in found for hop in path))
    near = [index.concept(concept_id) for concept_id in meeting]
    return Routes(start, end, tuple(found), tuple(facts), tuple(c for c in near if c is not None))


def evidence(
    relations: Sequence[Relation], index: Index, *, most: int = MOST_LINES
) -> tuple[Fact, ...]:
    """Return the facts of relations, each once; where there are more, the first of each."""
    cited = [fact for relation in relations for fact in relation.facts]
    if most != ALL and len(cited) > most:
        each = max(1, most // len(relations))
        cited = [fact for relation in relations for fact in relation.facts[:each]]
    return tuple(index.facts(dict.fromkeys(cited)))
