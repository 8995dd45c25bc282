"""What the page shows for a question: the answer, and the same set for list and picture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from graph.answers import Ambiguous
from graph.errors import UnknownConcept
from graph.knowledge import Knowledge
from graph.records import Answer, Relation, Relatives, Routes
from graph.screen.answercard import answer_blocks, declined_blocks
from graph.screen.blocks import AnswerCard, Block, Choice, Piece
from graph.screen.grouped import relates_blocks, relation_groups, routes_blocks, shown_relations
from graph.screen.state import View
from graph.screen.trustline import counted
from graph.storage import Index

MOST_RELATED = 400
"""Things of one list: nobody reads further, and a filter narrows it."""
CITED = 12
"""Lines of one answer: the right one is nearly always among the first ten."""


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to the question of a view, and what lies around it."""

    answer: Answer
    relatives: Relatives | None = None
    """Around the thing that was asked about."""
    routes: Routes | None = None
    unsure: tuple[Ambiguous, ...] = ()
    """Names of the question that may mean several things."""


def find(view: View, notes: Knowledge) -> Found:
    """Answer the question of a view, or look around the concept whose card is open."""
    if view.about:
        return around(view.about, notes)
    answer = notes.ask(
        view.question,
        limit=CITED,
        within=view.within or None,
        relation=view.relation or None,
        intent=view.intent,
    )
    if answer.intent == "path" and len(answer.asked) > 1:
        start, end = answer.asked[:2]
        return Found(answer, routes=notes.path(start, end, without=view.without))
    unsure = tuple(notes.meanings(view.question))
    return Found(answer, relatives=_around(answer, view, notes), unsure=unsure)


def around(concept_id: str, notes: Knowledge) -> Found:
    """Return what lies around a concept, without a question."""
    answer = Answer("", "relates", answered=True, confidence=1.0, asked=(concept_id,))
    return Found(answer, relatives=notes.relates(concept_id, limit=MOST_RELATED))


def blocks_of(found: Found, view: View, notes: Knowledge) -> list[Block]:
    """Return what the reading column shows."""
    index = notes.index
    names = names_of(index)
    if found.routes is not None:
        return routes_blocks(found.routes, names)
    answer, relatives = found.answer, found.relatives
    shown = shown_of(found, view)
    if answer.intent == "relates" and relatives is not None and answer.answered:
        blocks: list[Block] = relates_blocks(relatives, shown, names)
        return [*_asking_which(found, index), *blocks]
    if not answer.answered:
        kept = answer.question in notes.gaps()
        return [*_asking_which(found, index), *declined_blocks(answer, notes.stats(), kept=kept)]
    first = answer.citations[0].fact if answer.citations else None
    around = notes.around(first) if first else []
    blocks = [
        *_asking_which(found, index),
        *answer_blocks(answer, around, notes.stats(), index.by_id, index.relations),
    ]
    if relatives is not None:
        groups = relation_groups(relatives.concept, shown, relatives.evidence, names)
        blocks += [
            replace(group, title=f"{relatives.concept.name} {group.title}") for group in groups
        ]
    return blocks


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
    said = f"{name.name} means {len(choices)} things in your notes. Which one?"
    return [AnswerCard(kicker="Two meanings", headline=(Piece(said),), choices=choices)]
