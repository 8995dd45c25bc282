"""What a question asks of each item of a list, and whether an item fulfils it.

"Inns in Kull" wants, of all that is in Kull, the inns: what the notes state of a thing by its name,
a property or the folder of its page tells whether it is one. "Soups with cream" wants those whose
own line has the word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TypeVar

from graph.answers.english import content_terms, stems_of
from graph.answers.ranked_query import RankedQuery
from graph.language.clauses import clauses_of
from graph.language.kindred import akin
from graph.language.tokens import tokens_of
from graph.language.words import stems, words
from graph.notes.pages import page_name
from graph.records import Fact

Thing = TypeVar("Thing")


def fulfilling(
    finding: RankedQuery, things: Mapping[Thing, Collection[str]], given: Iterable[str]
) -> list[Thing]:
    """Return the things that fulfil each condition; `given` are stems that hold for all of them.

    `things` are stems stated of each. A word that none of them has is no condition, unless it is
    one by which the notes class other things: then nothing is left. Of alternatives ("lives or has
    a shop in Kull") none is a condition.
    """
    if not words("either").isdisjoint(finding.question.text.lower().split()):
        return list(things)
    skipped = {*given, *stems("light"), *stems("implied")}
    kept = list(things)
    for word in (one for one in finding.question.words if one not in skipped):
        met = [thing for thing in kept if _has(things[thing], word)]
        if not met and len(kept) == len(things) and any(_classes(finding, word)):
            return []
        kept = met or kept
    return kept


def stated_of(finding: RankedQuery, concept_id: str) -> frozenset[str]:
    """Return the stems of a thing's names, of its properties, and of the path of its page."""
    concept = finding.corpus.concept(concept_id)
    if concept is None:
        return frozenset()
    about = finding.corpus.readings(finding.corpus.about(concept_id)).values()
    names, facts = (concept.name, *concept.aliases), [one.fact for one in about]
    pages = {fact.path for fact in facts if page_name(fact.path) in names}
    texts = (*names, *pages, *(fact.plain for fact in facts if is_property(fact)))
    return frozenset(stem for text in texts for stem in content_terms(text))


def is_property(fact: Fact) -> bool:
    """Tell whether a fact is a property of its page."""
    return any(mark.kind == "property" for mark in fact.marks)


def wanted_inside(text: str, given: Collection[str]) -> frozenset[str]:
    """Return the stems of what each item is to have: "soups with cream", of what lists soups."""
    tokens, clauses = tokens_of(text.rstrip(" ?")), clauses_of(text.rstrip(" ?"))
    if any(clause.negated or clause.excluded for clause in clauses):
        return frozenset()
    for place, token in enumerate(tokens[1:], start=1):
        if token.text.lower() in words("holding") and tokens[place - 1].stem in given:
            return frozenset(stem for one in tokens[place + 1 :] for stem in stems_of(one.text))
    return frozenset()


def _classes(finding: RankedQuery, word: str) -> Iterator[bool]:
    """Yield for each property found whether its value is a word."""
    for one in finding.ranked:
        fact = one.reading.fact
        if is_property(fact):
            yield word in content_terms(fact.plain.partition(": ")[2])


def _has(stated: Collection[str], word: str) -> bool:
    return word in stated or not akin(word).isdisjoint(stated)
