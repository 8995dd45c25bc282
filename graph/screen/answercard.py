"""The answer card: the value in bold, its sentence, where it stands and the lines beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from graph.answers.filtered import is_head
from graph.records import Answer, Citation, Concept, Fact, Intent, Relation, Report, Span
from graph.screen import words
from graph.screen.blocks import (
    AnswerCard,
    Block,
    Choice,
    Group,
    Piece,
    Row,
    pieces_of,
    row_of,
    spans_of,
)
from graph.screen.compared import columns_of, shared_groups
from graph.screen.reasons import SIMILAR, place_of, reason_of, told_why
from graph.screen.trustline import counted
from graph.views.tone import hedge_of, in_tone

TITLES: Mapping[Intent, str] = {
    "lookup": words.LOOK_UP,
    "list": words.LIST,
    "yesno": words.YES_OR_NO,
    "compare": words.COMPARE,
    "relates": words.RELATIONS,
    "path": words.PATH,
    "howto": words.HOW_TO,
    "exact": words.EXACT_WORDS,
}
"""What the chip says for each intention."""
LONG = 140
"""Characters that are still read as one answer; beyond, its lines are read one by one."""
IN_THE_CARD = 8
"""Lines cited in the card itself; a longer list is read in the list below."""
MARKS = re.compile(r"^\s*(?:[-*+]\s+|#+\s+|\|)|\|\s*$")
"""Marks of a bullet, a heading or a table's row, which say nothing beside an answer."""
CELLS = re.compile(r"\s*\|\s*")
LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
INLINE = re.compile(r"\*\*|__|`|\[\[|\]\]")
"""Marks inside a line, which the cited line beside it is shown without."""
NEAR_MISSES = 3
"""More near misses would look like an answer."""
SAID_BY_VALUE: tuple[Intent, ...] = ("lookup", "exact")
"""Intentions whose answer is the value; its sentence is the first quote."""
SHORT = 60
"""An answer of fewer characters is read at one look, and stands in bold as a whole."""


def answer_blocks(
    answer: Answer,
    around: Sequence[tuple[int, str]],
    report: Report,
    concepts: Mapping[str, Concept] | None = None,
    relations_of: Callable[[str], Sequence[Relation]] = lambda _: (),
) -> list[Block]:
    """Return the card of an answer and the lines that are cited besides."""
    if not answer.answered:
        return declined_blocks(answer, report)
    answer = in_tone(answer)
    inside = _told(answer)
    rest = [citation for citation in answer.citations if citation not in inside]
    if answer.intent == "exact":
        rest = [citation for citation in rest if reason_of(citation, answer) == words.PHRASED]
    if answer.intent == "compare" and len(answer.asked) > 1:
        return [*_sides(answer, concepts or {}, relations_of), *_further(rest, answer)]
    first = inside[0].fact if inside else None
    card = AnswerCard(
        kicker=TITLES[answer.intent],
        headline=_headline(answer, inside),
        quotes=tuple(_cited(citation, answer) for citation in inside),
        before=_line(around, at=first.line - 1) if first and len(inside) == 1 else "",
        after=_line(around, at=first.end_line + 1) if first and len(inside) == 1 else "",
        hedge=hedge_of(answer),
        remarks=answer.remarks,
    )
    return [card, *_further(rest, answer)]


def _further(rest: Sequence[Citation], answer: Answer) -> list[Block]:
    """Return the other lines: first what is written, below a divider what is only similar."""
    rows = [hit_row(citation, answer) for citation in rest]
    written = sorted((r for r in rows if r.label not in SIMILAR), key=lambda r: place_of(r.label))
    similar = tuple(row for row in rows if row.label in SIMILAR)
    groups: list[Block] = []
    if written:
        groups.append(Group(words.MORE_LINES, tuple(written), count=len(written)))
    if similar:
        groups.append(Group(words.BY_MEANING, similar, count=len(similar), tone="similar", shown=0))
    return groups


def _sides(
    answer: Answer,
    concepts: Mapping[str, Concept],
    relations_of: Callable[[str], Sequence[Relation]],
) -> list[Block]:
    """Return the card of a comparison: the lines of each side under its name."""
    sides = [concepts[side] for side in answer.asked if side in concepts]
    card = AnswerCard(
        kicker=TITLES[answer.intent],
        headline=(Piece(" and ".join(side.name for side in sides), strong=True),),
        hedge=hedge_of(answer),
        remarks=answer.remarks,
    )
    lines: dict[str, list[Row]] = {**{side.name: [] for side in sides}, words.BOTH: []}
    for citation in (one for one in _told(answer) if not is_head(one.fact)):
        row = _cited(citation, answer)
        lines[_side_of(citation.fact, sides)].append(row)
    shared = tuple(lines[words.BOTH])
    both = [Group(words.BOTH, shared, len(shared))] if shared else []
    names = {concept.id: concept.name for concept in concepts.values()}
    if len(sides[1:]) != 1:
        return [
            card,
            *(Group(name, tuple(rows), len(rows)) for name, rows in lines.items() if rows),
        ]
    own = [lines[side.name] for side in sides]
    return [
        card,
        *both,
        *shared_groups(sides, relations_of, names),
        columns_of(sides, own, relations_of, names),
    ]


