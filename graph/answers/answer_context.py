"""What a line only leads to: the code below it, what answers a wish or a question of the note.

A write-up says in one line what is to be done and in another, mostly below it, by which command.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from graph.answers.english import content_terms
from graph.answers.local_context import asks, wishes
from graph.answers.ranked_query import RankedQuery
from graph.language.tokens import tokens_of
from graph.language.words import words
from graph.records import Fact

MOST_AFTER = 3
"""Lines after a wish or a question among which its answer is looked for."""
NEAR = 6
"""Lines before and after a line of a write-up among which the command is looked for."""
LONGEST_CODE = 300
"""Characters of code beside its line: longer code is a program, not an answer."""
_LISTED = re.compile(r"\s*(?:[-*+|>#•]|\d{1,3}[.)]\s)")
"""How a line begins that stands in a list, a table or a quotation."""


def led_to_by(finding: RankedQuery, fact: Fact) -> list[Fact]:
    """Return the facts that give what a line promises; none for a line that says it itself."""
    below = finding.corpus.index.below([fact.id])[fact.id]
    code = [one for one in below if one.kind == "code" and len(one.plain) <= LONGEST_CODE]
    return code[:1] or solution_of(finding, fact)


def said_of_same(finding: RankedQuery, fact: Fact) -> tuple[list[Fact], list[Fact]]:
    """Return the sentence that names whom a "she" means, and the "she" that says what a name does.

    The first goes before a line that begins so; the second follows on a line that lacks a word of
    the question.
    """
    around = _in_section(finding, fact, before=MOST_AFTER, after=1)
    place = around.index(fact)
    if _stands_for_another(fact):
        named = (one for one in reversed(around[:place]) if not _stands_for_another(one))
        return list(islice(named, 1)), []
    lacking = set(finding.question.words) - set(content_terms(fact.plain))
    after = around[place + 1 : place + 2]
    goes_on = (o for o in after if _stands_for_another(o) and lacking & set(content_terms(o.plain)))
    return [], list(goes_on)


def _stands_for_another(fact: Fact) -> bool:
    first = next(iter(tokens_of(fact.plain)), None)
    return first is not None and first.text.lower() in words("third_person")


def solution_of(finding: RankedQuery, fact: Fact) -> list[Fact]:
    """Return the facts beside a line that solve what it asks, wishes or says is to be done."""
    return _answers_after(finding, fact) or _command_for(finding, fact)


def _answers_after(finding: RankedQuery, fact: Fact) -> list[Fact]:
    """Return what follows a line that wishes or asks, up to the first code; else nothing."""
    if not (asks(fact.plain) or wishes(fact.plain)):
        return []
    after = _in_section(finding, fact, before=0, after=MOST_AFTER)[1:]
    ends = next((n for n, one in enumerate(after) if one.kind == "code"), len(after))
    return [one for one in after[: ends + 1] if len(one.plain) <= LONGEST_CODE]


def _command_for(finding: RankedQuery, fact: Fact) -> list[Fact]:
    """Return the nearest line with code for one without, in the text that shows code; else nothing.

    Lines of lists and tables stand for themselves.
    """
    if _has_code(fact) or not _is_prose(finding, fact):
        return []
    same = _in_section(finding, fact, before=NEAR, after=NEAR)
    if not any(one.kind == "code" for one in same):
        return []
    near = nearest_first(fact, same)
    return [one for one in near if _has_code(one) and len(one.plain) <= LONGEST_CODE][:1]


def nearest_first(fact: Fact, around: Sequence[Fact]) -> list[Fact]:
    """Return the facts around one, without it: those after it, then those before, nearest first."""
    place = around.index(fact)
    return [*around[place + 1 :], *reversed(around[:place])]


def _in_section(finding: RankedQuery, fact: Fact, *, before: int, after: int) -> list[Fact]:
    """Return the facts around one, itself among them, that stand under the same headings."""
    heads = fact.context[: fact.headings]
    around = finding.corpus.index.neighbours(fact, before=before, after=after)
    return [one for one in around if one.context[: one.headings] == heads]


def _has_code(fact: Fact) -> bool:
    return fact.kind == "code" or any(mark.kind == "code" for mark in fact.marks)


def _is_prose(finding: RankedQuery, fact: Fact) -> bool:
    """Tell whether a fact stands in a paragraph, not in a list, a table or a quotation."""
    note = finding.corpus.index.note(fact.path)
    if note is None:
        return False
    line = note.text.rfind("\n", 0, fact.span.start) + 1
    return _LISTED.match(note.text, line) is None
