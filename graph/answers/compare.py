"""Compare: two sides next to each other, what is said of both before what is said of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.answers.composed_answer import LONGEST_LIST, ComposedAnswer, joined, said
from graph.answers.lookup import subject_of
from graph.answers.question import Question
from graph.answers.rank import Ranked
from graph.answers.ranked_query import RankedQuery, find
from graph.answers.reading import read_for
from graph.answers.tabled import table_of
from graph.records import Fact

EACH = 4
"""Lines of one side: more hides the difference."""
SIDE_TEXT = 280
BOTH_TEXT = 300
SAID_OF_BOTH = 0.02
"""How likely a line that names both sides must be to stand first."""


def compare(finding: RankedQuery) -> ComposedAnswer | None:
    """Return what the notes say of two things, side by side."""
    sides = _sides(finding)
    if sides is None:
        return None
    read = _own_names([read_for(words, finding.corpus.index) for words in sides])
    table = table_of(finding, read)
    if table is not None:
        rows = joined([table.said(row) for row in table.rows], most=LONGEST_LIST, between="\n")
        return ComposedAnswer(rows, table.rows)
    both = _both(finding, read)
    one, other = (_side(finding, asked) for asked in read)
    texts = [joined([said(fact, subject_of(finding, fact)) for fact in both], most=BOTH_TEXT)]
    called = [_called(words, asked, finding) for words, asked in zip(sides, read, strict=True)]
    for words, facts in zip(called, (one, other), strict=True):
        told = [fact for fact in facts if fact not in both and fact.kind != "topic"]
        said_of = [said(fact, subject_of(finding, fact)) for fact in told]
        lines = joined([_without(words, text) for text in said_of], most=SIDE_TEXT)
        texts.append(f"{words}: {lines}" if lines else "")
    facts = _taking_turns(both, one, other)
    return ComposedAnswer("\n".join(filter(None, texts)), tuple(facts))


def _own_names(sides: Sequence[Question]) -> list[Question]:
    """Return the sides without the concepts that both name: a sail tells no two sails apart."""
    both = set.intersection(*(set(side.asked) for side in sides))
    return [
        replace(side, mentions=tuple(m for m in side.mentions if m.concept not in both))
        for side in sides
    ]


def _called(words: str, asked: Question, finding: RankedQuery) -> str:
    """Return a side's name as the notes write it, where the side is a name and nothing more."""
    whole = [m.concept for m in asked.mentions if len(m.span.of(asked.text)) == len(words)]
    concept = finding.corpus.concept(whole[0]) if len(whole) == 1 else None
    return concept.name if concept else words


def _without(words: str, text: str) -> str:
    """Return a text without the name of its side, which stands in front of all of them."""
    return text[len(words) + 2 :] if text.lower().startswith(f"{words.lower()}: ") else text


def _sides(finding: RankedQuery) -> tuple[str, str] | None:
    question = finding.question
    if question.sides:
        return question.sides
    spans = {m.concept: m.span for m in reversed(question.mentions)}
    if len(spans) < 2:
        return None
    first, second = sorted(spans.values(), key=lambda span: span.start)[:2]
    return first.of(question.text), second.of(question.text)


def _side(finding: RankedQuery, asked: Question) -> list[Fact]:
    """Return the best facts of one side: about it or naming it, near to the whole question."""
    asked = replace(asked, intent="lookup")
    side = find(asked, finding.corpus, finding.scope, purpose="ask")
    whole = {one.reading.fact.id: one.share for one in finding.ranked}
    top = max(whole.values(), default=1.0)
    chosen = sorted(
        (one for one in side.ranked if _belongs(one, asked.words, asked.asked)),
        key=lambda one: (
            -(one.share / side.ranked[0].share + whole.get(one.reading.fact.id, 0.0) / top)
        ),
    )
    return [one.reading.fact for one in (chosen or side.ranked)[:EACH]]


def _belongs(one: Ranked, words: tuple[str, ...], asked: tuple[str, ...]) -> bool:
    reading = one.reading
    if set(asked) & reading.concepts:
        return True
    return bool(words) and set(words) <= reading.said


def _both(finding: RankedQuery, sides: Sequence[Question]) -> list[Fact]:
    wanted = [(set(side.words), set(side.asked)) for side in sides]
    found = []
    for ranked in finding.ranked[:10]:
        line, named = ranked.reading.line, {m.concept for m in ranked.reading.fact.mentions}
        counts = ranked.share >= SAID_OF_BOTH and ranked.reading.fact.kind != "link"
        if counts and all(w <= line or n & named for w, n in wanted if w):
            found.append(ranked.reading.fact)
    return found[:2]


def _taking_turns(*rows: list[Fact]) -> list[Fact]:
    most = max(map(len, rows), default=0)
    turns = [row[place] for place in range(most) for row in rows if place < len(row)]
    return list({fact.id: fact for fact in turns}.values())
