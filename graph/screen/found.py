"""What the page shows for a question: the answer, and the same set for list and picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from graph.answers import Ambiguous
from graph.answers.asked_relation import AskedRelation, asked_relation, asks_for_relations, only
from graph.errors import UnknownConcept
from graph.knowledge import Knowledge
from graph.records import Answer, Intent, Relation, Relatives, Routes
from graph.screen import words
from graph.screen.answercard import answer_blocks, declined_blocks
from graph.screen.answercard import names_of as every_name
from graph.screen.blocks import AnswerCard, Block, Choice, Group, Piece
from graph.screen.grouped import (
    reading,
    relates_blocks,
    relation_groups,
    routes_blocks,
    shown_relations,
)
from graph.screen.startpage import following, question_row
from graph.screen.state import View
from graph.screen.trustline import counted
from graph.storage import Index

MOST_RELATED = 400
"""Things of one list: nobody reads further, and a filter narrows it."""
CITED = 12
"""Lines of one answer: the right one is nearly always among the first ten."""
EXACT = 100
"""Lines that hold the exact words: who quotes them wants all, and nobody reads more."""


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to the question of a view, and what lies around it."""

    answer: Answer
    relatives: Relatives | None = None
    """Around the thing that was asked about."""
    routes: Routes | None = None
    unsure: tuple[Ambiguous, ...] = ()
    """Names of the question that may mean several things."""
    compared: tuple[str, str] | None = None
    """The two things that are compared."""
    asked: AskedRelation | None = None
    """The one relation that the question asks for."""


def find(view: View, notes: Knowledge) -> Found:
    """Answer the question of a view, or look around the concept whose card is open."""
    if view.about:
        return around(view.about, notes)
    relates: Intent | None = "relates" if asks_for_relations(view.question, notes.index) else None
    ask = partial(
        notes.ask,
        view.question,
        within=view.within or None,
        relation=view.relation or None,
        intent=view.intent or relates,
    )
    answer = ask(limit=CITED)
    if answer.intent == "exact":
        return Found(ask(limit=EXACT))
    if answer.intent == "path" and len(answer.asked) > 1:
        start, end = answer.asked[:2]
        return Found(answer, routes=notes.path(start, end, without=view.without))
    unsure = tuple(notes.meanings(view.question))
    relatives = _around(answer, view, notes)
    if answer.intent == "compare" and answer.answered and len(answer.asked) > 1:
        left, right = answer.asked[:2]
        return Found(answer, relatives=relatives, unsure=unsure, compared=(left, right))
    if answer.intent != "relates" or relatives is None or view.relation:
        return Found(answer, relatives=relatives, unsure=unsure)
    about = relatives.concept
    asked = asked_relation(view.question, about.id, every_name(about), relatives.relations)
    relatives = only(relatives, asked) if asked else relatives
    return Found(answer, relatives=relatives, unsure=unsure, asked=asked)


def around(concept_id: str, notes: Knowledge) -> Found:
    """Return what lies around a concept, without a question."""
    answer = Answer("", "relates", answered=True, confidence=1.0, asked=(concept_id,))
    return Found(answer, relatives=notes.relates(concept_id, limit=MOST_RELATED))


def blocks_of(found: Found, view: View, notes: Knowledge) -> list[Block]:
    """Return what the reading column shows."""
    index = notes.index
    names = names_of(index)
    if found.routes is not None:
        return [*routes_blocks(found.routes, names), *follow_ups(found, index, names)]
    answer, relatives = found.answer, found.relatives
    shown = shown_of(found, view)
    if answer.intent == "relates" and relatives is not None and answer.answered:
        blocks: list[Block] = relates_blocks(relatives, shown, names, asked=found.asked)
        return [*_asking_which(found, index), *blocks, *follow_ups(found, index, names)]
    if not answer.answered:
        kept = answer.question in notes.gaps()
        return [*_asking_which(found, index), *declined_blocks(answer, notes.stats(), kept=kept)]
    first = answer.citations[0].fact if answer.citations else None
    around = notes.around(first) if first else []
    blocks = [
        *_asking_which(found, index),
        *answer_blocks(
            answer,
            around,
            notes.stats(),
            index.by_id,
            lambda one: shown_relations(index.relations(one), similar=view.similar),
        ),
    ]
    if relatives is not None and answer.intent != "compare":
        groups = relation_groups(relatives.concept, shown, relatives.evidence, names)
        blocks += [
            replace(group, title=f"{relatives.concept.name} {group.title}") for group in groups
        ]
    return [*blocks, *follow_ups(found, index, names)]


def follow_ups(found: Found, index: Index, names: Mapping[str, str]) -> list[Block]:
    """Return what can be asked after an answer."""
    about = found.relatives.concept if found.relatives else None
    if found.routes is not None:
        about = found.routes.source
    if about is None or not found.answer.question:
        return []
    asked, one = following(found.answer, about, index.relations(about.id), names), found.asked
    said = f" {reading(one.type, backwards=bool(one.outward))} " if one else "\n"
    rows = tuple(question_row(text) for text in asked if said not in text)
    return [Group(words.FOLLOW_UPS, rows)] if rows else []


def shown_of(found: Found, view: View) -> list[Relation]:
    """Return the relations that the list and the picture show."""
    if found.relatives is None:
        return []
    hidden = [
        one.concept.id
        for one in found.relatives.concepts
        if f"kind:{one.concept.kind}" in view.off or one.concept.id in view.hidden
    ]
    return shown_relations(
        found.relatives.relations, similar=view.similar, off=view.off, hidden=hidden
    )


@lru_cache(maxsize=1)
def names_of(index: Index) -> dict[str, str]:
    """Return the name of every concept by id."""
    return {concept.id: concept.name for concept in index.concepts()}


def _around(answer: Answer, view: View, notes: Knowledge) -> Relatives | None:
    subjects = [c.fact.subject for c in answer.citations[:1] if answer.answered]
    told = [one for one in subjects if one in answer.asked and answer.intent != "relates"]
    asked = next((one for one in (*told, *answer.asked, *subjects) if one), None)
    if asked is None:
        return None
    try:
        return notes.relates(
            asked, limit=MOST_RELATED, within=view.within or None, relation=view.relation or None
        )
    except UnknownConcept:  # the index has moved on since the question was answered
        return None


def _asking_which(found: Found, index: Index) -> list[Block]:
    """Return a card that asks which is meant, where a name means two things."""
    if not found.unsure:
        return []
    name, sizes = found.unsure[0], index.sizes()
    choices = tuple(
        Choice(f"{one.name}, {counted(sizes[one.id][0], 'fact')}", "ask", name.asked_of(one))
        for one in name.concepts
    )
    said = words.WHICH_ONE.format(name.name, len(choices))
    return [AnswerCard(kicker=words.TWO_MEANINGS, headline=(Piece(said),), choices=choices)]
