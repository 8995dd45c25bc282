"""Things of which the notes say the very same: who has "Location: Harbour" in their notes."""

from __future__ import annotations

from collections.abc import Iterable

from graph.answers.composed_answer import LONGEST_LIST, ComposedAnswer, joined, led_to
from graph.answers.conditions import fulfilling, stated_of
from graph.answers.english import content_terms
from graph.answers.lookup import subject_of
from graph.answers.ranked_query import RankedQuery
from graph.records import Concept, Fact, Related

LEAST_HOLDERS = 3
"""Two notes may say the same by chance; three say it as one property of several things."""
LOOKED_AT = 10
"""Ranked facts among which the first must recur."""
MOST = 20
MOST_ALIKE = 200
"""Facts with the words of the first that are compared with it."""


def holders(finding: RankedQuery) -> ComposedAnswer | None:
    """Return the things that the best line is said of, where it is said of several.

    A thing that the question names is asked for by itself; what else the question says is asked of
    each of them.
    """
    best = finding.ranked[0].reading.fact
    near = (one.reading.fact for one in finding.ranked[:LOOKED_AT])
    if best.subject in finding.question.asked or len(_things(finding, near, best)) < LEAST_HOLDERS:
        return None
    index = finding.corpus.index
    numbers = [number for number, _ in index.words.search(f'"{best.plain}"', MOST_ALIKE)]
    ranked = (one.reading.fact for one in finding.ranked)
    things = _things(finding, [*ranked, *finding.corpus.facts(numbers)], best)
    stated = {one: stated_of(finding, one) for one in things}
    held = [things[one] for one in fulfilling(finding, stated, content_terms(best.plain))][:MOST]
    if not held:
        return None
    names = joined([concept.name for concept, _ in held], most=LONGEST_LIST, between=", ")
    related = tuple(Related(one, 1 - place / MOST) for place, (one, _) in enumerate(held))
    facts = tuple(fact for _, fact in held)
    return ComposedAnswer(led_to(best.plain, names), facts, concepts=related, intent="relates")


def _things(
    finding: RankedQuery, facts: Iterable[Fact], best: Fact
) -> dict[str, tuple[Concept, Fact]]:
    """Return what the facts that say just what the best one says are about, each thing once."""
    found: dict[str, tuple[Concept, Fact]] = {}
    for fact in facts:
        subject = subject_of(finding, fact) if fact.plain == best.plain else None
        if subject is not None:
            found.setdefault(subject.id, (subject, fact))
    return found
