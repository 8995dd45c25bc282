"""What relates to a thing, as groups by relation; routes, as sentences of quoted lines."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from graph.answers.asked_relation import AskedRelation
from graph.records import RELATED_TO, Concept, Fact, Hop, Relation, Relatives, Routes
from graph.relations import READS
from graph.screen import words
from graph.screen.blocks import (
    AnswerCard,
    Block,
    Choice,
    Group,
    Piece,
    Row,
    crumb_of,
    pieces_of,
)
from graph.screen.trustline import counted
from graph.storage import Index
from graph.views.pictures import Edge, Picture, edge_id, ends_of

Names = Mapping[str, str]
LINKS = {"links_to": ("links to", "is linked from")}
"""How a link of a note reads; no rule of ours finds it."""


def shown_relations(
    relations: Sequence[Relation],
    *,
    similar: bool,
    off: Collection[str] = (),
    hidden: Collection[str] = (),
) -> list[Relation]:
    """Return the relations that list and picture both show.

    What only stands together in a line is left out unless it is asked for, or is all there is.
    """
    typed = [relation for relation in relations if relation.type != RELATED_TO]
    chosen = relations if similar or not typed else typed
    return [
        relation
        for relation in chosen
        if relation.type not in off and not {relation.source, relation.target} & set(hidden)
    ]


def relates_blocks(
    found: Relatives, shown: Sequence[Relation], names: Names, *, asked: AskedRelation | None = None
) -> list[Block]:
    """Return what relates to a concept: how many, then group by group."""
    name = found.concept.name
    others = {_other(relation, found.concept.id) for relation in shown}
    every = {_other(relation, found.concept.id) for relation in found.relations}
    left = len(every - others)
    ways = {reading(one.type, backwards=one.source != found.concept.id) for one in shown}
    says = ways.pop() if asked and len(ways) == 1 else words.RELATES_TO
    whole = Choice(words.ALL_RELATIONS.format(name), "ask", f"what relates to {name}?")
    card = AnswerCard(
        kicker=words.RELATIONS,
        headline=(
            Piece(name, strong=True),
            Piece(f" {says} {counted(len(others), 'thing')}{words.IN_NOTES}"),
        ),
        remarks=(words.MORE_HIDDEN.format(left),) if left else (),
        choices=(
            Choice(words.CARD_OF.format(name), "about", found.concept.id),
            *([whole] if asked else []),
        ),
    )
    return [card, *relation_groups(found.concept, shown, found.evidence, names)]


def relation_groups(
    concept: Concept, relations: Sequence[Relation], evidence: Sequence[Fact], names: Names
) -> list[Group]:
    """Return the relations of a concept, one group for each way they read, largest first."""
    facts = {fact.id: fact for fact in evidence}

    def kind(relation: Relation) -> tuple[bool, str]:
        title = reading(relation.type, backwards=relation.source != concept.id)
        return relation.type == RELATED_TO, title

    groups = []
    for (weak, title), members in groupby(sorted(relations, key=kind), key=kind):
        rows = tuple(
            relation_row(relation, concept.id, facts, names)
            for relation in sorted(members, key=lambda one: -one.confidence)
        )
        groups.append(Group(title, rows, count=len(rows), tone="similar" if weak else "plain"))
    return sorted(groups, key=lambda group: (group.tone == "similar", -group.count, group.title))


def relation_row(
    relation: Relation, concept_id: str, facts: Mapping[str, Fact], names: Names
) -> Row:
    """Return one relation as a row: the other thing, and the line that says so."""
    other = _other(relation, concept_id)
    fact = next((facts[key] for key in relation.facts if key in facts), None)
    lines = len(relation.facts)
    return Row(
        key=edge_id(relation),
        name=names.get(other, other),
        pieces=_marked(fact, (other, concept_id)) if fact else (),
        crumb=crumb_of(fact) if fact else "",
        line=fact.line if fact else 0,
        label=counted(lines, "line") if lines > 1 else "",
        fact=fact.id if fact else "",
        node=other,
        edge=edge_id(relation),
    )


def said_of(joining: Relation | Hop, names: Names) -> str:
    """Return a relation as a sentence, in the direction it was written."""
    source, target = (names.get(end, end) for end in (joining.source, joining.target))
    return f"{source} {reading(joining.type, backwards=False)} {target}"


def stated_row(relation: Relation, facts: Mapping[str, Fact], names: Names) -> Row:
    """Return one relation as a row of its own: both things, and the line that says so."""
    row = relation_row(relation, relation.source, facts, names)
    return replace(row, name=said_of(relation, names))


def twin_groups(shown: Picture, index: Index, names: Names) -> list[Group]:
    """Return the edges of a picture that do not touch its focus, as one group, if there are any."""
    further = [
        edge
        for edge in shown.edges
        if edge.facts and not {edge.source, edge.target} & set(shown.focus)
    ]
    rows = tuple(_twin_row(edge, index, names) for edge in further)
    return [Group(words.BETWEEN, rows, count=len(rows))] if rows else []


def _twin_row(edge: Edge, index: Index, names: Names) -> Row:
    source, kind, target = ends_of(edge.id)
    facts = {fact.id: fact for fact in index.facts(edge.facts[:1])}
    return stated_row(Relation(source, kind, target, 1.0, "", edge.facts), facts, names)


def routes_blocks(found: Routes, names: Names) -> list[Block]:
    """Return routes as groups of steps, or the nearest meeting point where there is none."""
    pair = f"{found.source.name} and {found.target.name}"
    if not found.paths:
        meeting = tuple(
            Row(key=one.id, name=one.name, node=one.id, about=one.id) for one in found.meeting
        )
        card = AnswerCard(
            kicker=words.PATH,
            headline=(Piece(words.NO_PATH.format(pair)),),
            remarks=() if meeting else (words.NO_MEETING,),
            choices=tuple(map(_asking, (found.source, found.target))),
            declined=True,
        )
        return [card, Group(words.NEAREST_TO_BOTH, meeting)] if meeting else [card]
    count = counted(n, "path") if (n := len(found.paths)) > 1 else words.ONE_PATH
    card = AnswerCard(kicker=words.PATH, headline=(Piece(words.BETWEEN_PAIR.format(count, pair)),))
    return [
        card,
        *(_route(number, path, found, names) for number, path in enumerate(found.paths, 1)),
    ]


def _asking(concept: Concept) -> Choice:
    return Choice(
        words.WHAT_RELATES.format(concept.name), "ask", f"what relates to {concept.name}?"
    )


def reading(relation: str, *, backwards: bool) -> str:
    """Return how a relation reads from the thing that is asked about."""
    if relation == RELATED_TO:
        return words.MENTIONED_WITH
    forwards, back = {**READS, **LINKS}.get(relation) or _own_words(relation.replace("_", " "))
    return back if backwards else forwards


def _own_words(plain: str) -> tuple[str, str]:
    """Return how a type in the notes' own words reads: "owner" and, from its end, "is owner of"."""
    if plain.endswith(" of"):
        return plain, f"has {plain.removesuffix(' of')}"
    is_noun = len(plain.split()) == 1 and not plain.endswith(("s", "ed"))
    return plain, f"is {plain} of" if is_noun else words.GIVEN_AS.format(plain)


