"""The first visit with an index: questions made from the notes, and their biggest things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from graph.records import RELATED_TO, Answer, Concept, Relation
from graph.relations import READS
from graph.screen import words
from graph.screen.blocks import Block, Choice, Group, Row
from graph.screen.grouped import Names, reading
from graph.screen.keptviews import query_of
from graph.screen.plain import other_names
from graph.screen.state import View
from graph.screen.trustline import counted
from graph.storage import Index

BIGGEST = 10
QUESTIONS = 6
NEXT = 4
"""Questions offered after an answer."""


def start_blocks(
    index: Index, names: Names, recent: Sequence[str], kept: Mapping[str, View]
) -> list[Block]:
    """Return what to ask, and what was kept or asked before."""
    asked = questions_of(biggest_of(index), index.stated(), names)
    blocks: list[Block] = []
    if kept:
        blocks.append(
            Group(words.SAVED_VIEWS, tuple(_kept(title, one) for title, one in kept.items()))
        )
    if recent:
        blocks.append(Group(words.RECENT, tuple(map(question_row, recent))))
    if asked:
        rows = tuple(map(question_row, asked))
        blocks.append(Group(words.TRY, rows, note=words.HOW_TO_ASK, shown=QUESTIONS))
        whole = query_of(View(place="explore", tab="topics"))
        row = Row(key=whole, name=words.MAP_OF_ALL, visit=whole)
        blocks.append(Group(words.EXPLORE, (row,)))
    return blocks


def biggest_blocks(index: Index) -> list[Block]:
    """Return the things that most is written about."""
    rows = tuple(thing_row(concept, facts) for concept, facts in biggest_of(index))
    return [Group(words.MOST_WRITTEN, rows, shown=BIGGEST)] if rows else []


def biggest_of(index: Index, *, most: int = BIGGEST) -> list[tuple[Concept, int]]:
    """Return the concepts with most facts, each with their number."""
    sizes = index.sizes()
    ranked = sorted(sizes, key=lambda one: (-sizes[one][0], one))[:most]
    known = ((index.concept(one), sizes[one][0]) for one in ranked if sizes[one][0])
    return [(concept, facts) for concept, facts in known if concept is not None]


def questions_of(
    biggest: Sequence[tuple[Concept, int]], relations: Sequence[Relation], names: Names
) -> list[str]:
    """Return questions that these notes answer: one for each of the strongest relation types."""
    wanted = {concept.id for concept, _ in biggest}
    asked: dict[str, str] = {}
    for relation in sorted(relations, key=lambda one: (-one.confidence, -len(one.facts))):
        if relation.type in READS and relation.source in wanted:
            target = names.get(relation.target, relation.target)
            asked.setdefault(
                relation.type, f"what {reading(relation.type, backwards=False)} {target}?"
            )
    first = [f"what relates to {concept.name}?" for concept, _ in biggest[:2]]
    pair = [one.name for one, _ in biggest[:2]]
    path = [words.HOW_RELATED.format(*pair)] if len(pair) > 1 else []
    return [*first, *path, *asked.values()][:QUESTIONS]


def questions_about(concept: Concept, relations: Sequence[Relation]) -> list[str]:
    """Return what can be asked about a thing: all its relations, then its most frequent ones."""
    ways = Counter(
        (one.type, one.source == concept.id)
        for one in relations
        if one.type in READS and one.type not in (RELATED_TO, "is_a")
    )
    order = sorted(ways, key=lambda way: (-ways[way], way))
    each = [f"what {reading(kind, backwards=outward)} {concept.name}?" for kind, outward in order]
    whole = [f"what relates to {concept.name}?"] if relations else []
    return list(dict.fromkeys([*whole, *each]))


def following(
    answer: Answer, concept: Concept, relations: Sequence[Relation], names: Names
) -> list[str]:
    """Return what can be asked after an answer, none of it what was asked just now."""
    pair = [names[one] for one in answer.asked[:2] if one in names]
    between = []
    if len(pair) > 1 and answer.intent != "path":
        between.append(words.HOW_RELATED.format(*pair))
    if len(pair) > 1 and answer.intent != "compare":
        between.append(f"compare {pair[0]} and {pair[1]}")
    asked = answer.question.casefold().strip(" ?")
    offered = [*between, *questions_about(concept, relations)]
    return [one for one in offered if one.casefold().strip(" ?") != asked][:NEXT]


def thing_row(concept: Concept, facts: int) -> Row:
    """Return a concept as a row that opens its card."""
    return Row(
        key=concept.id,
        name=concept.name,
        crumb=", ".join(other_names(concept)[:4]),
        label=counted(facts, "fact"),
        node=concept.id,
        kind=concept.kind,
        about=concept.id,
    )


def question_row(text: str) -> Row:
    """Return a question as a row that asks it."""
    return Row(key=text, name=f"{text[:1].upper()}{text[1:]}", question=text)


def _kept(title: str, view: View) -> Row:
    deeds = (Choice(words.REMOVE, "forget", title),)
    return Row(key=title, name=title, visit=query_of(view), deeds=deeds)
