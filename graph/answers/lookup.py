"""Lookup: the value or the sentence, with its line."""

from __future__ import annotations

import re

from embeddings.terms import folded
from graph.answers.answer_context import led_to_by, nearest_first, said_of_same
from graph.answers.composed_answer import LONGEST, ComposedAnswer, joined, said
from graph.answers.ranges import holds
from graph.answers.rank import Ranked
from graph.answers.ranked_query import RankedQuery
from graph.answers.values import serving, values_in
from graph.language.clauses import Clause, clauses_of
from graph.language.tokens import tokens_of
from graph.records import Concept, Fact

NEARLY_AS_LIKELY = 0.3
"""A second line with at least this share of the first's probability is given as well."""
MOST_LINES = 3
BESIDE = 3
"""Sentences before and after one that are looked at for the value that it lacks."""
_DIGIT_GAP = re.compile(r"(?<=\d\d)[ /()-]{1,2}(?=\d\d)")
DISAGREE = "Your notes disagree: both lines are shown."
COMPARED = 20
"""Ranked lines among which one is looked for that says otherwise."""


def lookup(finding: RankedQuery) -> ComposedAnswer:
    """Return the best line with its value, and others nearly as likely."""
    best = finding.ranked[0]
    likely = (
        one for one in finding.ranked[1:MOST_LINES] if one.share >= NEARLY_AS_LIKELY * best.share
    )
    near = [one for one in likely if goes_with(finding, best.reading.fact, one.reading.fact)]
    contrary = contradicting(finding, best)
    near += [one for one in contrary if one not in near]
    beside = given_beside(finding, best)
    before, after = said_of_same(finding, best.reading.fact)
    facts = [*before, best.reading.fact, *after, *beside, *led_to_by(finding, best.reading.fact)]
    facts = list(dict.fromkeys((*facts, *(one.reading.fact for one in near))))
    text = joined(
        [said(fact, subject_of(finding, fact)) for fact in facts], most=LONGEST, between="\n"
    )
    remarks = (DISAGREE,) if contrary and finding.question.expected_types else ()
    value = value_of(finding, beside[0] if beside else best.reading.fact)
    return ComposedAnswer(text, tuple(facts), value=value, remarks=remarks)


def goes_with(finding: RankedQuery, best: Fact, other: Fact) -> bool:
    """Tell whether a line may stand beside the best one.

    It may not deny of the asked thing what the best affirms, nor only deny. It may not lack a
    name, an id or a number of the question that the best has: row A3 is not row A1. Nor may its
    range be of other amounts.
    """
    question = finding.question.text.rstrip(" ?")
    asked = set(finding.question.asked)
    names = any(mention.concept in asked for mention in other.mentions)
    only_denies = _denies(other.plain) and (
        not _denies(best.plain) or all(_is_denial(one) for one in clauses_of(other.plain))
    )
    if names and only_denies and not _denies(question):
        return False
    if (other.is_struck and not best.is_struck) or holds(question, other.plain) is False:
        return False
    named = {token.stem for token in tokens_of(question) if token.is_identifier}
    of_table = best.text.startswith("|") and other.text.startswith("|")
    named |= exact_in(question) & (
        _stems_of(finding, best) if of_table else finding.question.name_words
    )
    return named & _stems_of(finding, best) <= _stems_of(finding, other)


def exact_in(question: str) -> frozenset[str]:
    """Return the stems of what a question writes as a name, an id or a number."""
    tokens = [token for token in tokens_of(question) if token.is_word]
    return frozenset(
        token.stem for place, token in enumerate(tokens)
        if any(map(str.isdigit, token.text)) or (place and not token.text.islower())
    )  # fmt: skip


def _stems_of(finding: RankedQuery, fact: Fact) -> set[str]:
    subject = subject_of(finding, fact)
    names = (subject.name, *subject.aliases) if subject else ()
    return {token.stem for text in (fact.plain, *fact.context, *names) for token in tokens_of(text)}


def _denies(text: str) -> bool:
    return any(map(_is_denial, clauses_of(text)))


def _is_denial(clause: Clause) -> bool:
    return bool(clause.negated or clause.excluded or clause.lapsed)


def exact(finding: RankedQuery) -> ComposedAnswer | None:
    """Return the lines that hold just what was asked for; None where none does."""
    asked = finding.question.quoted or finding.question.identifiers or (finding.question.text,)
    wanted = [_unspaced(one) for one in asked]
    facts = [one.reading.fact for one in finding.ranked]
    holding = [f for f in facts if any(one in _unspaced(f.plain) for one in wanted)][:MOST_LINES]
    if not holding:
        return None
    return ComposedAnswer(
        joined([said(fact) for fact in holding], most=LONGEST, between="\n"), tuple(holding)
    )


def _unspaced(text: str) -> str:
    """Return a text folded, long numbers in one piece: "0176 123-45" is "017612345"."""
    return _DIGIT_GAP.sub("", folded(text))


def given_beside(finding: RankedQuery, best: Ranked) -> list[Fact]:
    """Return the sentence on the best one's own line that gives the value which it lacks itself.

    "Insurance: renewed for a year. Good until 1 Feb." answers with both until when it is good.
    """
    fact = best.reading.fact
    if not finding.question.expected_types or value_of(finding, fact):
        return []
    around = finding.corpus.index.neighbours(fact, before=BESIDE, after=BESIDE)
    same = (
        one for one in nearest_first(fact, around)
        if one.line <= fact.end_line and fact.line <= one.end_line
    )  # fmt: skip
    return [one for one in same if value_of(finding, one)][:1]


def value_of(finding: RankedQuery, fact: Fact) -> str:
    """Return the words of a fact that are the value asked for; empty where there is none."""
    question, text = finding.question, fact.plain
    value = serving(text, question.expected_types, counted_terms=question.counted_terms)
    return value.span.of(text) if value else ""


def contradicting(finding: RankedQuery, best: Ranked) -> list[Ranked]:
    """Return the lines that say of the same thing what the best one says, but for the value."""
    fact = best.reading.fact
    first = value_of(finding, fact)
    if not first:
        return []
    others = (one for one in finding.ranked[1:COMPARED] if one.reading.fact.subject == fact.subject)
    alike = (one for one in others if _speak_alike(fact, one.reading.fact))
    return [one for one in alike if value_of(finding, one.reading.fact) not in ("", first)]


def _speak_alike(one: Fact, other: Fact) -> bool:
    """Tell whether two facts say the same but for their values."""
    return _without_values(one.plain) == _without_values(other.plain)


def _without_values(text: str) -> str:
    for value in reversed(values_in(text)):
        text = text[: value.span.start] + text[value.span.end :]
    return " ".join(text.lower().split())


def subject_of(finding: RankedQuery, fact: Fact) -> Concept | None:
    """Return the concept that a fact is about."""
    return finding.corpus.concept(fact.subject) if fact.subject else None
