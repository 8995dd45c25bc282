"""A concept's card: its names, what the notes say it is, its facts by section, its relations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from graph.records import Card, Fact, Relation
from graph.screen import words
from graph.screen.blocks import CRUMB, AnswerCard, Block, Choice, Group, Piece, Row, row_of
from graph.screen.grouped import Names, relation_groups
from graph.screen.plain import other_names
from graph.screen.trustline import counted
from graph.views.map import FROM_LIST, is_listed


def concept_blocks(card: Card, names: Names, shown: Sequence[Relation]) -> list[Block]:
    """Return a concept's card as blocks."""
    concept = card.concept
    about = [fact for fact in card.facts if fact.subject == concept.id]
    naming = [fact for fact in card.facts if fact.subject != concept.id]
    head = AnswerCard(
        kicker=concept.kind,
        headline=(Piece(concept.name, strong=True),),
        remarks=_remarks(card),
        choices=(
            Choice(
                words.WHAT_RELATES.format(concept.name), "ask", f"what relates to {concept.name}?"
            ),
        ),
    )
    groups = relation_groups(concept, shown, card.evidence, names)
    sections = _sections(about, card)
    other = Group(words.MENTIONED_IN, tuple(_row(fact, card) for fact in naming), count=len(naming))
    return [head, *sections, *groups, *([other] if naming else [])]


def unknown_card(name: str, nearest: Sequence[str]) -> AnswerCard:
    """Return what is said where an address names a thing that the notes do not have."""
    return AnswerCard(
        kicker=words.CARD,
        headline=(Piece(words.NOTHING_CALLED.format(name)),),
        choices=(
            *(Choice(words.DID_YOU_MEAN.format(one), "ask", one) for one in nearest),
            Choice(words.SEARCH_FOR.format(name), "ask", name),
        ),
        declined=True,
    )


def _remarks(card: Card) -> tuple[str, ...]:
    concept = card.concept
    others = other_names(concept)
    also = [words.ALSO_CALLED_SO.format(", ".join(others))] if others else []
    ours = f" ({FROM_LIST})" if is_listed(concept) else ""
    gloss = [concept.gloss + ours] if concept.gloss else []
    return (*gloss, *also, *gaps_of(card))


def gaps_of(card: Card) -> tuple[str, ...]:
    """Return what the notes do not say of a concept."""
    about = [fact for fact in card.facts if fact.subject == card.concept.id]
    if not about:
        return (words.ONLY_NAMED,)
    if not card.relations:
        return (words.NO_RELATION.format(counted(len(about), "fact")),)
    return ()


def _sections(about: Sequence[Fact], card: Card) -> list[Group]:
    def section(fact: Fact) -> str:
        return CRUMB.join((fact.path, *fact.context[: fact.headings]))

    groups = []
    for title, members in groupby(about, key=section):
        rows = tuple(_inside(fact, card) for fact in members if fact.kind != "topic")
        if rows:
            groups.append(Group(title, rows, count=len(rows), shown=8))
    return groups


def _row(fact: Fact, card: Card) -> Row:
    own = [mention.span for mention in fact.mentions if mention.concept == card.concept.id]
    return row_of(fact, spans=own)


def _inside(fact: Fact, card: Card) -> Row:
    """Return a row whose group has named the section: only what is further inside is told."""
    return replace(_row(fact, card), crumb=CRUMB.join(fact.context[fact.headings :]))