def _route(number: int, path: Sequence[Hop], found: Routes, names: Names) -> Group:
    facts = {fact.id: fact for fact in found.evidence}
    between = dict.fromkeys(end for hop in path for end in (hop.source, hop.target))
    inner = [one for one in between if one not in (found.source.id, found.target.id)]
    rows = []
    for hop in path:
        own = next((end for end in (hop.target, hop.source) if end in inner), "")
        rows.append(_hop_row(hop, facts, names, own))
        inner = [end for end in inner if end != own]  # offered once a route
    return Group(words.PATH_OF.format(number, counted(len(rows), "step")), tuple(rows))


def _hop_row(hop: Hop, facts: Mapping[str, Fact], names: Names, own: str) -> Row:
    fact = facts.get(hop.fact)
    key = edge_id(hop)
    return Row(
        key=key,
        name=said_of(hop, names),
        pieces=_marked(fact, (hop.source, hop.target)) if fact else (),
        crumb=crumb_of(fact) if fact else "",
        line=fact.line if fact else 0,
        label=words.CO_MENTION if hop.type == RELATED_TO else "",
        fact=hop.fact,
        node=own or hop.target,
        edge=key,
        deeds=(Choice(words.EXCLUDE.format(names.get(own, own)), "leave", own),) if own else (),
    )


def _marked(fact: Fact, concepts: Collection[str]) -> tuple[Piece, ...]:
    return pieces_of(fact.plain, [m.span for m in fact.mentions if m.concept in concepts])


def _other(relation: Relation, concept_id: str) -> str:
    return relation.target if relation.source == concept_id else relation.source
