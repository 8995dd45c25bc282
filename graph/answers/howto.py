"""How-to: the steps that the notes give, in their order."""

from __future__ import annotations

from graph.answers.draft import LONGEST, Draft, joined, led_to, said
from graph.answers.finding import Finding
from graph.answers.groups import best_group
from graph.answers.leading import solution_of
from graph.answers.lists import item_texts
from graph.answers.lookup import NEARLY_AS_LIKELY, subject_of

MOST_LINES = 4


def howto(finding: Finding) -> Draft:
    """Return the steps under the best line, or the lines that say how."""
    best = finding.ranked[0]
    group = best_group(finding)
    if group is not None and group.weight >= best.share:
        start = said(group.introduction) if group.introduction else group.label
        steps = joined(item_texts(group, finding), most=LONGEST - len(start) - 2)
        first = (group.introduction,) if group.introduction else ()
        return Draft(led_to(start, steps), (*first, *group.items))
    likely = [o for o in finding.ranked[:MOST_LINES] if o.share >= NEARLY_AS_LIKELY * best.share]
    facts = [one.reading.fact for one in likely]
    below = finding.corpus.index.below([facts[0].id])[facts[0].id]
    below = below or solution_of(finding, facts[0])
    texts = [said(fact, subject_of(finding, fact)) for fact in (facts[0], *below, *facts[1:])]
    return Draft(
        joined(texts, most=LONGEST, between="\n"),
        tuple(dict.fromkeys((facts[0], *below, *facts[1:]))),
    )