def _side_of(fact: Fact, sides: Sequence[Concept]) -> str:
    """Return the name of the side that a line is of: by its subject, its place, or its words."""
    above = f" {' '.join(fact.context)} ".casefold()
    named = {mention.concept for mention in fact.mentions}
    for holds in (
        [side for side in sides if side.id == fact.subject],
        [side for side in sides if any(f" {name.casefold()} " in above for name in names_of(side))],
        [side for side in sides if side.id in named],
    ):
        if len(holds) == 1:
            return holds[0].name
    return words.BOTH


def names_of(concept: Concept) -> tuple[str, ...]:
    """Return every name of a concept."""
    return (concept.name, *concept.aliases)


def declined_blocks(answer: Answer, report: Report, *, kept: bool = False) -> list[Block]:
    """Return the card of a question that the notes do not answer, and the near misses.

    A question that is on the list of gaps already can be taken off it again.
    """
    card = AnswerCard(
        kicker=TITLES[answer.intent],
        headline=(Piece(words.NOT_IN_NOTES, strong=True),),
        remarks=(searched(report), *answer.remarks),
        choices=(
            *(
                Choice(words.DID_YOU_MEAN.format(asked), "ask", asked)
                for asked in answer.suggestions
            ),
            Choice(words.REMOVE_GAP, "drop", answer.question)
            if kept
            else Choice(words.ADD_GAP, "keep", answer.question),
        ),
        declined=True,
    )
    near = answer.citations[:NEAR_MISSES] if answer.intent != "exact" else ()
    note = words.NEAR_NOTE
    group = Group(
        words.NEAR_MISSES, tuple(hit_row(c, answer) for c in near), note=note, tone="near"
    )
    return [card, group] if near else [card]


def searched(report: Report) -> str:
    """Return what was looked through."""
    return words.SEARCHED.format(report.facts, counted(report.files, "file"))


def hit_row(citation: Citation, answer: Answer) -> Row:
    """Return a citation as a row with its reason."""
    return replace(_cited(citation, answer), label=reason_of(citation, answer))


def _cited(citation: Citation, answer: Answer) -> Row:
    """Return a citation as a row that can say why it is there."""
    row = row_of(citation.fact, spans=_marked(answer, citation.fact))
    numbers = tuple((name, value) for name, value in citation.signals if value)
    return replace(row, why=told_why(citation), numbers=numbers)


def _marked(answer: Answer, fact: Fact) -> list[Span]:
    """Return where a line gives the value; yes or no is concluded, not given."""
    return [] if answer.intent == "yesno" else spans_of(answer.value, fact.plain)


def asked_names(answer: Answer, concepts: Mapping[str, Concept]) -> str:
    """Return what the names in the question were read as: "KMS = AWS Key Management Service"."""
    known = (concepts[concept_id] for concept_id in answer.asked if concept_id in concepts)
    return ", ".join(_read_as(answer.question, concept) for concept in known)


def _read_as(question: str, concept: Concept) -> str:
    asked = question.casefold()
    used = [alias for alias in concept.aliases if alias.casefold() in asked]
    if concept.name.casefold() in asked or not used:
        return concept.name
    return f"{max(used, key=len)} = {concept.name}"


def _told(answer: Answer) -> list[Citation]:
    """Return the citations of which the answer is made, at least the first."""
    text = _plain(answer.text)
    told = [c for c in answer.citations if _plain(c.fact.plain) in text]
    return told[:IN_THE_CARD] or list(answer.citations[:1])


def _headline(answer: Answer, inside: Sequence[Citation]) -> tuple[Piece, ...]:
    if len(inside) > 1 and len(answer.text) > LONG and not answer.value:
        return ()  # the lines themselves read better than one text of all of them
    if answer.value and _plain(answer.value) != _plain(answer.text):
        if answer.intent in SAID_BY_VALUE and spans_of(answer.value, inside[0].fact.plain):
            return (Piece(answer.value, strong=True),)
        return pieces_of(answer.text, spans_of(answer.value, answer.text))
    if any(_plain(answer.text) == _plain(c.fact.plain) for c in inside):
        return ()
    return (Piece(answer.text, strong=answer.sure and len(answer.text) < SHORT),)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .")


def _line(around: Sequence[tuple[int, str]], *, at: int) -> str:
    text = next((text for number, text in around if number == at), "")
    bare = INLINE.sub("", LINK.sub(r"\1", MARKS.sub("", text)))
    return CELLS.sub(" – ", bare).strip()
