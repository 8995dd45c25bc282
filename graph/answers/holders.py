"""Which things something holds of: "which services are global?" gathers their lines."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from graph.answers.draft import LONGEST_LIST, Draft, joined, said
from graph.answers.english import aspects_of, stems_of, telling, written_words
from graph.answers.finding import Finding
from graph.answers.lookup import subject_of
from graph.answers.rank import Ranked
from graph.answers.verdict import verdict_of
from graph.records import Concept, Fact, Related

HOLDS = 0.5
"""How much of what is said of the things, by the weight of its words, a line must say."""
MOST = 12
LEAST_HOLDERS = 2
"""One thing alone may be chance; two lines that say it are a list."""
_ASKED = re.compile(
    r"^(?:which|what|who|name|list)(?: (?:all|of|the|other|aws|cloud))* "
    r"(?:services?|things|tools|products|resources|components|parts|features|ones|items|systems) "
    r"(?:(?:that|which) )?(?=\w)|^(?:which|what)(?: of them)?(?: all)? (?=(?:is|are) )|"
    r"^everything (?:that|which) ",
    re.IGNORECASE,
)
"""Questions after things of no certain kind, up to what is said of them."""


def holders(finding: Finding) -> Draft | None:
    """Return the things that lines say something of, with these; None if that is not asked."""
    said_of = _predicate(finding)
    if not said_of:
        return None
    lines: dict[str, tuple[Concept, Fact]] = {}
    for one in finding.ranked:
        subject = subject_of(finding, one.reading.fact)
        if subject is not None and subject.id not in lines and _holds(finding, one, said_of):
            lines[subject.id] = (subject, one.reading.fact)
    found = list(lines.values())[:MOST]
    if len(found) < LEAST_HOLDERS:
        return None
    texts = [said(fact, subject) for subject, fact in found]
    related = tuple(Related(c, 1 - place / MOST) for place, (c, _) in enumerate(found))
    facts = tuple(fact for _, fact in found)
    return Draft(joined(texts, most=LONGEST_LIST, between="\n"), facts, concepts=related)


def _predicate(finding: Finding) -> dict[str, float]:
    """Return the stems of what is said of the things, with their weights; empty if none is asked.

    A thing that the question names is asked for by its relations instead, unless it is one that
    everything here belongs to.
    """
    question = finding.question
    start = _ASKED.search(question.text)
    if start is None:
        return {}
    text = question.text[start.end() :]
    if any(
        m.span.start >= start.end() and _has_relations(finding, m.concept)
        for m in question.mentions
    ):
        return {}
    return {stem: finding.corpus.weight(stem) for stem in telling(text)}


def _has_relations(finding: Finding, concept_id: str) -> bool:
    """Tell whether a thing is asked for by its relations: not a platform, which all belong to."""
    concept = finding.corpus.concept(concept_id)
    whole = concept is None or concept.kind == "platform"
    return not whole and finding.corpus.index.is_related(concept_id)


def _holds(finding: Finding, one: Ranked, said_of: dict[str, float]) -> bool:
    """Tell whether a line says it of its subject: in words that are no other thing's name."""
    fact = one.reading.fact
    free = set(_free_stems(fact, finding.question.words))
    total = sum(said_of.values())
    share = sum(weight for stem, weight in said_of.items() if stem in free) / total
    if share < HOLDS and not _same_side(finding, fact, free, said_of):
        return False
    return not verdict_of(finding.question, fact.plain).denied


def _same_side(finding: Finding, fact: Fact, free: set[str], said_of: dict[str, float]) -> bool:
    """Tell whether a line says it in other words: all its aspects, and one word of it at least."""
    sides = finding.question.aspects
    return bool(sides) and sides <= aspects_of(fact.plain) and bool(free & said_of.keys())


def _free_stems(fact: Fact, asked: Collection[str]) -> Iterator[str]:
    """Yield the stems of a line's words, without those of other things' names of several words.

    A name that says no more than the question is none: "global service", of global services.
    """
    text = fact.plain
    for mention in fact.mentions:
        name = mention.span.of(fact.plain)
        if " " in name and not set(telling(name)) <= set(asked):
            text = (
                text[: mention.span.start]
                + " " * (mention.span.end - mention.span.start)
                + text[mention.span.end :]
            )
    for word in written_words(text):
        yield from stems_of(word)
